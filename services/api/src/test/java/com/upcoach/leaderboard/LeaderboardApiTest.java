package com.upcoach.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.cache.Answers;
import com.upcoach.cache.CachePolicy;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaderboardApiTest extends ApiTest {

    private static final List<CachePolicy> BOARDS =
            List.of(
                    CachePolicy.LEADERBOARD,
                    CachePolicy.OWN_RANK,
                    CachePolicy.GROUP_BOARD,
                    CachePolicy.GROUP_RANK);

    @Inject Answers answers;

    /// What is kept of boards may be ten minutes old; here they are looked at as they are.
    @BeforeEach
    void nothingIsKept() {
        BOARDS.forEach(policy -> answers.setShare(policy, 0));
    }

    @AfterEach
    void allIsKeptAgain() {
        BOARDS.forEach(policy -> answers.setShare(policy, 100));
    }

    /// A Sunday years from the days of other tests, whose boards are therefore empty.
    private static final LocalDate SUNDAY = LocalDate.of(2031, 6, 15);

    /// Members who held 7, 5, 5, 3 and 0 days of the week that ends on the Sunday.
    private List<Person> fiveMembers() {
        clock.set(Instant.parse("2031-06-15T12:00:00Z"));
        List<Person> members = new ArrayList<>();
        for (int days : new int[] {7, 5, 5, 3, 0}) {
            Person member = person();
            String habit = member.habit("{\"title\":\"Read\",\"start\":\"2031-05-01\"}");
            for (int back = 0; back < days; back++) {
                member.checkIn(habit, SUNDAY.minusDays(back).toString(), "{}");
            }
            members.add(member);
        }
        return members;
    }

    private static String group(List<Person> members) {
        Answer group = members.getFirst().api().post("/v1/groups", "{\"name\":\"Readers\"}");
        for (Person member : members) {
            member.api()
                    .post(
                            "/v1/groups/memberships",
                            "{\"code\":\"%s\"}".formatted(group.text("/code")));
        }
        return group.text("/id");
    }

    private static String places(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.get("rank").asText() + ":" + entry.get("points").asText())
                .collect(Collectors.joining(" "));
    }

    @Test
    void members_with_the_same_points_share_a_rank_and_the_next_is_lower_by_as_many() {
        List<Person> members = fiveMembers();
        String board = "/v1/leaderboards/" + group(members);
        for (String period : new String[] {"week", "month", "all"}) {
            Answer top = members.getFirst().api().get(board + "?period=" + period);
            assertEquals("1:100 2:71 2:71 4:43", places(top.at("/items")), period);
            assertEquals(period, top.text("/period"));
        }
        Answer week = members.getFirst().api().get(board + "?limit=1");
        assertEquals("2031-06-09", week.text("/starts"));
        assertEquals(1, week.at("/items").size());
        assertEquals(0, members.getFirst().api().get(board + "?on=2031-06-08").at("/items").size());
        assertEquals(
                "2031-06-01",
                members.getFirst().api().get(board + "?period=month").text("/starts"));
        assertTrue(members.getFirst().api().get(board + "?period=all").at("/starts").isNull());
    }

    @Test
    void pages_of_a_board_rank_as_the_whole_board_does() {
        List<Person> members = fiveMembers();
        for (String board : List.of("global", group(members))) {
            String path = "/v1/leaderboards/" + board + "?on=2031-06-15&limit=";
            List<JsonNode> whole =
                    members.getFirst().api().get(path + 100).at("/items").valueStream().toList();
            for (int size : new int[] {1, 2, 3}) {
                List<JsonNode> paged = new ArrayList<>();
                Answer page = members.getFirst().api().get(path + size);
                page.at("/items").forEach(paged::add);
                while (page.at("/next").isTextual()) {
                    page =
                            members.getFirst()
                                    .api()
                                    .get(path + size + "&cursor=" + page.text("/next"));
                    page.at("/items").forEach(paged::add);
                }
                assertEquals(whole, paged);
            }
        }
    }

    @Test
    void a_cursor_stays_with_the_week_that_it_was_given_for() {
        List<Person> members = fiveMembers();
        String path = "/v1/leaderboards/" + group(members) + "?limit=2";
        Answer first = members.getFirst().api().get(path);
        clock.advance(Duration.ofDays(1));
        assertEquals("2031-06-16", members.getFirst().api().get(path).text("/starts"));
        Answer second = members.getFirst().api().get(path + "&cursor=" + first.text("/next"));
        assertEquals("2031-06-09", second.text("/starts"));
        assertEquals("2:71 4:43", places(second.at("/items")));
        assertEquals(
                "invalid-parameter cursor",
                members.getFirst()
                        .api()
                        .get(path + "&period=month&cursor=" + first.text("/next"))
                        .fault());
    }

    @Test
    void the_own_place_is_shown_between_its_neighbours() {
        List<Person> members = fiveMembers();
        String board = "/v1/leaderboards/" + group(members) + "/me";
        Answer third = members.get(3).api().get(board + "?neighbours=1");
        assertEquals("4", third.text("/rank"));
        assertEquals("2:71 4:43", places(third.at("/neighbours")));
        assertEquals(
                "1:100",
                places(members.get(0).api().get(board + "?neighbours=0").at("/neighbours")));
        Answer last = members.get(4).api().get(board);
        assertTrue(last.at("/rank").isNull());
        assertEquals("0", last.text("/points"));
        assertEquals(0, last.at("/neighbours").size());
    }

    @Test
    void on_the_board_of_everybody_rank_and_neighbours_agree_with_the_whole_board() {
        List<Person> members = fiveMembers();
        assertRanksAgree(members.subList(0, 4));
    }

    /// The entries of all pages: other tests have members on the board of everybody, too.
    private static List<JsonNode> entries(Person member, String path) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = member.api().get(path + cursor);
            page.at("/items").valueStream().forEach(entries::add);
            cursor = page.at("/next").isTextual() ? "&cursor=" + page.text("/next") : null;
        } while (cursor != null);
        return entries;
    }

    private static void assertRanksAgree(List<Person> members) {
        for (String period : new String[] {"week", "month", "all"}) {
            String board = "/v1/leaderboards/global";
            List<JsonNode> entries =
                    entries(members.getFirst(), board + "?limit=100&period=" + period);
            for (Person member : members) {
                Answer own = member.api().get(board + "/me?neighbours=2&period=" + period);
                int place = 0;
                while (!entries.get(place)
                        .get("memberId")
                        .asText()
                        .equals(member.id().toString())) {
                    place++;
                }
                assertEquals(entries.get(place).get("rank"), own.at("/rank"));
                assertEquals(
                        entries.subList(
                                Math.max(0, place - 2), Math.min(entries.size(), place + 3)),
                        own.at("/neighbours").valueStream().toList());
            }
        }
    }

    @Test
    void who_leaves_is_soon_counted_on_no_board() {
        List<Person> members = fiveMembers();
        String board = "/v1/leaderboards/global/me?period=all";
        Person last = members.get(3);
        assertRanksAgree(List.of(last));
        int before = last.api().get(board).at("/rank").intValue();
        assertEquals(200, members.getFirst().api().delete("/v1/me").status());
        soon(() -> assertEquals(before - 1, last.api().get(board).at("/rank").intValue()));
    }

    /// Boards whose members have left are counted again after a second.
    private static void soon(Runnable assertion) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
        }
    }

    @Test
    void points_follow_a_check_in_that_is_taken_back() {
        Person ada = person();
        String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
        ada.checkIn(habit, "2026-11-23", "{}");
        assertEquals("14", ada.api().get("/v1/leaderboards/global/me").text("/points"));
        ada.api().delete("/v1/habits/" + habit + "/check-ins/2026-11-23");
        assertEquals("0", ada.api().get("/v1/leaderboards/global/me").text("/points"));
    }

    @Test
    void the_board_of_a_group_does_not_exist_for_strangers() {
        Person ada = person();
        String board = "/v1/leaderboards/" + group(List.of(ada));
        Person stranger = person();
        String unknown = "/v1/leaderboards/" + UUID.randomUUID();
        for (String more : new String[] {"", "/me"}) {
            assertEquals(200, ada.api().get(board + more).status());
            assertEquals("not-found", stranger.api().get(board + more).problem());
            assertEquals("not-found", stranger.api().get(unknown + more).problem());
            assertEquals(
                    "not-found", stranger.api().get("/v1/leaderboards/local" + more).problem());
        }
    }

    @Test
    void what_a_board_cannot_show_is_refused_by_the_parameter() {
        Person ada = person();
        String[][] wrong = {
            {"?period=day", "period"},
            {"?on=2026-02-30", "on"},
            {"?limit=0", "limit"},
            {"?limit=101", "limit"},
            {"?limit=ten", "limit"},
            {"/me?neighbours=21", "neighbours"},
        };
        for (String[] one : wrong) {
            assertEquals(
                    "invalid-parameter " + one[1],
                    ada.api().get("/v1/leaderboards/global" + one[0]).fault());
        }
    }
}
