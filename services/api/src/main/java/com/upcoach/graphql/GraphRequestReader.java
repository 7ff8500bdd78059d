package com.upcoach.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.BoundedJson;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parses well-formed requests of GraphQL over HTTP, and refuses all others.
///
/// @see <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP</a>
final class GraphRequestReader {

  private static final BoundedJson JSON = new BoundedJson(32, 300_000);

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

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
    JsonNode tree = JSON.parse(body);
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
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    sent.put("query", query).put("documentId", documentId).put("operationName", operationName);
    sent.set("variables", parsed("variables", variables));
    sent.set("extensions", parsed("extensions", extensions));
    return operation(sent);
  }

  private static JsonNode parsed(String parameter, String text) {
    try {
      return text == null ? null : JSON.parse(text.getBytes(UTF_8));
    } catch (InvalidRequest wrong) {
      throw Parameters.invalid(parameter, "must be a JSON object");
    }
  }

  private static GraphRequest operation(JsonNode sent) {
    if (!(sent instanceof ObjectNode object)) {
      throw malformed("Send one JSON object with a query, or a list of such objects.");
    }
    JsonInput fields = JsonInput.of(object);
    Optional<String> query = fields.string("query");
    Optional<String> documentId = fields.string("documentId");
    Optional<String> operationName = fields.string("operationName");
    Map<String, Object> variables = values(fields, "variables");
    Map<String, Object> extensions = values(fields, "extensions");
    if (query.isPresent() == documentId.isPresent()) {
      fields.wrong("query", "is required, unless documentId names a registered operation");
    }
    fields.done();
    return new GraphRequest(
        query,
        documentId,
        operationName.orElse(""),
        variables,
        Boolean.TRUE.equals(extensions.get("cost")));
  }

  private static Map<String, Object> values(JsonInput fields, String name) {
    return fields
        .node(
            name,
            node ->
                node.isObject()
                    ? Optional.of(MAPPER.convertValue(node, VALUES))
                    : fields.wrong(name, "must be a JSON object"))
        .orElse(Map.of());
  }

  private static InvalidRequest malformed(String detail) {
    return new InvalidRequest(Problem.of(ProblemKind.MALFORMED_JSON, detail));
  }
}
