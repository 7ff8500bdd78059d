package com.upcoach.bench.week;

import java.time.Duration;

/// Rules of invalidation and prefetching.
///
/// @param perResponse whether a check-in invalidates only the responses that show it, rather than
///     all of the member
/// @param prefetchAfterWrites whether the day is prefetched right after a write
/// @param prefetchBeforeUsualHour whether the day is prefetched half an hour before the hour of the
///     member's first read yesterday
/// @param dayOnlyWhereShown whether responses that do not depend on the day outlive it
/// @param least minimum TTL of all responses, except boards, which also show other members
public record Rules(
    boolean perResponse,
    boolean prefetchAfterWrites,
    boolean prefetchBeforeUsualHour,
    boolean dayOnlyWhereShown,
    Duration least) {

  /// The server's rules.
  public static final Rules NOW = new Rules(true, false, false, true, Duration.ZERO);

  Duration fresh(Answer answer) {
    boolean showsOthers = answer == Answer.LEADERBOARD || answer == Answer.OWN_RANK;
    return showsOthers || answer.fresh().compareTo(least) > 0 ? answer.fresh() : least;
  }

  /// Tells whether the response differs from day to day.
  boolean isOfDay(Answer answer) {
    return !dayOnlyWhereShown
        || switch (answer) {
          case TODAY, LEADERBOARD, OWN_RANK, CHECK_INS, STREAK, STATISTICS -> true;
          case PROFILE, HABITS, PAUSES, HABIT -> false;
        };
  }

  /// Tells whether a member's write invalidates the response at an index.
  ///
  /// @param habit that was checked in; -1 for any other write
  boolean invalidates(int habit, int slot) {
    if (!perResponse || habit < 0) {
      return true;
    }
    return switch (Answer.at(slot)) {
      case TODAY, OWN_RANK, LEADERBOARD -> true;
      case CHECK_INS, STREAK, STATISTICS -> Answer.habitAt(slot) == habit;
      case PROFILE, HABITS, PAUSES, HABIT -> false;
    };
  }
}
