package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends ApiTest {

  @Test
  void the_contract_is_served_as_in_the_repository() throws IOException {
    Answer answer = visitor().get("/openapi");
    assertEquals(Files.readString(Path.of("../../contracts/openapi.yaml")), answer.body());
    assertEquals("max-age=300", answer.headers().firstValue("Cache-Control").orElse(""));
  }

  @Test
  void a_request_with_a_current_entity_tag_gets_304() {
    String tag = visitor().get("/openapi").headers().firstValue("ETag").orElseThrow();
    assertEquals(304, visitor().with("If-None-Match", tag).get("/openapi").status());
    assertEquals(200, visitor().with("If-None-Match", "\"other\"").get("/openapi").status());
  }
}
