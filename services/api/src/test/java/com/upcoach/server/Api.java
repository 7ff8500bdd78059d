package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// A client of the API that validates every response against the OpenAPI contract.
public final class Api {

  /// The responses seen so far in this test run, as `operation status` and `problem`.
  static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  public static final Contract CONTRACT = Contract.read();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// The timeout of a request: a hanging test fails.
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static final JsonMapper JSON = new JsonMapper();
  /// Operations that report invalid parts of a body within a successful response.
  private static final Set<String> REFUSES_WITHIN = Set.of("applyOperations");

  private static final String IF_MATCH = "If-Match";

  /// A status of every route, by the contract's introduction.
  private static final int TOO_MANY_REQUESTS = 429;

  private static final int OK = 200;

  private static final String PROBLEM = "/components/schemas/Problem";

  private final URI root;
  private final Map<String, String> headers;

  private Api(URI root, Map<String, String> headers) {
    this.root = root;
    this.headers = headers;
  }

  /// A client that is not signed in.
  public static Api at(URI root) {
    return new Api(root, Map.of());
  }

  /// This client with one more header on each request.
  public Api with(String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(name, value);
    return new Api(root, more);
  }

  public Api signedIn(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Answer get(String path) {
    return send("GET", path, Optional.empty());
  }

  /// Sends a binary body.
  public byte[] bytes(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
    headers.forEach(request::setHeader);
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray()).body();
    } catch (IOException lost) {
      throw new UncheckedIOException("GET " + path, lost);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  public Answer delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  public Answer post(String path, String body) {
    return send("POST", path, Optional.of(body));
  }

  /// Sends a request without a body.
  public Answer post(String path) {
    return send("POST", path, Optional.empty());
  }

  /// Sends a GraphQL request.
  ///
  /// @param variables by name
  public Answer graph(String document, Map<String, ?> variables) {
    return post(
        "/graphql", JSON.valueToTree(Map.of("query", document, "variables", variables)).toString());
  }

  public Answer graph(String document) {
    return graph(document, Map.of());
  }

  public Answer put(String path, String body) {
    return send("PUT", path, Optional.of(body));
  }

  public Answer patch(String path, String body) {
    return send("PATCH", path, Optional.of(body));
  }

  /// Sends a change without `If-Match`; [#send] adds a precondition that any state meets.
  public Answer patchWithoutPrecondition(String path, String body) {
    return with(IF_MATCH, "").patch(path, body);
  }

  public Answer send(String method, String path, Optional<String> body) {
    Answer answer =
        send(
            method,
            path,
            body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()),
            body.isPresent());
    body.filter(_ -> answer.status() < 300).ifPresent(sent -> checkRequestBody(method, path, sent));
    return answer;
  }

  /// @param typed whether to send a content type, unless one is among the headers
  public Answer send(String method, String path, BodyPublisher body, boolean typed) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).timeout(TIMEOUT).method(method, body);
    Map<String, String> all = new java.util.HashMap<>(headers);
    if (method.equals("PATCH")) {
      all.putIfAbsent(IF_MATCH, "*");
      all.values().removeIf(String::isEmpty);
    }
    all.forEach(request::setHeader);
    if (typed && !headers.containsKey("Content-Type")) {
      request.setHeader("Content-Type", "application/json");
    }
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
      check(method, path, answer);
      return answer;
    } catch (IOException lost) {
      throw new UncheckedIOException(method + " " + path, lost);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /// Fails if the contract does not describe the response.
  ///
  /// @param asked the path with its query
  static void check(String method, String asked, Answer answer) {
    String path = asked.replaceAll("\\?.*", "");
    String place = "%s %s → %d %s".formatted(method, path, answer.status(), answer.body());
    assertFalse(
        answer.body().contains("\tat ") || answer.body().contains("Exception"),
        () -> "a stack trace in " + place);
    if (answer.status() == TOO_MANY_REQUESTS) {
      assertTrue(answer.headers().firstValue("Retry-After").isPresent(), place);
    }
    if (answer.problem().equals("too-many-requests")) {
      problem(answer, place);
      return;
    }
    Optional<Contract.Operation> found = CONTRACT.find(method, path);
    if (found.isEmpty()) {
      assertEquals("application/problem+json", answer.mediaType(), place);
      problem(answer, place);
      return;
    }
    Contract.Operation operation = found.get();
    JsonNode response = CONTRACT.response(operation, answer.status());
    assertFalse(response.isMissingNode(), () -> "the contract knows no " + place);
    SEEN.add(operation.id() + " " + answer.status());
    if (path.equals("/graphql")) {
      answer.graphErrors().forEach(SEEN::add);
    }
    if (response.at("/headers/Link").isObject()) {
      checkLinks(path, answer, place);
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertEquals("", answer.body(), place);
      return;
    }
    assertTrue(content.has(answer.mediaType()), () -> answer.mediaType() + " is wrong in " + place);
    if (content.get(answer.mediaType()).has("schema")) {
      String pointer = CONTRACT.pointer(operation, answer.status(), answer.mediaType());
      assertEquals(
          Set.of(),
          answer.status() == OK && asked.contains("fields=")
              ? CONTRACT.faultsOfPart(pointer, answer.body())
              : CONTRACT.faults(pointer, answer.body()),
          place);
    }
    if (response.has("x-problems")) {
      problem(answer, place);
      assertTrue(
          response.get("x-problems").valueStream().anyMatch(one -> names(one, answer)),
          () -> "this problem is not in the contract: " + place);
    }
  }

  /// Fails if the `Link` header of a list disagrees with its body.
  private static void checkLinks(String path, Answer answer, String place) {
    String links = answer.headers().firstValue("Link").orElse("");
    assertTrue(links.matches("(<[^<>\"]+>; rel=\"next\", )?<[^<>\"]+>; rel=\"first\""), place);
    assertTrue(links.startsWith("<" + path), () -> links + " in " + place);
    JsonNode next = answer.at("/next");
    assertEquals(
        next.isTextual(),
        links.contains("cursor=" + next.asText() + ">; rel=\"next\""),
        () -> links + " in " + place);
  }

  private static boolean names(JsonNode word, Answer answer) {
    return word.textValue().equals(answer.problem());
  }

  private static void problem(Answer answer, String place) {
    assertEquals(Set.of(), CONTRACT.faults(PROBLEM, answer.body()), place);
    assertEquals(answer.status(), answer.at("/status").intValue(), place);
    SEEN.add(answer.problem());
  }

  /// Fails if the server accepted a body that the contract does not allow.
  private static void checkRequestBody(String method, String path, String body) {
    CONTRACT
        .find(method, path.replaceAll("\\?.*", ""))
        .filter(operation -> !REFUSES_WITHIN.contains(operation.id()))
        .ifPresent(
            operation ->
                assertEquals(
                    Set.of(),
                    CONTRACT.faults(CONTRACT.requestPointer(operation), withoutNulls(body)),
                    () -> "accepted against the contract: " + body));
  }

  /// Removes null fields, which mean the same as absent fields.
  private static String withoutNulls(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree instanceof ObjectNode object) {
        object.properties().removeIf(field -> field.getValue().isNull());
      }
      return tree.toString();
    } catch (IOException notJson) {
      throw new UncheckedIOException(body, notJson);
    }
  }
}
