package com.upcoach.streak;

import java.util.Locale;

/// The rule that decided a day's state. Each rule leads to one state only.
///
/// Codes are part of the API and never change; the guide `docs/guides/streaks.md` lists them.
public enum DayRule {
  TARGET_MET(DayState.HELD, "The target was met on this day."),
  WITHIN_LIMIT(DayState.HELD, "The amount recorded on this day is within the limit."),
  UNLOGGED_LIMIT_HELD(
      DayState.HELD,
      "Nothing was recorded on this day, which this habit counts as staying within the limit."),
  WITHIN_INTERVAL(
      DayState.HELD, "Enough days with the target met lie close together to hold this day too."),
  BELOW_TARGET(DayState.MISSED, "The amount recorded on this day is below the target."),
  OVER_LIMIT(DayState.MISSED, "The amount recorded on this day is over the limit."),
  UNLOGGED(DayState.MISSED, "Nothing was recorded on this day."),
  OUTSIDE_INTERVALS(
      DayState.MISSED, "Too few days with the target met lie close together to hold this day."),
  WEEK_MISSED(DayState.MISSED, "The week ended with too few days on which the target was met."),
  SKIPPED_BY_MEMBER(DayState.SKIPPED, "The member skipped this day."),
  PAUSED(DayState.PAUSED, "The habit was paused on this day."),
  NOT_IN_ZONE(
      DayState.RESTING, "The member's time zone left this date out, so it was never a day there."),
  NOT_SCHEDULED(DayState.RESTING, "The schedule does not ask for this day."),
  EXTRA_ON_RESTING_DAY(
      DayState.RESTING,
      "The schedule does not ask for this day; what was recorded counts for the score only."),
  WEEK_HELD_WITHOUT_THIS_DAY(
      DayState.RESTING, "Other days of the week met the target often enough."),
  BEFORE_START(DayState.RESTING, "The habit had not started yet."),
  AFTER_END(DayState.RESTING, "The habit had already ended."),
  DAY_STILL_OPEN(DayState.PENDING, "The day is not over and can still be held."),
  WEEK_STILL_OPEN(DayState.PENDING, "The week is not over and can still be held.");

  private final DayState state;
  private final String sentence;

  DayRule(DayState state, String sentence) {
    this.state = state;
    this.sentence = sentence;
  }

  /// The state that this rule leads to.
  public DayState state() {
    return state;
  }

  /// The stable name in kebab-case, such as `target-met`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The rule as one plain English sentence for the member.
  public String sentence() {
    return sentence;
  }
}
