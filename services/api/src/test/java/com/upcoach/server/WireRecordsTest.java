package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.server.WireRecords.CheckInRecord;
import com.upcoach.server.WireRecords.TodayRecord;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WireRecordsTest extends ApiTest {

  @Inject ObjectMapper served;

  @Test
  void the_reference_mapper_writes_what_the_server_writes() throws Exception {
    RandomResponses answers = new RandomResponses(1);
    for (int round = 0; round < 300; round++) {
      same(TodayRecord.of(answers.today(2)));
      same(CheckInRecord.of(answers.checkIn()));
    }
  }

  private void same(Object value) throws Exception {
    assertEquals(
        new String(served.writeValueAsBytes(value), StandardCharsets.UTF_8),
        new String(WireRecords.bytes(value), StandardCharsets.UTF_8));
  }

  @Test
  void a_response_in_bytes_has_a_content_type() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    for (String path : new String[] {"/v1/today", "/v1/habits", "/v1/habits/" + habit}) {
      Answer answer = ada.api().get(path);
      assertEquals(
          Optional.of("application/json;charset=UTF-8"),
          answer.headers().firstValue("Content-Type"),
          path);
    }
  }
}
