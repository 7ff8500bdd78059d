package com.upcoach.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.input.Bounds;
import com.upcoach.input.JsonEncoding;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parses well-formed requests of GraphQL over HTTP, and refuses all others.
///
/// @see <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP</a>
final class GraphRequestReader {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(300_000)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> NAMES =
      Set.of("query", "documentId", "operationName", "variables", "extensions");

  private GraphRequestReader() {}

  /// The operations of a body.
  ///
  /// @param batch whether the body is a list, so the response must be a list
  record Body(List<GraphRequest> operations, boolean batch) {}

  /// Parses the body of a POST.
  ///
  /// @param maxOperations maximum number of operations in a list
  /// @throws InvalidRequest if the body is not well-formed
  static Body body(byte[] body, int maxOperations) {
    JsonNode tree = parsed(body == null ? new byte[0] : body);
    if (!tree.isArray()) {
      return new Body(List.of(operation(tree)), false);
    }
    if (tree.isEmpty() || tree.size() > maxOperations) {
      throw malformed(
          "The list has %d operations; send 1 to %d in one request."
              .formatted(tree.size(), maxOperations));
    }
    List<GraphRequest> operations = new ArrayList<>(tree.size());
    tree.forEach(element -> operations.add(operation(element)));
    return new Body(operations, true);
  }

  /// Parses the query string of a GET.
  ///
  /// @param query null if it is not in the query string, like the other parameters
  /// @throws InvalidRequest if the request is not well-formed
  static GraphRequest parameters(
      String query, String documentId, String operationName, String variables, String extensions) {
    return operation(
        Optional.ofNullable(query),
        Optional.ofNullable(documentId),
        operationName == null ? "" : operationName,
        object("variables", variables == null ? null : parsedParameter("variables", variables)),
        object(
            "extensions", extensions == null ? null : parsedParameter("extensions", extensions)));
  }

  private static JsonNode parsedParameter(String name, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw Parameters.invalid(name, "must be a JSON object");
    }
  }

  private static JsonNode parsed(byte[] body) {
    JsonEncoding.require(body);
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException wrong) {
      throw malformed(
          "The body cannot be read as JSON: line %d, column %d."
              .formatted(
                  wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr(),
                  wrong.getLocation() == null ? 1 : wrong.getLocation().getColumnNr()));
    } catch (IOException unreadable) {
      throw malformed("The body cannot be read as JSON.");
    }
  }

  private static GraphRequest operation(JsonNode sent) {
    if (!sent.isObject()) {
      throw malformed("Send one JSON object with a query, or a list of such objects.");
    }
    sent.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw refusal(ProblemKind.UNKNOWN_FIELD, Bounds.shortened(name), "is unknown");
              }
            });
    return operation(
        text(sent, "query"),
        text(sent, "documentId"),
        text(sent, "operationName").orElse(""),
        object("variables", sent.get("variables")),
        object("extensions", sent.get("extensions")));
  }

  private static GraphRequest operation(
      Optional<String> query,
      Optional<String> documentId,
      String operationName,
      Map<String, Object> variables,
      Map<String, Object> extensions) {
    if (query.isPresent() == documentId.isPresent()) {
      throw refusal(
          ProblemKind.INVALID_FIELD,
          "query",
          "is required, unless documentId names a registered operation");
    }
    return new GraphRequest(
        query, documentId, operationName, variables, Boolean.TRUE.equals(extensions.get("cost")));
  }

  private static Optional<String> text(JsonNode sent, String name) {
    JsonNode value = sent.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw refusal(ProblemKind.INVALID_FIELD, name, "must be text");
    }
    return Optional.of(value.textValue());
  }

  private static Map<String, Object> object(String name, JsonNode value) {
    if (value == null || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw refusal(ProblemKind.INVALID_FIELD, name, "must be a JSON object");
    }
    return values(value);
  }

  private static Map<String, Object> values(JsonNode object) {
    Map<String, Object> values = new HashMap<>();
    object.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> values(node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(value(element)));
        yield list;
      }
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isInt() ? (Object) node.intValue() : node.numberValue();
      case STRING -> node.textValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  private static InvalidRequest malformed(String detail) {
    return new InvalidRequest(Problem.of(ProblemKind.MALFORMED_JSON, detail));
  }

  private static InvalidRequest refusal(ProblemKind kind, String name, String reason) {
    return new InvalidRequest(
        new Problem(
            kind, name + " " + reason + ".", List.of(new Problem.FieldError(name, reason))));
  }
}
