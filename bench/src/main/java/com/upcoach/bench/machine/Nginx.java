package com.upcoach.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An nginx that answers from memory: every request with the same short body, or with a file.
public final class Nginx implements AutoCloseable {

  private static final String CONFIGURATION =
      """
            daemon off;
            :user
            pid :folder/nginx.pid;
            error_log stderr notice;
            worker_processes :workers;
            worker_rlimit_nofile 65536;
            events { worker_connections 32768; }
            http {
                access_log off;
                keepalive_requests 1000000000;
                keepalive_timeout 1h;
                client_body_temp_path :folder/body;
                proxy_temp_path :folder/proxy;
                fastcgi_temp_path :folder/fastcgi;
                uwsgi_temp_path :folder/uwsgi;
                scgi_temp_path :folder/scgi;
                server {
                    listen 127.0.0.1::port backlog=16384;
                    default_type application/json;
                    :answer
                }
            }
            """;

  private static final String ALWAYS_THE_SAME =
      "return 200 '{\"answer\":\"always the same, and not much of it\"}';";

  /// Fastest way for nginx to serve a file: it stays open and is not looked up or checked again.
  private static final String FILES =
      "root :folder; sendfile on; tcp_nopush on; etag on;"
          + " open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;";

  /// The file that [#serving] serves.
  public static final String FILE = "/answer.json";

  private final Workbench bench;
  private final Process process;
  private final int port;

  private Nginx(Workbench bench, Process process, int port) {
    this.bench = bench;
    this.process = process;
    this.port = port;
  }

  /// Starts one on a free port.
  ///
  /// @param apart pins nginx to the server's cores
  public static Nginx start(Workbench bench, boolean apart) throws IOException {
    Path folder = Files.createTempDirectory(bench.folder(), "nginx");
    return start(bench, apart, folder, 1, ALWAYS_THE_SAME);
  }

  /// Starts one on a free port, with one worker per core, which serves these bytes at [#FILE].
  public static Nginx serving(Workbench bench, byte[] content) throws IOException {
    Path folder = Files.createTempDirectory(bench.folder(), "nginx");
    Files.write(folder.resolve(FILE.substring(1)), content);
    return start(bench, false, folder, Runtime.getRuntime().availableProcessors(), FILES);
  }

  private static Nginx start(
      Workbench bench, boolean apart, Path folder, int workers, String answer) throws IOException {
    return bench.startOnFreePort(port -> on(bench, apart, folder, port, workers, answer));
  }

  private static Optional<Nginx> on(
      Workbench bench, boolean apart, Path folder, int port, int workers, String answer)
      throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        CONFIGURATION
            .replace(":user", isRoot() ? "user root;" : "")
            .replace(":workers", "" + workers)
            .replace(":answer", answer)
            .replace(":folder", folder.toString())
            .replace(":port", "" + port));
    List<String> command = new ArrayList<>(apart ? Cores.ofServer() : List.of());
    command.addAll(
        List.of("nginx", "-p", folder.toString(), "-e", "stderr", "-c", file.toString()));
    StartLog log = StartLog.next(folder.resolve("nginx.log"));
    Process process =
        bench.start(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile())));
    return bench.listens(process, log, "start worker process")
        ? Optional.of(new Nginx(bench, process, port))
        : Optional.empty();
  }

  /// When root starts nginx, its workers run as a user who may not read the bench's folder.
  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /// Its CPU time.
  public CpuTime cpu() {
    return new CpuTime(List.of(process.pid()));
  }

  /// The port on the loopback address.
  public int port() {
    return port;
  }

  @Override
  public void close() {
    bench.stop(process);
  }
}
