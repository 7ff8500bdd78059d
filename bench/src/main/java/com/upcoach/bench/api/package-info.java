/// The shape of the API: GraphQL, registered operations, payloads, lists, and what it takes to
/// abuse them. `bench/README.md` lists the cases.
package com.upcoach.bench.api;
