package com.upcoach.graphql;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The persisted queries: operations that the apps registered when the server was built, by the
/// hash of their documents.
final class PersistedOperations {

  private static final String ALGORITHM = "sha256:";

  private final Map<String, String> documents = new HashMap<>();

  PersistedOperations(List<String> texts) {
    texts.forEach(text -> documents.put(id(text), text));
  }

  /// The persisted queries of the apps, from the jar.
  static PersistedOperations ofTheApps() {
    try (InputStream in =
        PersistedOperations.class.getResourceAsStream("/contracts/operations.json")) {
      return new PersistedOperations(
          new JsonMapper()
              .readTree(in)
              .get("operations")
              .valueStream()
              .map(operation -> operation.get("document").textValue())
              .toList());
    } catch (IOException broken) {
      throw new IllegalStateException("the registered operations cannot be read", broken);
    }
  }

  /// The id of a document: `sha256:` and the hash of its bytes in UTF-8.
  static String id(String document) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return ALGORITHM + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The document with this id.
  Optional<String> find(String documentId) {
    return Optional.ofNullable(documents.get(documentId));
  }

  /// Whether the document is a persisted query.
  boolean has(String document) {
    return documents.containsKey(id(document));
  }

  Collection<String> texts() {
    return documents.values();
  }
}
