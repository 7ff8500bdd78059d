package com.upcoach.bench.week;

import java.time.Duration;
import java.time.ZoneId;

/// A demo member with the properties that its responses depend on.
///
/// @param dayStart how long after midnight its day begins
/// @param habits 1 to [Answer#MAX_HABITS]
/// @param bytes of its responses, by index
@SuppressWarnings("ArrayRecordComponent") // never changed
public record Person(ZoneId zone, Duration dayStart, int habits, int[] bytes) {}
