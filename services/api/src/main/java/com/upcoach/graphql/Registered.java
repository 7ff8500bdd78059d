package com.upcoach.graphql;

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
final class Registered {

    private static final String ALGORITHM = "sha256:";

    private final Map<String, String> documents = new HashMap<>();

    Registered(List<String> texts) {
        texts.forEach(text -> documents.put(id(text), text));
    }

    /// `sha256:` and the hash of a document's bytes in UTF-8.
    static String id(String document) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(document.getBytes(StandardCharsets.UTF_8));
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
