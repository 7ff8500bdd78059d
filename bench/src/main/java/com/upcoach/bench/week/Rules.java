package com.upcoach.bench.week;

import java.time.Duration;

/// What makes answers go, and what is made unasked.
///
/// @param byAnswer whether a check-in makes only those answers go that it changes, rather than
///     all of the member
/// @param anewAfterWrites whether the day is made anew right after a write, unasked
/// @param beforeUsualHour whether the day is made unasked half an hour before the hour at which
///     the member first looked yesterday
/// @param dayWhereItCounts whether answers that do not depend on the day outlive it
/// @param least how long answers are kept at least, whatever the table says; boards, which show
///     others too, excepted
public record Rules(
    boolean byAnswer,
    boolean anewAfterWrites,
    boolean beforeUsualHour,
    boolean dayWhereItCounts,
    Duration least) {

  /// As the server has them.
  public static final Rules NOW = new Rules(true, false, false, true, Duration.ZERO);

  Duration fresh(Answer answer) {
    boolean showsOthers = answer == Answer.LEADERBOARD || answer == Answer.OWN_RANK;
    return showsOthers || answer.fresh().compareTo(least) > 0 ? answer.fresh() : least;
  }

  /// Whether another day is another answer.
  boolean isOfDay(Answer answer) {
    return !dayWhereItCounts
        || switch (answer) {
          case TODAY, LEADERBOARD, OWN_RANK, CHECK_INS, STREAK, STATISTICS -> true;
          case PROFILE, HABITS, PAUSES, HABIT -> false;
        };
  }

  /// Whether a write of a member makes the answer at a place go.
  ///
  /// @param habit that was checked in; -1 where something else was changed
  boolean makesGo(int habit, int slot) {
    if (!byAnswer || habit < 0) {
      return true;
    }
    return switch (Answer.at(slot)) {
      case TODAY, OWN_RANK, LEADERBOARD -> true;
      case CHECK_INS, STREAK, STATISTICS -> Answer.habitAt(slot) == habit;
      case PROFILE, HABITS, PAUSES, HABIT -> false;
    };
  }
}
