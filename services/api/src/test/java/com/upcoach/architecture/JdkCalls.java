package com.upcoach.architecture;

import java.util.Map;
import java.util.Set;

/// Methods and classes of the JDK and of libraries that the architecture rules tell apart: those
/// that read a clock, that block, and that are pure.
final class JdkCalls {

  /// Static methods that read the system clock.
  static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.OffsetTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.InstantSource.system",
          "java.util.Date.<init>",
          "java.util.Calendar.getInstance",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime");

  /// Blocking methods.
  static final Map<String, Set<String>> WAITS =
      Map.ofEntries(
          Map.entry("java.util.concurrent.Future", Set.of("get", "resultNow")),
          Map.entry("java.util.concurrent.CompletableFuture", Set.of("get", "join")),
          Map.entry("java.util.concurrent.ForkJoinTask", Set.of("get", "join", "invoke")),
          Map.entry(
              "java.util.concurrent.ExecutorService",
              Set.of("invokeAll", "invokeAny", "awaitTermination", "close")),
          Map.entry("java.util.concurrent.BlockingQueue", Set.of("take", "put")),
          Map.entry("java.util.concurrent.CountDownLatch", Set.of("await")),
          Map.entry("java.util.concurrent.CyclicBarrier", Set.of("await")),
          Map.entry("java.util.concurrent.Phaser", Set.of("awaitAdvance", "arriveAndAwaitAdvance")),
          Map.entry("java.util.concurrent.Exchanger", Set.of("exchange")),
          Map.entry("java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly")),
          Map.entry(
              "java.util.concurrent.locks.Condition",
              Set.of("await", "awaitNanos", "awaitUntil", "awaitUninterruptibly")),
          Map.entry(
              "java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
          Map.entry("java.lang.Thread", Set.of("sleep", "join")),
          Map.entry("java.lang.Process", Set.of("waitFor")),
          Map.entry("java.sql.Driver", Set.of("connect")),
          Map.entry("java.sql.DriverManager", Set.of("getConnection")),
          Map.entry("io.vertx.core.Future", Set.of("await")),
          Map.entry("io.smallrye.mutiny.Uni", Set.of("await")),
          Map.entry("io.smallrye.mutiny.groups.UniAwait", Set.of("indefinitely", "atMost")),
          Map.entry("io.smallrye.mutiny.groups.MultiSubscribe", Set.of("asIterable", "asStream")));

  /// The JDK classes that the rules of streaks may use, beside [#PURE_PACKAGES].
  static final Set<String> PURE_CLASSES =
      Set.of(
          "java.lang.Class",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.IllegalArgumentException",
          "java.lang.Integer",
          "java.lang.MatchException",
          "java.lang.Math",
          "java.lang.NoSuchFieldError",
          "java.lang.Object",
          "java.lang.Override",
          "java.lang.Record",
          "java.lang.String",
          "java.lang.Throwable",
          "java.nio.ByteBuffer",
          "java.util.ArrayList",
          "java.util.Arrays",
          "java.util.Collection",
          "java.util.Collections",
          "java.util.Comparator",
          "java.util.EnumSet",
          "java.util.HexFormat",
          "java.util.Iterator",
          "java.util.List",
          "java.util.Locale",
          "java.util.Map",
          "java.util.Map$Entry",
          "java.util.Objects",
          "java.util.Optional",
          "java.util.Set",
          "java.util.SortedMap",
          "java.util.TreeMap",
          "java.util.concurrent.ConcurrentHashMap");

  static final Set<String> PURE_PACKAGES =
      Set.of(
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.time",
          "java.time.chrono",
          "java.time.zone",
          "java.util.function",
          "java.util.stream");

  private JdkCalls() {}
}
