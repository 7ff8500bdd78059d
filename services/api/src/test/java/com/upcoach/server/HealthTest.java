package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.database.TestDatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabaseResource.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class HealthTest {

  @TestHTTPResource("/")
  URI root;

  @Test
  void the_server_is_live_and_ready_when_the_database_responds() throws Exception {
    assertEquals(200, status("livez"));
    assertEquals(200, status("readyz"));
  }

  private int status(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(root.resolve(path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
