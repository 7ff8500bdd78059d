package com.upcoach.bench.load;

/// When the next request of a thread is due, by [System#nanoTime].
interface Schedule {

  /// When the next one is due; `now` or earlier: at once.
  long due(long now);

  /// The one that was due is on its way.
  void sent();

  /// Whether nothing more is due before `end`.
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
  /// @param rate a second
  static Schedule open(long start, double rate) {
    return new Schedule() {
      private long many;
      private long due = start;

      @Override
      public long due(long now) {
        return due;
      }

      @Override
      public void sent() {
        many++;
        // From the start, so that no error adds up.
        due = start + (long) (many * 1e9 / rate);
      }

      @Override
      public boolean isOver(long end) {
        return due >= end;
      }
    };
  }
}
