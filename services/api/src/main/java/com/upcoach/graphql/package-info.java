/// GraphQL over HTTP: parsing, cost limits, persisted queries, execution and serialization.
///
/// Schema first: `contracts/schema` defines the types, and features supply the data fetchers
/// ([com.upcoach.graph.GraphFeature]). A document is parsed, checked against its limits, validated
/// and planned once, then cached. The cost of an operation is known before any of it is executed.
package com.upcoach.graphql;
