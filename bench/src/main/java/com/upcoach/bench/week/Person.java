package com.upcoach.bench.week;

import java.time.Duration;
import java.time.ZoneId;

/// A demo member as far as its answers matter.
///
/// @param dayStart how long after midnight its day begins
/// @param habits 1 to [Answer#MOST_HABITS]
/// @param bytes of its answers, by place
@SuppressWarnings("ArrayRecordComponent") // never changed
public record Person(ZoneId zone, Duration dayStart, int habits, int[] bytes) {}
