package com.upcoach.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An OpenAPI document with queries for the tests.
public final class Contract {

  private static final String PLACE = "https://upcoach.test/openapi";
  private static final String PART = "https://upcoach.test/openapi-of-parts";
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

  private Contract(JsonNode document) {
    this.document = document;
    this.schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders ->
                        loaders.schemas(
                            Map.of(
                                PLACE, document.toString(), PART, ofParts(document).toString()))));
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
    operations.sort(Comparator.comparing((Operation operation) -> operation.path().contains("{")));
  }

  /// One method of one path.
  public record Operation(String method, String path, JsonNode node) {

    public String id() {
      return node.get("operationId").textValue();
    }

    public String access() {
      return node.path("x-access").asText();
    }

    public boolean hasJsonBody() {
      return node.at("/requestBody/content").has("application/json");
    }

    public boolean hasBody() {
      return node.has("requestBody");
    }

    boolean serves(String asked, String rawPath) {
      return method.equals(asked)
          && Pattern.matches(path.replaceAll("\\{[^}]+}", "[^/]+"), rawPath);
    }

    public Set<String> statuses() {
      Set<String> statuses = new TreeSet<>();
      node.get("responses").fieldNames().forEachRemaining(statuses::add);
      return statuses;
    }
  }

  /// The contract that the server is built with.
  public static Contract read() {
    return of(text());
  }

  public static String text() {
    try (var file = Contract.class.getResourceAsStream("/contracts/openapi.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static Contract of(String yaml) {
    try {
      return new Contract(YAML.readTree(yaml));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  JsonNode document() {
    return document;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /// The operation of a path; paths without parameters take precedence.
  public Optional<Operation> find(String method, String rawPath) {
    return operations.stream().filter(operation -> operation.serves(method, rawPath)).findFirst();
  }

  /// The node itself, or the target of its `$ref`.
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  /// The contract's description of a response; missing where there is none.
  public JsonNode response(Operation operation, int status) {
    return resolved(operation.node().get("responses").path(String.valueOf(status)));
  }

  /// The validation errors of a body by the schema at a place in the document.
  ///
  /// @param pointer JSON pointer
  public Set<String> faults(String pointer, String body) {
    return faultsAt(PLACE + "#" + pointer, body);
  }

  /// The validation errors of a response with selected `fields`: required fields may be absent.
  Set<String> faultsOfPart(String pointer, String body) {
    return faultsAt(PART + "#" + pointer, body);
  }

  private static JsonNode ofParts(JsonNode whole) {
    JsonNode parts = whole.deepCopy();
    for (JsonNode parent : parts.findParents("required")) {
      if (parent.get("required").isArray()) {
        ((ObjectNode) parent).remove("required");
      }
    }
    // With alternatives in the schema, the selected fields may match either.
    for (JsonNode parent : parts.findParents("oneOf")) {
      ((ObjectNode) parent).set("anyOf", ((ObjectNode) parent).remove("oneOf"));
    }
    return parts;
  }

  private Set<String> faultsAt(String location, String body) {
    JsonSchema schema =
        known.computeIfAbsent(
            location,
            place ->
                schemas.getSchema(
                    SchemaLocation.of(place),
                    SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build()));
    return schema.validate(body, InputFormat.JSON).stream()
        .map(ValidationMessage::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The JSON pointer of a response's schema.
  String pointer(Operation operation, int status, String mediaType) {
    JsonNode response = operation.node().get("responses").get(String.valueOf(status));
    String place =
        response.has("$ref")
            ? response.get("$ref").textValue().substring(1)
            : pointer(operation) + "/responses/" + status;
    return place + "/content/" + escaped(mediaType) + "/schema";
  }

  /// The JSON pointer of a request's schema.
  String requestPointer(Operation operation) {
    return pointer(operation) + "/requestBody/content/application~1json/schema";
  }

  private static String pointer(Operation operation) {
    return "/paths/%s/%s"
        .formatted(
            escaped(operation.path()), operation.method().toLowerCase(java.util.Locale.ROOT));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
