package com.upcoach.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaderboardGraphTest extends ApiTest {

  private static final String PAGE =
      """
            query($group: ID, $first: Int, $after: String, $near: Int = 3) {
              leaderboard(group: $group) {
                period
                starts
                entries(first: $first, after: $after) {
                  nodes { rank memberId name points }
                  pageInfo { hasNextPage endCursor }
                }
                rank(neighbours: $near) { rank points neighbours { rank points } }
              }
            }
            """;

  /// Each test has its own years, so its boards are empty.
  private static int year = 2050;

  private List<Person> members;
  private String group;

  /// Members who held 7, 5, 5, 3 and 0 days of a week that ends on a Sunday, in one group.
  @BeforeEach
  void fiveMembers() {
    LocalDate sunday =
        LocalDate.of(++year, 6, 15)
            .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.SUNDAY));
    clock.set(Instant.parse(sunday + "T12:00:00Z"));
    members = new ArrayList<>();
    for (int days : new int[] {7, 5, 5, 3, 0}) {
      Person member = person();
      String habit =
          member.habit("{\"title\":\"Read\",\"start\":\"%s\"}".formatted(sunday.minusDays(60)));
      for (int back = 0; back < days; back++) {
        member.checkIn(habit, sunday.minusDays(back).toString(), "{}");
      }
      members.add(member);
    }
    Answer founded = members.getFirst().api().post("/v1/groups", "{\"name\":\"Readers\"}");
    for (Person member : members.subList(1, 5)) {
      member
          .api()
          .post("/v1/groups/memberships", "{\"code\":\"%s\"}".formatted(founded.text("/code")));
    }
    group = GlobalId.text("Group", UUID.fromString(founded.text("/id")));
  }

  private static String places(JsonNode entries) {
    return entries
        .valueStream()
        .map(entry -> entry.get("rank").asText() + ":" + entry.get("points").asText())
        .collect(Collectors.joining(" "));
  }

  @Test
  void global_and_group_boards_are_paged() {
    for (Map<String, Object> which :
        List.of(Map.<String, Object>of(), Map.<String, Object>of("group", group))) {
      Map<String, Object> asked = new java.util.HashMap<>(which);
      asked.put("first", 2);
      Answer first = members.get(2).api().graph(PAGE, asked);
      JsonNode board = first.at("/data/leaderboard");
      String rest =
          places(
              members
                  .get(2)
                  .api()
                  .get("/v1/leaderboards/" + (which.isEmpty() ? "global" : uuid()))
                  .at("/items"));
      assertEquals(places(board.at("/entries/nodes")), rest.substring(0, rest.indexOf(' ', 6)));
      assertEquals("WEEK", board.get("period").textValue());
      assertTrue(board.at("/entries/pageInfo/hasNextPage").booleanValue());
      asked.put("after", board.at("/entries/pageInfo/endCursor").textValue());
      Answer second = members.get(2).api().graph(PAGE, asked);
      assertEquals(
          rest,
          places(board.at("/entries/nodes"))
              + " "
              + places(second.at("/data/leaderboard/entries/nodes")));
      assertEquals("false", second.text("/data/leaderboard/entries/pageInfo/hasNextPage"));
      assertEquals("2", second.text("/data/leaderboard/rank/rank"), second.body());
      assertEquals(4, board.at("/rank/neighbours").size());
    }
  }

  private String uuid() {
    return GlobalId.parse(group).orElseThrow().uuid().toString();
  }

  @Test
  void a_member_without_points_has_no_rank_and_no_neighbours() {
    for (Map<String, String> which : List.of(Map.<String, String>of(), Map.of("group", group))) {
      Answer board = members.get(4).api().graph(PAGE, which);
      assertEquals(
          "{\"rank\":null,\"points\":0,\"neighbours\":[]}",
          board.at("/data/leaderboard/rank").toString());
    }
  }

  @Test
  void the_requested_number_of_neighbours_is_shown() {
    Answer near = members.get(3).api().graph(PAGE, Map.of("group", group, "near", 1));
    assertEquals(2, near.at("/data/leaderboard/rank/neighbours").size());
    assertEquals("4", near.text("/data/leaderboard/rank/rank"));
    assertEquals(
        List.of("invalid-parameter"),
        members.get(3).api().graph(PAGE, Map.of("near", 21)).graphErrors());
  }

  @Test
  void a_group_board_exists_for_its_members_only() {
    Answer own =
        members
            .get(1)
            .api()
            .graph(
                "{ groups { leaderboard(period: ALL) { starts entries { nodes { points } } rank { points } } } }");
    assertEquals(4, own.at("/data/groups/0/leaderboard/entries/nodes").size());
    assertTrue(own.at("/data/groups/0/leaderboard/starts").isNull());
    assertTrue(own.at("/data/groups/0/leaderboard/rank/points").intValue() > 0);
    Answer stranger = person().api().graph(PAGE, Map.of("group", group));
    assertTrue(stranger.at("/data/leaderboard").isNull());
    assertEquals(List.of(), stranger.graphErrors());
    Answer noGroup = members.get(1).api().graph(PAGE, Map.of("group", "global"));
    assertTrue(noGroup.at("/data/leaderboard").isNull());
  }

  @Test
  void a_day_before_shows_the_board_of_its_period() {
    Answer before =
        members
            .get(1)
            .api()
            .graph(
                "{ leaderboard(period: MONTH, on: \"2040-03-05\") { starts entries { nodes { rank } } } }");
    assertEquals("2040-03-01", before.text("/data/leaderboard/starts"));
    assertEquals(0, before.at("/data/leaderboard/entries/nodes").size());
  }
}
