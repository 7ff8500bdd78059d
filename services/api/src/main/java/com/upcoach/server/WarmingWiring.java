package com.upcoach.server;

import com.upcoach.cache.CacheOperations;
import com.upcoach.cache.CacheWarmer;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.cache.UsagePatterns;
import com.upcoach.cache.WarmingTask;
import com.upcoach.coalesce.Lanes;
import com.upcoach.database.Queries;
import com.upcoach.delivery.CacheWarmerRequests;
import com.upcoach.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Produces and starts cache warming, if it is on.
@Singleton
final class WarmingWiring {

  private final CountDownLatch stopping = new CountDownLatch(1);
  private Optional<WarmingTask> task = Optional.empty();

  @Produces
  @Singleton
  UsagePatterns patterns() {
    return new UsagePatterns(WarmingTask.MAX_PATTERNS);
  }

  @Produces
  @Singleton
  IdleDetector idle(Vertx vertx, Lanes lanes) {
    return new IdleDetector(vertx, lanes, System::nanoTime);
  }

  @Produces
  @Singleton
  CacheWarmer warmer(
      UsagePatterns patterns, CacheWarmerRequests answers, IdleDetector idle, Clock clock) {
    return new CacheWarmer(
        patterns,
        answers,
        idle,
        time -> WarmingTask.pause(stopping, time),
        clock,
        System::nanoTime);
  }

  @Produces
  @Singleton
  CacheOperations.Warming warming(Settings settings, CacheWarmer warmer) {
    return new CacheOperations.Warming(settings.warmsCache(), warmer);
  }

  void begin(
      @Observes StartupEvent start,
      Settings settings,
      CacheWarmer warmer,
      UsagePatterns patterns,
      MemberResponseCache answers,
      Queries queries,
      IdleDetector idle,
      Clock clock) {
    if (settings.warmsCache()) {
      task =
          Optional.of(
              new WarmingTask(warmer, patterns, answers, queries, idle, clock, stopping).started());
    }
  }

  void end(@Observes ShutdownEvent end) {
    task.ifPresent(WarmingTask::close);
  }
}
