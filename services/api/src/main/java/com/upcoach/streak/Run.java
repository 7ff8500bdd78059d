package com.upcoach.streak;

import java.time.LocalDate;

/// A streak, current or past: consecutive held periods without a missed period between them.
///
/// @param length held periods, 1 or more; skipped, paused and resting ones in between do not count
/// @param unit what `length` counts
/// @param from the first held day, or the first day of the first held week but not before the
///     habit's start; inclusive
/// @param to the last held day, or the last day of the last held week (which may be in the future)
///     but not after the habit's end; inclusive
public record Run(int length, StreakUnit unit, LocalDate from, LocalDate to) {}
