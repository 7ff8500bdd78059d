package com.upcoach.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Redis of its own, on a free port of the loopback address, that keeps nothing on disk unless
/// it is told to.
public final class RedisServer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

    private final Path folder;
    private final int port;
    private final List<String> flags;
    private Process process;

    private RedisServer(Path folder, int port, List<String> flags) {
        this.folder = folder;
        this.port = port;
        this.flags = flags;
    }

    /// Starts one.
    ///
    /// @param flags as on its command line, `--maxmemory 10mb` as two
    /// @throws IllegalStateException where it does not start, with what it says
    public static RedisServer start(String... flags) {
        return startAt(freePort(), flags);
    }

    /// Starts one on a port that is known already.
    public static RedisServer startAt(int port, String... flags) {
        try {
            var server = new RedisServer(Files.createTempDirectory("redis"), port, List.of(flags));
            server.restart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port that nobody listens on.
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it again on the same port and folder, once it has ended.
    public void restart() throws IOException {
        List<String> command = new ArrayList<>(List.of("redis-server"));
        // A file stands before all flags.
        List<String> files = flags.stream().limit(1).filter(flag -> flag.startsWith("/")).toList();
        command.addAll(files);
        command.addAll(
                List.of(
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        ""));
        command.addAll(flags.subList(files.size(), flags.size()));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                        .start();
        await();
    }

    private void await() throws IOException {
        long limit = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (System.nanoTime() < limit && process.isAlive()) {
            // A server that begins with the port of TLS says nothing on this one.
            if (flags.contains("--tls-port") || answers()) {
                return;
            }
            Thread.onSpinWait();
        }
        String said = Files.readString(folder.resolve("log"));
        kill();
        throw new IllegalStateException("Redis did not start: " + said.strip());
    }

    private boolean answers() {
        try (var client = new RespClient(port)) {
            return client.ask("PING").equals("PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /// Its address for clients.
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// Where it keeps its files.
    public Path folder() {
        return folder;
    }

    /// Asks it something, as an operator would.
    public String ask(String... words) {
        try (var client = new RespClient(port)) {
            return client.ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it at once, as a crash would.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// It answers nothing any more, though its connections stay.
    public void hang() {
        signal("-STOP");
    }

    /// Ends [#hang].
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, "" + process.pid()).start();
            if (!kill.waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    || kill.exitValue() != 0) {
                throw new IllegalStateException("Redis did not get the signal " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
