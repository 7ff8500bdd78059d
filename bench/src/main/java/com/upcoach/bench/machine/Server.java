package com.upcoach.bench.machine;

import com.upcoach.bench.load.Requests.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running UpCoach: `./upcoach run`, as an operator starts it.
public final class Server implements AutoCloseable {

  /// Slows a server down on purpose: disables the JIT compiler.
  private static final String SLOW = "-Xint";

  private static final Pattern LISTENS = Pattern.compile("listens on http://\\S*:(\\d+),");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Workbench bench;
  private final Process process;
  private final int port;
  private final Database database;
  private final Path log;

  private Server(Workbench bench, Process process, int port, Database database, Path log) {
    this.bench = bench;
    this.process = process;
    this.port = port;
    this.database = database;
    this.log = log;
  }

  /// Options for starting a server.
  ///
  /// @param data name of its data folder on the workbench
  /// @param shared the database of another server; empty for its own
  /// @param javaOptions additional JVM options; empty for none
  /// @param apart pins it to other cores than the generator's
  /// @param more further flags of `./upcoach run`
  public record Launch(
      String data,
      Optional<Database> shared,
      String javaOptions,
      boolean apart,
      List<String> more) {

    /// With its own database in a data folder.
    public static Launch with(String data) {
      return new Launch(data, Optional.empty(), "", false, List.of());
    }

    /// On the database of another server.
    public static Launch on(Database database, String data) {
      return new Launch(data, Optional.of(database), "", false, List.of());
    }

    /// Sets whether it is slowed down on purpose.
    public Launch slowed(boolean slowed) {
      return slowed ? javaOptions(SLOW) : this;
    }

    /// Adds JVM options.
    public Launch javaOptions(String options) {
      return new Launch(data, shared, options, apart, more);
    }

    /// Pins it, and its PostgreSQL where that is its own, to other cores than the generator's.
    public Launch pinned() {
      return new Launch(data, shared, javaOptions, true, more);
    }

    /// Adds flags.
    public Launch flags(String... flags) {
      List<String> all = new ArrayList<>(more);
      all.addAll(List.of(flags));
      return new Launch(data, shared, javaOptions, apart, all);
    }
  }

  /// Starts one and waits until it is ready.
  ///
  /// @throws IllegalStateException where it exits; the message has the end of its output
  public static Server start(Workbench bench, Launch way) throws IOException, InterruptedException {
    Path data = bench.dataFolder(way.data());
    List<String> arguments =
        new ArrayList<>(List.of("run", "--data", data.toString(), "--port", "0"));
    // Few client addresses carry the whole load here, so the rate limit is off.
    arguments.addAll(List.of("--rate-limit", "0"));
    arguments.addAll(way.more());
    ProcessBuilder builder = bench.upcoach(way.apart() ? Cores.ofServer() : List.of(), arguments);
    if (!way.javaOptions().isEmpty()) {
      builder.environment().put("UPCOACH_JAVA_OPTS", way.javaOptions());
    }
    if (way.shared().isPresent()) {
      builder.environment().put("UPCOACH_DATABASE_URL", way.shared().get().url());
    }
    Path log = bench.folder().resolve(way.data() + ".log");
    StartLog printed = StartLog.next(log);
    Process process =
        bench.start(
            builder
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    int port = port(process, printed);
    awaitReady(process, port, printed);
    Database database = way.shared().isPresent() ? way.shared().get() : Database.in(data);
    return new Server(bench, process, port, database, log);
  }

  /// Loads demo members into the database of a data folder whose server is stopped.
  ///
  /// @return a file with a line `member-id token habit-id…` for each member
  public static Path demo(Workbench bench, String data, int members, int days)
      throws IOException, InterruptedException {
    bench.log("filling %s with %,d members of %d days".formatted(data, members, days));
    Path tokens = bench.folder().resolve(data + ".tokens");
    bench.run(
        bench.upcoach(
            List.of(),
            List.of(
                "demo",
                "--data",
                bench.dataFolder(data).toString(),
                "--members",
                "" + members,
                "--days",
                "" + days,
                "--seed",
                "1",
                "--tokens",
                tokens.toString())));
    return tokens;
  }

  /// Gives a member a role. The server of the data folder may be running or not.
  public static void role(Workbench bench, String data, String email, String role)
      throws IOException, InterruptedException {
    bench.run(
        bench.upcoach(
            List.of(), List.of("role", "--data", bench.dataFolder(data).toString(), email, role)));
  }

  /// Tells whether `./upcoach run` has a setting of this name.
  public static boolean knows(Workbench bench, String setting)
      throws IOException, InterruptedException {
    return bench.run(bench.upcoach(List.of(), List.of("run", "--help"))).contains("--" + setting);
  }

  /// The HTTP port on the loopback address.
  public int port() {
    return port;
  }

  public Database database() {
    return database;
  }

  /// The CPU time of the server and its PostgreSQL.
  public CpuTime cpu() {
    return new CpuTime(List.of(process.pid(), database.pid()));
  }

  /// Sends a request that must succeed and returns the body.
  ///
  /// @throws IllegalStateException where the status is not 200
  public String get(String path, String token) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " is answered with " + answer.statusCode());
      }
      return answer.body();
    }
  }

  /// Sends each request once and returns those with a 2xx response.
  public List<Request> succeeding(List<Request> requests) throws IOException, InterruptedException {
    List<Request> succeeding = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Request request : requests) {
        HttpRequest.Builder builder =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.path()))
                .method(
                    request.method(),
                    request
                        .body()
                        .map(HttpRequest.BodyPublishers::ofString)
                        .orElse(HttpRequest.BodyPublishers.noBody()))
                .header("Content-Type", "application/json");
        request.token().ifPresent(it -> builder.header("Authorization", "Bearer " + it));
        int status =
            http.send(builder.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 200 && status < 300) {
          succeeding.add(request);
        }
      }
    }
    return succeeding;
  }

  /// Live heap after a full garbage collection, in MiB.
  public double liveHeapMib() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(process.pid());
    bench.run(new ProcessBuilder(jcmd, pid, "GC.run"));
    String heap = bench.run(new ProcessBuilder(jcmd, pid, "GC.heap_info"));
    double kib =
        heap.lines()
            .filter(line -> line.startsWith("DefNew") || line.startsWith("Tenured"))
            .map(USED::matcher)
            .filter(Matcher::find)
            .mapToDouble(found -> Double.parseDouble(found.group(1)))
            .sum();
    if (kib == 0) {
      throw new IllegalStateException("jcmd tells of no serial collector: " + heap);
    }
    return kib / 1024;
  }

  /// Resident memory of the server's process in MiB, without its PostgreSQL.
  public double residentMib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToDouble(kib -> Double.parseDouble(kib) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /// The port chosen by the server, once it listens.
  private static int port(Process process, StartLog log) throws IOException {
    Matcher listens = LISTENS.matcher(log.await(process, "Stop it with"));
    if (!listens.find()) {
      throw ended(process, log);
    }
    return Integer.parseInt(listens.group(1));
  }

  private static void awaitReady(Process process, int port, StartLog log)
      throws IOException, InterruptedException {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (process.isAlive()) {
        try {
          int status = http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status == 200) {
            return;
          }
        } catch (IOException notYet) {
          Thread.sleep(20);
        }
      }
    }
    throw ended(process, log);
  }

  private static IllegalStateException ended(Process process, StartLog log) throws IOException {
    return new IllegalStateException(
        "the server ended with %d: %s".formatted(process.exitValue(), Workbench.end(log.text())));
  }

  @Override
  public void close() {
    bench.stop(process);
  }

  @Override
  public String toString() {
    return "server on port " + port + ", log in " + log;
  }
}
