package com.upcoach.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before a PostgreSQL, and falls silent when it is told to: connections stay open, and
/// nothing goes through them any more.
final class SilentProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final DatabaseAddress behind;

    /// Connections with an older number than this are silent.
    private final AtomicInteger firstThatSpeaks = new AtomicInteger();

    private final AtomicInteger made = new AtomicInteger();

    SilentProxy(DatabaseAddress behind) {
        this.behind = behind;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// The way through the proxy.
    DatabaseAddress address() {
        return DatabaseAddress.plain(
                "127.0.0.1",
                listening.getLocalPort(),
                behind.database(),
                behind.user(),
                behind.password());
    }

    /// The connections that are there fall silent, and so do the next ones, so many of them.
    void silence(int next) {
        firstThatSpeaks.set(made.get() + next);
    }

    int connections() {
        return made.get();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                int number = made.getAndIncrement();
                Socket server = new Socket(behind.host(), behind.port());
                Thread.ofVirtual().start(() -> forward(number, client, server));
                Thread.ofVirtual().start(() -> forward(number, server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void forward(int number, Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            int read = from.getInputStream().read(bytes);
            while (read > 0) {
                if (number >= firstThatSpeaks.get()) {
                    to.getOutputStream().write(bytes, 0, read);
                }
                read = from.getInputStream().read(bytes);
            }
        } catch (IOException gone) {
            // One end has gone: both are closed by now.
            return;
        }
    }
}
