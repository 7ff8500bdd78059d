package com.upcoach.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.upcoach.settings.Settings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/// The Quarkus application: prints the address once HTTP listens, and waits for the shutdown.
public final class ServerApplication implements QuarkusApplication {

  private static final int FIRST_RESPONSE_TIMEOUT_MS = 10_000;

  private final Settings settings;
  private final HttpServer server;

  @Inject
  ServerApplication(Settings settings, HttpServer server) {
    this.settings = settings;
    this.server = server;
  }

  /// Sends the first request to the server itself before printing its address: it activates the
  /// connection limits ([ConnectionGuard]).
  @Override
  public int run(String... arguments) throws IOException {
    sendFirstRequest();
    System.out.printf(
        "UpCoach listens on http://%s:%d, its data is in %s. Stop it with Ctrl-C.%n",
        settings.host(), server.getPort(), settings.data());
    Quarkus.waitForExit();
    return 0;
  }

  private void sendFirstRequest() throws IOException {
    InetAddress host = InetAddress.getByName(settings.host());
    try (Socket socket =
        new Socket(
            host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host, server.getPort())) {
      socket.setSoTimeout(FIRST_RESPONSE_TIMEOUT_MS);
      socket
          .getOutputStream()
          .write(
              "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }
}
