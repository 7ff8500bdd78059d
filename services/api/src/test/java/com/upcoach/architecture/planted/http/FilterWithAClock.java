package com.upcoach.architecture.planted.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A planted violation: reads the system clock, in several ways.
final class FilterWithAClock {

  Instant reads() {
    return Instant.now();
  }

  Supplier<Instant> readsLater() {
    return Instant::now;
  }

  LongSupplier readsNanoseconds() {
    return System::nanoTime;
  }

  LocalDate readsInZone(ZoneId zone) {
    return LocalDate.now(zone);
  }

  @SuppressWarnings("JavaUtilDate") // it must be found too
  Date readsAsDate() {
    return new Date();
  }
}
