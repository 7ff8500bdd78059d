package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.access.Role;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads lists page by page while rows are added and removed between the pages.
@QuarkusTest
class ListWalkTest extends ApiTest {

  private static final int STAY = 12;

  /// Few names, so that many rows have equal names and are ordered by their ids.
  private static final List<String> NAMES = List.of("Abe", "Zoë", "abe", "\ufffd", "🏃", "𐀀");

  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Inject MemberResponseCache answers;
  private Person ada;

  /// Turns the cache of boards off: cached boards may be minutes old.
  @BeforeEach
  void turnBoardCacheOff() {
    answers.setShare(CachePolicy.LEADERBOARD, 0);
    ada = person(Role.ADMIN);
  }

  @AfterEach
  void restoreCacheShare() {
    answers.setShare(CachePolicy.LEADERBOARD, 100);
  }

  /// A list with operations that add and remove its rows.
  ///
  /// @param id the field that identifies items
  /// @param add creates a row, and returns its id
  private record TestedList(String path, String id, Supplier<String> add, Consumer<String> remove) {

    private String with(String parameters) {
      return path + (path.contains("?") ? '&' : '?') + parameters;
    }
  }

  private void walk(TestedList list, String... sorts) {
    List<String> coming = new ArrayList<>();
    Set<String> staying = new LinkedHashSet<>();
    while (staying.size() < STAY) {
      staying.add(list.add().get());
    }
    for (String sort : sorts) {
      assertWalked(list, sort, staying, coming);
      List<String> forward = all(list, sort, staying);
      assertEquals(forward.reversed(), all(list, "-" + sort, staying), this::again);
      assertWalked(list, "-" + sort, staying, coming);
    }
  }

  private void assertWalked(
      TestedList list, String sort, Set<String> staying, List<String> coming) {
    List<String> seen = new ArrayList<>();
    String path = list.with("limit=" + (1 + random.nextInt(4)) + by(sort));
    while (path != null) {
      Answer page = ada.api().get(path);
      assertEquals(200, page.status(), () -> page.body() + again());
      page.at("/items").forEach(item -> seen.add(item.get(list.id()).asText()));
      addAndRemoveRows(list, staying, coming);
      path = next(page);
    }
    assertEquals(seen.size(), Set.copyOf(seen).size(), () -> sort + " " + seen + again());
    List<String> stayed = seen.stream().filter(staying::contains).toList();
    assertEquals(all(list, sort, staying), stayed, () -> sort + again());
    assertEquals(staying.size(), stayed.size(), () -> sort + again());
  }

  private static String by(String sort) {
    return sort.isEmpty() ? "" : "&sort=" + sort;
  }

  /// The target of the next link.
  private static String next(Answer page) {
    String links = page.headers().firstValue("Link").orElseThrow();
    JsonNode next = page.at("/next");
    return next.isNull() ? null : URI.create(links.substring(1, links.indexOf('>'))).toString();
  }

  private void addAndRemoveRows(TestedList list, Set<String> staying, List<String> coming) {
    for (int change = random.nextInt(3); change > 0; change--) {
      if (coming.size() > 6 || (!coming.isEmpty() && random.nextBoolean())) {
        list.remove().accept(coming.remove(random.nextInt(coming.size())));
      } else {
        String added = list.add().get();
        if (!staying.contains(added) && !coming.contains(added)) {
          coming.add(added);
        }
      }
    }
  }

  /// The ids of the staying rows, in the order of the whole list.
  private List<String> all(TestedList list, String sort, Set<String> staying) {
    String most = list.path().contains("leaderboards") ? "100" : "500";
    Answer all = ada.api().get(list.with("limit=" + most + by(sort)));
    assertTrue(all.at("/next").isNull(), "the test has more rows than a page");
    return all.at("/items")
        .valueStream()
        .map(item -> item.get(list.id()).asText())
        .filter(staying::contains)
        .toList();
  }

  private String again() {
    return ", run again with -Dseed=" + seed;
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private String at() {
    return "2026-01-0%dT00:00:00.00000%dZ".formatted(1 + random.nextInt(2), random.nextInt(3));
  }

  private String member(String word) {
    String id = UUID.randomUUID().toString();
    Rows.change(
        """
                insert into member (member_id, email, name, password_hash, zone, day_start, first_weekday, created_at)
                values (?::uuid, ?, ?, '', 'UTC', 0, 1, ?::timestamptz)
                """,
        id,
        id + word + "@example.org",
        name(),
        at());
    return id;
  }

  private static void forget(String member) {
    Rows.change("delete from team_member where member_id = ?::uuid", member);
    Rows.change("delete from standing where member_id = ?::uuid", member);
    Rows.change("delete from member where member_id = ?::uuid", member);
  }

  @Test
  void all_members() {
    String word = "walk" + Long.toString(random.nextLong() >>> 1, 36);
    walk(
        new TestedList(
            "/v1/admin/members?search=" + word, "id", () -> member(word), ListWalkTest::forget),
        "id",
        "email",
        "name",
        "createdAt");
  }

  @Test
  void habits() {
    walk(
        new TestedList(
            "/v1/habits?archived=false",
            "id",
            () -> {
              clock.advance(Duration.ofMillis(random.nextInt(2)));
              return ada.habit("{\"title\":\"%s\"}".formatted(name()));
            },
            id -> ada.api().delete("/v1/habits/" + id)),
        "id",
        "title",
        "createdAt");
  }

  @Test
  void check_ins_of_a_habit() {
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-01-01\"}");
    String path = "/v1/habits/" + habit + "/check-ins";
    walk(
        new TestedList(
            path + "?from=2026-05-15&to=2026-08-20",
            "day",
            () -> {
              String day = DAY.plusDays(random.nextInt(80)).toString();
              ada.checkIn(habit, day, "{}");
              return day;
            },
            day -> ada.api().delete(path + "/" + day)),
        "day");
  }

  @Test
  void pauses() {
    walk(
        new TestedList(
            "/v1/pauses",
            "id",
            () ->
                ada.api()
                    .post(
                        "/v1/pauses",
                        "{\"from\":\"2026-01-0%d\",\"to\":\"2026-02-01\"}"
                            .formatted(1 + random.nextInt(5)))
                    .text("/id"),
            id -> ada.api().delete("/v1/pauses/" + id)),
        "from",
        "id");
  }

  @Test
  void sessions() {
    walk(
        new TestedList(
            "/v1/sessions",
            "id",
            () -> {
              String id = UUID.randomUUID().toString();
              Rows.change(
                  """
                                    insert into session (member_id, id, token_hash, created_at, expires_at)
                                    values (?, ?::uuid, ?::text::bytea, ?::timestamptz, '2100-01-01')
                                    """,
                  ada.id(),
                  id,
                  id,
                  at());
              return id;
            },
            id -> Rows.change("delete from session where id = ?::uuid", id)),
        "createdAt");
  }

  private String group(String owner, String name) {
    String id = UUID.randomUUID().toString();
    Rows.change(
        "insert into team (id, name, code, owner_id, created_at)"
            + " values (?::uuid, ?, upper(left(md5(?), 10)), ?::uuid, ?::timestamptz)",
        id,
        name,
        id,
        owner,
        at());
    join(owner, id);
    return id;
  }

  private void join(String member, String group) {
    Rows.change(
        "insert into team_member (member_id, team_id, joined_at)"
            + " values (?::uuid, ?::uuid, ?::timestamptz)",
        member,
        group,
        at());
  }

  @Test
  void groups() {
    walk(
        new TestedList(
            "/v1/groups",
            "id",
            () -> group(ada.id().toString(), name()),
            id -> Rows.change("delete from team_member where team_id = ?::uuid", id)),
        "id",
        "name",
        "createdAt",
        "joinedAt");
  }

  @Test
  void members_of_a_group() {
    String group = group(ada.id().toString(), "Walkers");
    walk(
        new TestedList(
            "/v1/groups/" + group + "/members",
            "memberId",
            () -> {
              String id = member("g");
              join(id, group);
              return id;
            },
            ListWalkTest::forget),
        "memberId",
        "joinedAt");
  }

  @Test
  void boards() {
    String group = group(ada.id().toString(), "Walkers");
    for (String board : List.of("global", group)) {
      Set<String> staying = new LinkedHashSet<>();
      TestedList list =
          new TestedList(
              "/v1/leaderboards/%s?period=week&on=2034-07-05".formatted(board),
              "memberId",
              () -> {
                String id = member("b");
                join(id, group);
                Rows.change(
                    "insert into standing (member_id, period, starts, points)"
                        + " values (?::uuid, 'week', '2034-07-03', ?)",
                    id,
                    random.nextInt(4));
                return id;
              },
              ListWalkTest::forget);
      while (staying.size() < STAY) {
        String id = list.add().get();
        Rows.change("update standing set points = points + 1 where member_id = ?::uuid", id);
        staying.add(id);
      }
      assertWalked(list, "", staying, new ArrayList<>());
      staying.forEach(ListWalkTest::forget);
    }
  }
}
