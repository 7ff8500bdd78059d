package com.upcoach.bench.week;

import java.time.Duration;

/// The routes whose answers are kept, with their times: the table `CachePolicy` of the server
/// once more, as a bench does not know the server. Those of a habit come last.
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

  /// How long after its time an answer is still given to all but one.
  static final Duration STALE = Duration.ofSeconds(30);

  /// Bytes of all answers, and those of one member.
  static final long MOST_BYTES_OF_MEMBER = 256 * 1024;

  static final int GENERATIONS = 1 << 16;

  /// As many habits as any demo member has.
  public static final int MOST_HABITS = 8;

  private static final Answer[] ALL = values();
  private static final int OF_HABIT = ALL.length - HABIT.place;

  /// Answers that one member can have.
  public static final int SLOTS = HABIT.place + OF_HABIT * MOST_HABITS;

  private final int place;
  private final String route;
  private final Duration fresh;

  /// @param place among the answers of a member; those of its first habit for one of a habit
  Answer(int place, String route, Duration fresh) {
    this.place = place;
    this.route = route;
    this.fresh = fresh;
  }

  /// The route as the contract has it.
  public String route() {
    return route;
  }

  Duration fresh() {
    return fresh;
  }

  /// Whether each habit has one.
  public boolean isOfHabit() {
    return place >= HABIT.place;
  }

  /// The place of this answer among those of a member.
  ///
  /// @param habit which of the member's habits, from 0 on; 0 for an answer that is of none
  public int slot(int habit) {
    return place + OF_HABIT * habit;
  }

  /// The answer at a place.
  static Answer at(int slot) {
    return slot < HABIT.place ? ALL[slot] : ALL[HABIT.place + (slot - HABIT.place) % OF_HABIT];
  }

  /// Whose habit the answer at a place is of; -1 for none.
  static int habitAt(int slot) {
    return slot < HABIT.place ? -1 : (slot - HABIT.place) / OF_HABIT;
  }
}
