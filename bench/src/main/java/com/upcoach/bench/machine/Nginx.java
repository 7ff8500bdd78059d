package com.upcoach.bench.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An nginx that answers from memory: every request with the same short body, or with a file.
public final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION =
            """
            daemon off;
            :user
            pid :folder/nginx.pid;
            error_log stderr crit;
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

    /// As fast as nginx serves a file: it stays open, and is neither looked for nor looked at anew.
    private static final String FILES =
            "root :folder; sendfile on; tcp_nopush on; etag on;"
                    + " open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;";

    /// What [#serving] serves.
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
    /// @param apart on the cores of the server alone
    public static Nginx start(Workbench bench, boolean apart)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(bench.folder(), "nginx");
        return start(bench, apart, folder, 1, ALWAYS_THE_SAME);
    }

    /// Starts one on a free port, with a worker for each core, that serves these bytes at [#FILE].
    public static Nginx serving(Workbench bench, byte[] content)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(bench.folder(), "nginx");
        Files.write(folder.resolve(FILE.substring(1)), content);
        return start(bench, false, folder, Runtime.getRuntime().availableProcessors(), FILES);
    }

    private static Nginx start(
            Workbench bench, boolean apart, Path folder, int workers, String answer)
            throws IOException, InterruptedException {
        int port = Workbench.freePort();
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
        Path log = folder.resolve("nginx.log");
        Process process =
                bench.start(
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(log.toFile()));
        Nginx nginx = new Nginx(bench, process, port);
        nginx.await(log);
        return nginx;
    }

    /// Started by root, nginx would serve as somebody who may not read the bench's folder.
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /// The processor time that it uses.
    public CpuTime cpu() {
        return new CpuTime(List.of(process.pid()));
    }

    /// The port on the loopback address.
    public int port() {
        return port;
    }

    private void await(Path log) throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("nginx did not start: " + Files.readString(log).strip());
    }

    @Override
    public void close() {
        bench.stop(process);
    }
}
