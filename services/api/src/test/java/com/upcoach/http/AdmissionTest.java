package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.route.RequestLane.Work;
import com.upcoach.route.Route;
import com.upcoach.route.RouteMatch;
import com.upcoach.route.RouteTable;
import com.upcoach.server.Routes;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AdmissionTest {

  private static final String HABIT = "/v1/habits/0198c0de-0000-7000-8000-000000000001";

  private static final RouteTable TABLE =
      RouteTable.of(Routes.resources(), List.of(Route.ofRuntime("/livez")));

  private static Work work(String method, String path) {
    return TABLE.match(method, path) instanceof RouteMatch.Matched(Route route)
        ? route.work()
        : Work.NONE;
  }

  @Test
  void check_ins_and_other_changes_are_refused_last() {
    assertEquals(Work.WRITES, work("PUT", HABIT + "/check-ins/2026-11-25"));
    assertEquals(Work.WRITES, work("POST", "/v1/check-ins"));
    assertEquals(Work.WRITES, work("PATCH", HABIT));
    assertEquals(Work.WRITES, work("POST", "/v1/members"));
  }

  @Test
  void looking_at_the_day_is_reading_and_statistics_are_analysing() {
    assertEquals(Work.READS, work("GET", "/v1/today"));
    assertEquals(Work.READS, work("HEAD", HABIT));
    assertEquals(Work.READS, work("POST", "/v1/batch"));
    assertEquals(Work.ANALYSIS, work("GET", HABIT + "/statistics"));
  }

  @Test
  void health_and_signing_in_are_never_refused_for_a_lane() {
    assertEquals(Work.NONE, work("GET", "/livez"));
    assertEquals(Work.NONE, work("GET", "/openapi"));
    assertEquals(Work.NONE, work("POST", "/graphql"));
    assertEquals(Work.NONE, work("POST", "/v1/sessions"));
    assertEquals(Work.NONE, work("DELETE", "/v1/sessions/current"));
  }
}
