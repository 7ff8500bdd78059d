package com.upcoach.graphql;

import java.util.Map;
import java.util.Optional;

/// One operation as it was sent.
///
/// @param document its text; empty where it is named by its hash
/// @param documentId `sha256:` and the hash in hexadecimal digits; empty where its text is sent
/// @param operationName empty where there is none
/// @param wantsCost whether the answer is to tell what it cost
record GraphRequest(
    Optional<String> document,
    Optional<String> documentId,
    String operationName,
    Map<String, Object> variables,
    boolean wantsCost) {}
