package com.upcoach.bench.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An nginx that answers every request with 200 and a short body, from memory.
public final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION =
            """
            daemon off;
            pid :folder/nginx.pid;
            error_log stderr crit;
            worker_processes 1;
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
                    return 200 '{"answer":"always the same, and not much of it"}';
                }
            }
            """;

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
        int port = Workbench.freePort();
        Path folder = Files.createTempDirectory(bench.folder(), "nginx");
        Path file = folder.resolve("nginx.conf");
        Files.writeString(
                file,
                CONFIGURATION.replace(":folder", folder.toString()).replace(":port", "" + port));
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
