package com.upcoach.bench.load;

/// Send times of a load's requests, by [System#nanoTime].
interface Schedule {

  /// Send time of the next request; `now` or earlier means immediately.
  long due(long now);

  /// Marks the due request as sent.
  void sent();

  /// Tells whether no further request is due before `end`.
  boolean isOver(long end);

  /// Due whenever a connection is free.
  static Schedule closed() {
    return new Schedule() {
      @Override
      public long due(long now) {
        return now;
      }

      @Override
      public void sent() {}

      @Override
      public boolean isOver(long end) {
        return System.nanoTime() >= end;
      }
    };
  }

  /// Due at fixed times, however late the earlier ones are.
  ///
  /// @param rate per second
  static Schedule open(long start, double rate) {
    return new Schedule() {
      private long sentCount;
      private long due = start;

      @Override
      public long due(long now) {
        return due;
      }

      @Override
      public void sent() {
        sentCount++;
        // Computed from the start, so that rounding errors do not accumulate.
        due = start + (long) (sentCount * 1e9 / rate);
      }

      @Override
      public boolean isOver(long end) {
        return due >= end;
      }
    };
  }
}
