/// What features describe their part of the graph with: types, fields, loaders, ids.
///
/// Knows `edge` and `outcome`. How operations are read, limited and carried out is the work of
/// `graphql`.
package com.upcoach.graph;
