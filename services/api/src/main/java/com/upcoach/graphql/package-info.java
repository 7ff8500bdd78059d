/// Operations on the graph: how they come in over HTTP, what they may cost, how they are carried
/// out and written.
///
/// Schema first: `contracts/schema` says what there is, features describe where it comes from
/// ([com.upcoach.graph.GraphFeature]). A document is read, held to its limits, validated and
/// planned once, and kept; what it costs is known before any of it is carried out.
package com.upcoach.graphql;
