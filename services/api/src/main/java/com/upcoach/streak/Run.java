package com.upcoach.streak;

import java.time.LocalDate;

/// Held periods on end, with no missed one between them: a streak, current or past.
///
/// @param length held periods, 1 or more; skipped, paused and resting ones in between do not count
/// @param unit what `length` counts
/// @param from the first held day, or the first day of the first held week but not before the
///     habit's start; inclusive
/// @param to the last held day, or the last day of the last held week (which may still be to come)
///     but not after the habit's end; inclusive
public record Run(int length, StreakUnit unit, LocalDate from, LocalDate to) {}
