package com.upcoach.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.json.JsonResponse;
import com.upcoach.json.Selection;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A response as stored for its key.
///
/// @param headers headers of the response, one per line
@SuppressWarnings("ArrayRecordComponent") // the bytes are those that are sent
record StoredResponse(int status, String headers, byte[] body) {

  private static final List<String> HEADERS = List.of("ETag", "Location");
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final int FIRST_PROBLEM = 400;

  static StoredResponse of(Response response, ObjectMapper json) {
    byte[] body = bytes(response.getEntity(), json);
    List<String> headers =
        HEADERS.stream()
            .filter(name -> response.getHeaderString(name) != null)
            .map(name -> name + ": " + response.getHeaderString(name))
            .collect(Collectors.toCollection(ArrayList::new));
    if (response.getEntity() instanceof JsonResponse<?> answer && answer.isTagged()) {
      headers.add("ETag: " + new CachedResponse(body).body(ContentEncoding.IDENTITY).entityTag());
    }
    return new StoredResponse(response.getStatus(), String.join("\n", headers), body);
  }

  private static byte[] bytes(Object entity, ObjectMapper json) {
    try {
      return switch (entity) {
        case byte[] bytes -> bytes;
        case JsonResponse<?> response -> response.bytes(Selection.WHOLE);
        default -> json.writeValueAsBytes(entity);
      };
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a response must be JSON", broken);
    }
  }

  /// The response again, marked as replayed.
  Response replayed() {
    Response.ResponseBuilder response = Response.status(status).entity(body).header(REPLAYED, true);
    if (status >= FIRST_PROBLEM) {
      response.type("application/problem+json");
    }
    headers
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(header -> response.header(header[0], header[1]));
    return response.build();
  }
}
