/// The building blocks with which features describe their part of the GraphQL schema: types,
/// fields, data loaders, global ids, connections.
///
/// The room `graphql` parses, limits and executes operations.
package com.upcoach.graph;
