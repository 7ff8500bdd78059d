package com.upcoach.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.cache.CachePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Paths for the routes in the table of cached responses.
public final class CacheablePaths {

  private CacheablePaths() {}

  /// A path of a route; for GraphQL that of a persisted operation.
  ///
  /// @param id the value of the route's `{id}`
  public static String of(CachePolicy policy, String id) {
    return policy == CachePolicy.GRAPH
        ? policy.route() + "?documentId=" + registered()
        : policy.route().replace("{id}", id);
  }

  private static String registered() {
    try {
      return new JsonMapper()
          .readTree(Path.of("../../contracts/operations.json").toFile())
          .at("/operations/0/id")
          .asText();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
