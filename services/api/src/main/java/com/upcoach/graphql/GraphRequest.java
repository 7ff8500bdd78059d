package com.upcoach.graphql;

import java.util.Map;
import java.util.Optional;

/// One operation as sent.
///
/// @param document the text; empty if the request names a persisted query instead
/// @param documentId the id of a persisted query: `sha256:` and the hash in hexadecimal digits;
///     empty if the text is sent
/// @param operationName empty for none
/// @param wantsCost whether the response includes the cost
record GraphRequest(
    Optional<String> document,
    Optional<String> documentId,
    String operationName,
    Map<String, Object> variables,
    boolean wantsCost) {}
