package com.upcoach.bench.cache;

import com.upcoach.bench.Options;
import com.upcoach.bench.machine.GeneratorProof;
import com.upcoach.bench.machine.Server;
import com.upcoach.bench.machine.Workbench;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Setup shared by the cases: a database of demo members, a server with a response cache on it (off
/// with `--prove`), and the proof of the generator. Created lazily.
final class Stage implements Closeable {

  static final String DATA = "kept";
  private static final int MEMBERS = 600;
  private static final int DAYS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Workbench bench;
  private final Options options;
  private final HttpClient client = HttpClient.newHttpClient();
  private List<Member> members;
  private Server server;
  private Server cached;
  private GeneratorProof proof;

  Stage(Workbench bench, Options options) {
    this.bench = bench;
    this.options = options;
  }

  /// A signed-in demo member.
  ///
  /// @param habits their ids
  record Member(String id, String token, List<String> habits) {

    private static Member of(String line) {
      String[] words = line.split(" ", -1);
      return new Member(words[0], words[1], List.of(Arrays.copyOfRange(words, 2, words.length)));
    }
  }

  Workbench bench() {
    return bench;
  }

  Options options() {
    return options;
  }

  void log(String line) {
    bench.log("cache: " + line);
  }

  /// All demo members, in the order in which they joined.
  List<Member> members() throws IOException, InterruptedException {
    if (members == null) {
      Path tokens = Server.demo(bench, DATA, MEMBERS, DAYS);
      members = Files.readAllLines(tokens).stream().map(Member::of).toList();
    }
    return members;
  }

  /// The server; its cache is off with `--prove`.
  Server server() throws IOException, InterruptedException {
    if (server == null) {
      members();
      Server.Launch way = Server.Launch.with(DATA);
      server = Server.start(bench, options.prove() ? way.flags("--cache-megabytes", "0") : way);
    }
    return server;
  }

  /// A server whose cache is always on: the same one, unless its cache is off on purpose.
  Server cached() throws IOException, InterruptedException {
    if (!options.prove()) {
      return server();
    }
    if (cached == null) {
      cached = Server.start(bench, Server.Launch.on(server().database(), "keeping"));
    }
    return cached;
  }

  GeneratorProof proof() throws Exception {
    if (proof == null) {
      proof = new GeneratorProof(bench, false);
    }
    return proof;
  }

  /// Sends a member's request and returns the response, in one encoding.
  ///
  /// @throws IllegalStateException where the status is not 200
  HttpResponse<byte[]> read(String path, String token, String encoding)
      throws IOException, InterruptedException {
    return send(
        request(server().port(), path)
            .header("Authorization", "Bearer " + token)
            .header("Accept-Encoding", encoding)
            .build());
  }

  /// Sends a request to this machine.
  ///
  /// @throws IllegalStateException where the status is not 2xx
  HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          request.uri().getPath() + " is answered with " + response.statusCode());
    }
    return response;
  }

  static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
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
    if (server != null) {
      server.close();
    }
  }
}
