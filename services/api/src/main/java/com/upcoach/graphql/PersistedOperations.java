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

/// The operations that apps have registered when the server was built, by the hash of their
/// documents.
final class PersistedOperations {

  private static final String ALGORITHM = "sha256:";

  private final Map<String, String> documents = new HashMap<>();

  PersistedOperations(List<String> texts) {
    texts.forEach(text -> documents.put(id(text), text));
  }

  /// Those that are in the jar.
  static PersistedOperations ofTheApps() {
    try (InputStream in =
        PersistedOperations.class.getResourceAsStream("/contracts/operations.json")) {
      return new PersistedOperations(
          new JsonMapper()
              .readTree(in)
              .get("operations")
              .valueStream()
              .map(one -> one.get("document").textValue())
              .toList());
    } catch (IOException broken) {
      throw new IllegalStateException("the registered operations cannot be read", broken);
    }
  }

  /// `sha256:` and the hash of a document's bytes in UTF-8.
  static String id(String document) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return ALGORITHM + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Optional<String> find(String documentId) {
    return Optional.ofNullable(documents.get(documentId));
  }

  boolean has(String document) {
    return documents.containsKey(id(document));
  }

  Collection<String> texts() {
    return documents.values();
  }
}
