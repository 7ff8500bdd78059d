package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.CacheablePaths;
import com.upcoach.server.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CacheFastPathTest extends ApiTest {

  private static final int PATIENCE_MS = 60_000;

  /// Nothing to the cache, and unusual enough for the long way.
  private static final String LONG_WAY = "Content-Length: 0\r\n";

  @Inject MemberResponseCache answers;
  @Inject CacheFastPath fastPath;

  private Person ada;
  private Socket line;

  @BeforeEach
  void connect() throws IOException {
    ada = person();
    line = new Socket(address.getHost(), address.getPort());
    line.setSoTimeout(PATIENCE_MS);
  }

  @AfterEach
  void hangUp() throws IOException {
    line.close();
    answers.setShare(CachePolicy.TODAY, 100);
  }

  private String get(String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(path, ada.token(), headers);
  }

  private void send(String text) throws IOException {
    line.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private Answer ask(String path, String headers) throws IOException {
    send(get(path, headers));
    return RawHttp.answer(line);
  }

  /// How many answers were given at once to a request.
  private long givenFor(String path, String headers) throws IOException {
    long before = fastPath.served();
    ask(path, headers);
    return fastPath.served() - before;
  }

  /// What an answer says, but for the second that it is good for.
  private static List<Object> said(Answer answer) {
    var headers = new TreeMap<String, List<String>>(answer.headers().map());
    headers.computeIfPresent(
        "Cache-Status",
        (name, values) -> values.stream().map(one -> one.replaceAll("ttl=\\d+", "ttl")).toList());
    return List.of(answer.status(), headers, answer.body());
  }

  @Test
  void what_is_kept_is_given_at_once() throws Exception {
    assertEquals(0, givenFor("/v1/today", ""));
    assertEquals(1, givenFor("/v1/today", ""));
    assertEquals(1, givenFor("/v1/today", ""));
    assertEquals(0, givenFor("/v1/today", LONG_WAY));
    assertEquals(1, givenFor("/v1/today", ""));
  }

  /// Also where a batch has made the page that is kept.
  @Test
  void a_page_that_is_kept_leads_on_as_it_did_when_it_was_made() throws Exception {
    ada.habit("{\"title\":\"Read\"}");
    ada.habit("{\"title\":\"Walk\"}");
    String path = "/v1/habits?limit=1&sort=title";
    ada.api().post("/v1/batch", "{\"requests\":[{\"id\":\"1\",\"path\":\"%s\"}]}".formatted(path));
    long before = fastPath.served();
    Answer page = ask(path, "");
    assertEquals(1, fastPath.served() - before);
    assertEquals(
        "<%1$s&cursor=%2$s>; rel=\"next\", <%1$s>; rel=\"first\""
            .formatted(path, page.text("/next")),
        page.headers().firstValue("Link").orElseThrow());
  }

  /// Every line of the table, in each encoding, whole and unchanged.
  @Test
  void both_ways_say_the_same() throws Exception {
    String habit = ada.habit("{\"title\":\"Read\"}");
    for (int more = 0; more < 5; more++) {
      ada.habit("{\"title\":\"Read " + more + "\"}");
    }
    String group = ada.api().post("/v1/groups", "{\"name\":\"Early birds\"}").text("/id");
    for (CachePolicy policy : CachePolicy.values()) {
      boolean ofGroup = policy.route().startsWith("/v1/leaderboards");
      String path = CacheablePaths.of(policy, ofGroup ? group : habit);
      String tag = ask(path, "").headers().firstValue("ETag").orElseThrow();
      for (String header :
          List.of(
              "",
              "Accept: application/json\r\n",
              "Accept-Encoding: gzip\r\n",
              "Accept-Encoding: gzip, br\r\n",
              "If-None-Match: \"other\"\r\n",
              "If-None-Match: " + tag + "\r\n",
              "Accept-Encoding: br\r\nIf-None-Match: \"1\", " + tag + "\r\n")) {
        long before = fastPath.served();
        Answer fast = ask(path, header);
        assertEquals(1, fastPath.served() - before, path + " " + header);
        assertEquals(said(ask(path, header + LONG_WAY)), said(fast), header);
        assertEquals(1, fastPath.served() - before, path + " " + header);
      }
    }
  }

  @Test
  void answers_come_in_the_order_of_their_requests_whichever_way_they_go() throws Exception {
    String habit = ada.habit("{\"title\":\"Read\"}");
    ask("/v1/today", "");
    ask("/v1/me", "");
    long before = fastPath.served();
    send(get("/v1/today", "") + get("/v1/habits/" + habit, "") + get("/v1/me", ""));
    assertTrue(RawHttp.answer(line).body().contains("\"day\""));
    assertEquals(habit, RawHttp.answer(line).text("/id"));
    assertEquals(ada.email(), RawHttp.answer(line).text("/email"));
    assertEquals(1, fastPath.served() - before);
    assertEquals(1, givenFor("/v1/me", ""));
  }

  @Test
  void one_that_is_longer_than_many_before_it_goes_no_other_way() throws Exception {
    for (int time = 0; time < 200; time++) {
      ask("/v1/me", "");
    }
    assertEquals(1, givenFor("/v1/me", "Cookie: " + "x".repeat(1_000) + "\r\n"));
  }

  @Test
  void a_body_between_them_is_no_request() throws Exception {
    ask("/v1/me", "");
    String body = "{\"title\":\"" + get("/v1/me", "").replace("\r\n", "") + "\"}";
    String post =
        get("/v1/habits", "Content-Type: application/json\r\nContent-Length: %d\r\n")
            .replaceFirst("GET", "POST")
            .formatted(body.length());
    send(post + body + get("/v1/me", ""));
    assertEquals(201, RawHttp.answer(line).status());
    assertEquals(ada.email(), RawHttp.answer(line).text("/email"));
    assertEquals(1, givenFor("/v1/me", ""));
  }

  @Test
  void who_has_signed_out_gets_nothing_any_more() throws Exception {
    assertEquals(0, givenFor("/v1/me", ""));
    assertEquals(1, givenFor("/v1/me", ""));
    assertEquals(204, ada.api().delete("/v1/sessions/current").status());
    long before = fastPath.served();
    assertEquals(401, ask("/v1/me", "").status());
    assertEquals(before, fastPath.served());
  }

  @Test
  void nobody_gets_what_is_kept_for_another() throws Exception {
    ask("/v1/me", "");
    Person eve = person();
    String asAda = get("/v1/me", "");
    send(asAda + asAda.replace(ada.token(), eve.token()) + asAda);
    assertEquals(ada.email(), RawHttp.answer(line).text("/email"));
    assertEquals(eve.email(), RawHttp.answer(line).text("/email"));
    assertEquals(ada.email(), RawHttp.answer(line).text("/email"));
    send(asAda.replace(ada.token(), "x".repeat(64)));
    assertEquals(401, RawHttp.answer(line).status());
  }

  @Test
  void what_was_written_is_read_after_it_on_the_same_connection() throws Exception {
    ask("/v1/me", "");
    assertEquals(1, givenFor("/v1/me", ""));
    assertEquals(200, ada.api().patch("/v1/me", "{\"name\":\"Countess\"}").status());
    assertEquals("Countess", ask("/v1/me", "").text("/name"));
  }

  @Test
  void a_route_that_is_switched_off_goes_its_old_way() throws Exception {
    ask("/v1/today", "");
    answers.setShare(CachePolicy.TODAY, 0);
    assertEquals(0, givenFor("/v1/today", ""));
    answers.setShare(CachePolicy.TODAY, 100);
    assertEquals(1, givenFor("/v1/today", ""));
  }

  @Test
  void a_last_request_is_answered_and_the_connection_closed() throws Exception {
    ask("/v1/today", "");
    assertEquals(0, givenFor("/v1/today", "Connection: close\r\n"));
    assertEquals(-1, line.getInputStream().read());
  }

  /// Nine megabytes of answers, and hardly any room for them on the way.
  @Test
  void who_reads_late_gets_every_answer() throws Exception {
    for (int habit = 0; habit < 20; habit++) {
      ada.habit("{\"title\":\"Read " + habit + "\"}");
    }
    String body = ask("/v1/habits", "").body();
    int batches = 100;
    int batch = 15;
    byte[] requests = get("/v1/habits", "").repeat(batch).getBytes(ISO_8859_1);
    try (Socket slow = new Socket();
        var writer = Executors.newVirtualThreadPerTaskExecutor()) {
      slow.setReceiveBufferSize(16_384);
      slow.connect(line.getRemoteSocketAddress());
      slow.setSoTimeout(PATIENCE_MS);
      long before = fastPath.served();
      Future<?> written =
          writer.submit(
              () -> {
                for (int sent = 0; sent < batches; sent++) {
                  slow.getOutputStream().write(requests);
                }
                return null;
              });
      for (int read = 0; read < batches * batch; read++) {
        assertEquals(body, RawHttp.answer(slow).body(), "answer " + read);
      }
      written.get();
      assertTrue(fastPath.served() > before);
    }
  }
}
