package com.upcoach.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.List;

/// A response of the server: status, headers and body.
public record Answer(int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TYPES = "urn:problem-type:upcoach:";

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      throw new UncheckedIOException(body, notJson);
    }
  }

  /// A value in the body.
  ///
  /// @param pointer JSON pointer: `/items/0/id`
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  public String text(String pointer) {
    return at(pointer).asText();
  }

  /// The code of the problem, `invalid-field`; the status where the response is not a problem.
  public String problem() {
    String type = body.startsWith("{") ? json().path("type").asText() : "";
    return type.startsWith(TYPES) ? type.substring(TYPES.length()) : String.valueOf(status);
  }

  /// The problem with the name of the first invalid field or parameter: `invalid-field target`.
  public String fault() {
    return problem() + " " + text("/errors/0/name");
  }

  /// The codes of the errors in a GraphQL response.
  public List<String> graphErrors() {
    return body.startsWith("{")
        ? json()
            .path("errors")
            .valueStream()
            .map(error -> error.at("/extensions/code").asText())
            .toList()
        : List.of();
  }

  String mediaType() {
    return headers.firstValue("Content-Type").orElse("").replaceAll("\\s*;.*", "");
  }
}
