package com.upcoach.bench.week;

import java.time.Duration;

/// Cached routes with their TTLs: a copy of the server's `CachePolicy`, because a bench does not
/// depend on the server. Routes of a habit come last.
public enum Answer {
  PROFILE(0, "/v1/me", Duration.ofMinutes(5)),
  TODAY(1, "/v1/today", Duration.ofHours(1)),
  HABITS(2, "/v1/habits", Duration.ofHours(1)),
  PAUSES(3, "/v1/pauses", Duration.ofHours(1)),
  LEADERBOARD(4, "/v1/leaderboards/global", Duration.ofMinutes(10)),
  OWN_RANK(5, "/v1/leaderboards/global/me", Duration.ofMinutes(10)),
  HABIT(6, "/v1/habits/{id}", Duration.ofHours(1)),
  CHECK_INS(7, "/v1/habits/{id}/check-ins", Duration.ofHours(1)),
  STREAK(8, "/v1/habits/{id}/streak", Duration.ofHours(1)),
  STATISTICS(9, "/v1/habits/{id}/statistics", Duration.ofHours(1));

  /// How long after its TTL a stale response is still served to all requests but the one that
  /// refreshes it.
  static final Duration STALE = Duration.ofSeconds(30);

  /// Memory limits for all responses, and for those of one member.
  static final long MAX_BYTES_OF_MEMBER = 256 * 1024;

  static final int GENERATIONS = 1 << 16;

  /// Maximum number of habits of a demo member.
  public static final int MAX_HABITS = 8;

  private static final Answer[] ALL = values();
  private static final int OF_HABIT = ALL.length - HABIT.index;

  /// Number of responses that one member can have.
  public static final int SLOTS = HABIT.index + OF_HABIT * MAX_HABITS;

  private final int index;
  private final String route;
  private final Duration fresh;

  /// @param index index among the responses of a member; for a habit's response the index for its
  ///     first habit
  Answer(int index, String route, Duration fresh) {
    this.index = index;
    this.route = route;
    this.fresh = fresh;
  }

  /// The route as in the API contract.
  public String route() {
    return route;
  }

  Duration fresh() {
    return fresh;
  }

  /// Tells whether each habit has such a response.
  public boolean isOfHabit() {
    return index >= HABIT.index;
  }

  /// Index of this response among those of a member.
  ///
  /// @param habit index of the member's habit, from 0; 0 for a response that belongs to no habit
  public int slot(int habit) {
    return index + OF_HABIT * habit;
  }

  /// The response at an index.
  static Answer at(int slot) {
    return slot < HABIT.index ? ALL[slot] : ALL[HABIT.index + (slot - HABIT.index) % OF_HABIT];
  }

  /// Index of the habit whose response is at an index; -1 for none.
  static int habitAt(int slot) {
    return slot < HABIT.index ? -1 : (slot - HABIT.index) / OF_HABIT;
  }
}
