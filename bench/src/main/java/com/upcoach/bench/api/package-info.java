/// Cases of the API: GraphQL, persisted operations, payloads, lists, and resistance to abuse.
/// `bench/README.md` lists the cases.
package com.upcoach.bench.api;
