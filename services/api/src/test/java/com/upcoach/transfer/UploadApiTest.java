package com.upcoach.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Upload forms with a file, as a hostile or unlucky client sends them.
@QuarkusTest
class UploadApiTest extends ApiTest {

  private static final String CSV =
      """
            HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
            Breathe,,Health,2016-03-15,1,
            """;

  private static final String FILE = part("name=\"file\"; filename=\"habits.csv\"", CSV);

  @TestHTTPResource URI server;
  @Inject Vertx vertx;

  @ConfigProperty(name = "upcoach.data")
  Path data;

  private static String part(String disposition, String content) {
    return "--b\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
        .formatted(disposition, content);
  }

  private List<Path> uploads() throws IOException {
    try (var files = Files.list(data.resolve("uploads"))) {
      return files.toList();
    }
  }

  private void assertNothingIsLeft() throws Exception {
    for (int turn = 0; turn < 500 && !uploads().isEmpty(); turn++) {
      Thread.sleep(10);
    }
    assertEquals(List.of(), uploads());
  }

  private static Answer send(Person person, String contentType, String body) {
    return person
        .api()
        .with("Content-Type", contentType)
        .send("POST", "/v1/imports", BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)), true);
  }

  private static Answer send(Person person, String body) {
    return send(person, "multipart/form-data; boundary=b", body);
  }

  private static void assertMalformed(String reason, Answer answer) {
    assertEquals("malformed-request", answer.problem(), answer.body());
    assertTrue(answer.text("/detail").contains(reason), answer.body());
  }

  @Test
  void a_malformed_form_is_refused_with_the_reason() throws Exception {
    Person ada = person();
    assertMalformed("empty", send(ada, ""));
    assertMalformed("begin with the boundary", send(ada, "habits"));
    assertMalformed("begin with the boundary", send(ada, FILE.replace("--b", "--c")));
    assertMalformed("closing boundary", send(ada, FILE));
    assertMalformed("closing boundary", send(ada, FILE + "--c--"));
    assertMalformed("within a line", send(ada, "--b"));
    assertMalformed("within a line", send(ada, "--b-"));
    assertMalformed("within the head", send(ada, "--b\r\n"));
    assertMalformed("within the head", send(ada, "--b\r\nContent-Disposition: form-data"));
    assertMalformed("cannot be read", send(ada, "--b\r\nno colon\r\n\r\nx\r\n--b--"));
    assertMalformed("cannot be read", send(ada, "--b\r\na: b\nc: d\r\n\r\nx\r\n--b--"));
    assertMalformed("does not say its name", send(ada, "--b\r\n\r\nx\r\n--b--"));
    assertMalformed("does not say its name", send(ada, part("filename=x", CSV) + "--b--"));
    assertMalformed("parameter twice", send(ada, part("name=file; name=x", CSV) + "--b--"));
    assertMalformed(
        "encoded",
        send(
            ada,
            FILE.replace("\r\n\r\n", "\r\nContent-Transfer-Encoding: base64\r\n\r\n") + "--b--"));
    assertMalformed(
        "longer than 8192 bytes",
        send(ada, "--b\r\nX-Long: " + "x".repeat(500_000) + "\r\n\r\n\r\n--b--"));
    assertMalformed("header lines", send(ada, "--b\r\n" + header(100) + "\r\nx\r\n--b--"));
    assertMalformed("more than 16 parts", send(ada, part("name=x", "").repeat(10_000) + "--b--"));
    assertNothingIsLeft();
  }

  private static String header(int lines) {
    StringBuilder header = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      header.append("X-%d: x\r\n".formatted(line));
    }
    return header.toString();
  }

  @Test
  void a_request_without_a_content_type_is_no_form() throws Exception {
    Answer answer =
        person().api().send("POST", "/v1/imports", BodyPublishers.ofString("habits"), false);
    assertEquals("unsupported-media-type", answer.problem(), answer.body());
    assertNothingIsLeft();
  }

  @Test
  void a_content_type_without_a_proper_boundary_is_refused() throws Exception {
    Person ada = person();
    String body = FILE + "--b--";
    String form = "multipart/form-data";
    assertMalformed("names no boundary", send(ada, form, body));
    assertMalformed("names no boundary", send(ada, form + "; charset=utf-8", body));
    assertMalformed("boundary in Content-Type", send(ada, form + "; boundary=", body));
    assertMalformed(
        "boundary in Content-Type", send(ada, form + "; boundary=" + "b".repeat(71), body));
    assertMalformed("twice", send(ada, form + "; boundary=b; boundary=c", body));
    assertEquals(202, send(ada, form + "; boundary=\"b\"", body).status());
    assertNothingIsLeft();
  }

  @Test
  void a_form_has_one_file_and_nothing_else() throws Exception {
    Person ada = person();
    assertEquals("invalid-field file", send(ada, "--b--").fault());
    assertEquals("invalid-field file", send(ada, FILE + FILE + "--b--").fault());
    assertEquals("unknown-field note", send(ada, FILE + part("name=note", "x") + "--b--").fault());
    assertEquals(202, send(ada, FILE + "--b--\r\nan epilogue").status());
    assertNothingIsLeft();
  }

  @Test
  void the_name_of_a_file_is_never_a_path_and_holds_no_control_characters() {
    assertEquals("passwd", name("filename=\"../../etc/passwd\""));
    assertEquals("habits.csv", name("filename=\"C:\\\\Users\\\\ada\\\\habits.csv\""));
    assertEquals("ab", name("filename=\"a\u0000\u001b\u202eb\""));
    assertEquals("a\"b", name("filename=\"a\\\"b\""));
    assertEquals(200, name("filename=\"" + "x".repeat(7_000) + "\"").length());
    assertEquals("", name("filename=\"..\\\\\""));
  }

  private static String name(String fileName) {
    return PartHead.of(List.of("Content-Disposition: form-data; name=file; " + fileName))
        .fileName()
        .orElseThrow();
  }

  /// Begins an upload that announces more than it sends, and waits for its file.
  private List<Path> begin(Socket socket, Person person) throws Exception {
    String head =
        """
                POST /v1/imports HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: multipart/form-data; boundary=b
                Content-Length: 1000000

                """
            .formatted(person.token())
            .replace("\n", "\r\n");
    socket.getOutputStream().write((head + FILE + "x".repeat(300_000)).getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    List<Path> there = new ArrayList<>();
    for (int turn = 0; turn < 500 && there.isEmpty(); turn++) {
      Thread.sleep(10);
      there = uploads();
    }
    return there;
  }

  @Test
  void a_connection_reset_during_an_upload_is_not_logged_as_a_failure() throws Exception {
    Person ada = person();
    for (int number = 0; number < 5; number++) {
      try (Socket socket = new Socket(server.getHost(), server.getPort())) {
        assertEquals(1, begin(socket, ada).size());
        socket.setSoLinger(true, 0);
      }
      assertNothingIsLeft();
    }
    assertEquals(200, ada.api().get("/v1/today").status());
  }

  @Test
  void an_upload_is_private_in_the_data_folder_and_deleted_when_the_connection_breaks()
      throws Exception {
    Person ada = person();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      List<Path> there = begin(socket, ada);
      assertEquals(1, there.size());
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(there.getFirst())));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("uploads"))));
    }
    assertNothingIsLeft();
    assertEquals(200, ada.api().get("/v1/today").status());
  }

  /// Collects the log records of failed requests.
  private static final class Failures extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage() + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final Failures failures = new Failures();
  private final Logger logger = Logger.getLogger("com.upcoach.http.FailureProblems");

  @BeforeEach
  void listen() {
    logger.addHandler(failures);
  }

  @AfterEach
  void nothingFailed() {
    logger.removeHandler(failures);
    assertEquals(List.of(), failures.lines);
  }

  @Test
  void files_left_by_a_killed_server_are_deleted_at_the_next_start(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("left.upload"), CSV);
    new UploadFolder(folder, vertx).clear();
    assertFalse(Files.exists(folder.resolve("left.upload")));
  }
}
