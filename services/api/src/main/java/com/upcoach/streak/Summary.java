package com.upcoach.streak;

import java.time.LocalDate;

/// A habit's streaks and score as of one day.
///
/// @param current the run that no missed period has ended yet; null for none
/// @param longest the longest run, the most recent of several; null if no period was ever held
/// @param score how steadily the habit is held, 0 to 1, as `docs/guides/streaks.md` defines it
/// @param asOf the member's day that the summary is valid for
public record Summary(Run current, Run longest, double score, LocalDate asOf) {}
