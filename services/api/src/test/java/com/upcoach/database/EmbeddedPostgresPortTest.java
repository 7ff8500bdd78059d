package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.upcoach.ports.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedPostgresPortTest {

  private final long seed = Long.getLong("seed", System.nanoTime());

  private FreePort ports() {
    return new FreePort(new Random(seed));
  }

  private static ServerSocket listen(int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
  }

  /// Another process takes the port after it was chosen and before PostgreSQL listens.
  @Test
  void a_database_whose_port_is_taken_starts_on_another(@TempDir Path temporary) throws Exception {
    DataFolder folder = TestDatabase.folder(temporary);
    PostgresPrograms programs = PostgresPrograms.unpackedIn(folder.path(), _ -> {});
    PostgresSettings settings = PostgresSettings.durable();
    try (ServerSocket taken = listen(ports().propose());
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(folder, programs, settings, _ -> {}, ports())) {
      DatabaseAddress address = postgres.address();
      assertNotEquals(taken.getLocalPort(), address.port(), "seed " + seed);
      assertEquals("1", TestDatabase.ask(address, "select 1"));
    }
    // JUnit warns about links that lead out of a temporary folder.
    Files.delete(folder.path().resolve("postgresql-" + PostgresPrograms.version()));
  }
}
