package com.upcoach.bench.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.bench.Options;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.GeneratorProof;
import com.upcoach.bench.machine.Server;
import com.upcoach.bench.machine.Workbench;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Setup shared by the cases: a database of demo members in groups of twenty, and the servers on
/// it. Created lazily.
final class Stage implements Closeable {

  private static final String DATA = "circles";
  private static final int MEMBERS = 10_000;
  private static final int DAYS = 120;
  private static final int WINDOWS_OF_WARMING = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Workbench bench;
  private final Options options;
  private final HttpClient client = HttpClient.newHttpClient();
  private Server uncached;
  private Server cached;
  private List<Member> members;
  private GeneratorProof proof;

  Stage(Workbench bench, Options options) {
    this.bench = bench;
    this.options = options;
  }

  /// A member of a group of twenty.
  record Member(String id, String token, String habit) {}

  Workbench bench() {
    return bench;
  }

  Options options() {
    return options;
  }

  void log(String line) {
    bench.log("api: " + line);
  }

  /// A server without a response cache; slowed down with `--prove`.
  Server uncached() throws Exception {
    if (uncached == null) {
      Path tokens = Server.demo(bench, DATA, MEMBERS, DAYS);
      uncached = start(DATA);
      uncached.database().requireDurable();
      uncached.database().execute(Database.statement("circles.sql").split(";", -1));
      uncached.database().settle();
      members = membersOfCircles(tokens);
      log("%,d members in groups of twenty".formatted(members.size()));
    }
    return uncached;
  }

  private List<Member> membersOfCircles(Path tokens) throws Exception {
    Map<String, String[]> known = new HashMap<>();
    for (String line : Files.readAllLines(tokens)) {
      String[] words = line.split(" ", -1);
      known.put(words[0], words);
    }
    // Shuffled, so that concurrent requests come from different groups.
    return uncached
        .database()
        .list(
            "select member_id from team_member order by md5(member_id::text)",
            row -> row.getString(1))
        .stream()
        .filter(known::containsKey)
        .map(id -> new Member(id, known.get(id)[1], known.get(id)[2]))
        .toList();
  }

  /// A server with a response cache on the same database; with `--prove` its cache is off.
  Server cached() throws Exception {
    if (cached == null) {
      Server.Launch way =
          Server.Launch.on(uncached().database(), "keeping").flags("--warming", "off");
      cached = Server.start(bench, options.prove() ? way.flags("--cache-megabytes", "0") : way);
    }
    return cached;
  }

  List<Member> members() throws Exception {
    uncached();
    return members;
  }

  GeneratorProof proof() throws Exception {
    if (proof == null) {
      proof = new GeneratorProof(bench, false);
    }
    return proof;
  }

  /// Starts a server without a response cache on its own database; slowed down with `--prove`.
  Server start(String data) throws Exception {
    return Server.start(
        bench,
        Server.Launch.with(data)
            .slowed(options.prove())
            .flags("--cache-megabytes", "0", "--warming", "off"));
  }

  /// Global id of a GraphQL node.
  static String globalId(String kind, String id) {
    UUID uuid = UUID.fromString(id);
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return kind + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// A value encoded for a query string.
  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  /// A persisted operation of the apps.
  PersistedOperation persisted(String name) throws IOException {
    return new PersistedOperation(
        Files.readString(
            Path.of(System.getProperty("upcoach.home", ""))
                .resolve("apps/kit/operations/" + name + ".graphql")));
  }

  record PersistedOperation(String document) {

    /// Path of a GET request by the hash.
    String path() {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8));
        return "/graphql?documentId=sha256:" + HexFormat.of().formatHex(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    /// Body of a POST request with the operation's text.
    String body() {
      return Stage.body(document);
    }
  }

  /// Body of a POST request with a document.
  static String body(String document) {
    return "{\"query\":\""
        + document.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"}";
  }

  /// Sends a member's request and returns the response, in one encoding.
  ///
  /// @throws IllegalStateException where the status is not 200
  HttpResponse<byte[]> read(Server server, String path, String token, String encoding)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", encoding)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + " is answered with " + response.statusCode());
    }
    return response;
  }

  /// Requires that a GraphQL response is complete: a refused request is not a fast one.
  static void requireComplete(String answer, String word, int times) {
    int found = answer.split(word, -1).length - 1;
    if (answer.contains("\"errors\"") || found != times) {
      throw new IllegalStateException(
          "%d times %s in place of %d: %s"
              .formatted(found, word, times, answer.substring(0, Math.min(400, answer.length()))));
    }
  }

  /// Warms a server up; shortened with `--prove`.
  void warm(Server server, Requests requests, int connections) throws InterruptedException {
    try (Generator generator = new Generator(server.port(), requests, connections)) {
      generator.warmUp(options.prove() ? 1 : WINDOWS_OF_WARMING, this::log);
    }
  }

  @Override
  public void close() {
    client.close();
    if (proof != null) {
      proof.close();
    }
    if (cached != null) {
      cached.close();
    }
    if (uncached != null) {
      uncached.close();
    }
  }
}
