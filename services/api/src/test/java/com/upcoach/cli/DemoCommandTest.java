package com.upcoach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.database.TestDatabaseResource;
import com.upcoach.settings.Setting;
import com.upcoach.settings.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the demo command on the database of a running server, and then signs in there.
@QuarkusTest
@QuarkusTestResource(TestDatabaseResource.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoCommandTest {

  private static final Pattern SIGN_IN =
      Pattern.compile("Sign in as (\\S+) with the password (\\S+);");

  @TestHTTPResource("/")
  URI root;

  @Inject Settings settings;
  @Inject ObjectMapper json;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void the_printed_member_signs_in_and_has_habits_today() throws Exception {
    assertEquals(0, demo("--members", "20", "--days", "40", "--seed", "7"), err::toString);
    Matcher printed = SIGN_IN.matcher(out.toString());
    assertTrue(printed.find(), out::toString);
    JsonNode session =
        post(
            "v1/sessions",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(printed.group(1), printed.group(2)));
    JsonNode today = get("v1/today", session.get("token").asText());
    assertTrue(today.get("habits").size() > 0, today::toString);
  }

  @Test
  void each_token_of_the_file_authenticates_its_member(@TempDir Path folder) throws Exception {
    Path tokens = folder.resolve("tokens");
    assertEquals(
        0,
        demo("--members", "5", "--days", "30", "--seed", "8", "--tokens", tokens.toString()),
        err::toString);
    for (String line : Files.readAllLines(tokens)) {
      String[] words = line.split(" ", -1);
      assertEquals(words[0], get("v1/me", words[1]).get("id").asText());
      assertEquals(words[2], get("v1/habits/" + words[2], words[1]).get("id").asText());
    }
  }

  @Test
  void a_seed_already_in_the_database_is_refused_in_one_line() {
    assertEquals(0, demo("--members", "2", "--days", "3", "--seed", "9"), err::toString);
    assertEquals(CommandLineApp.WRONG_USAGE, demo("--members", "2", "--days", "3", "--seed", "9"));
    assertOneLine("seed 9");
  }

  @Test
  void invalid_options_are_refused_in_one_line(@TempDir Path folder) {
    for (List<String> wrong :
        List.of(
            List.of("--members", "0", "--days", "3"),
            List.of("--members", "1", "--days", "0"),
            List.of("--members", "1"),
            List.of("--members", "1", "--days", "3", "--until", "2999-01-01"),
            List.of("--members", "1", "--days", "3", "--until", "yesterday"),
            List.of(
                "--members",
                "1",
                "--days",
                "3",
                "--tokens",
                folder.resolve("not/there").toString()))) {
      err.getBuffer().setLength(0);
      assertEquals(CommandLineApp.WRONG_USAGE, demo(wrong.toArray(String[]::new)), wrong::toString);
      assertOneLine("--");
    }
  }

  private int demo(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "demo";
    all[1] = Setting.DATABASE_URL.flag();
    all[2] = settings.database().orElseThrow().url();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new CommandLineApp(List.of(new DemoCommand()), Map.of())
        .run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  private void assertOneLine(String words) {
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().startsWith("upcoach: "), err::toString);
    assertTrue(err.toString().contains(words), err::toString);
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(root.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode get(String path, String token) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + token));
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertTrue(answer.statusCode() < 300, answer::body);
      return json.readTree(answer.body());
    }
  }
}
