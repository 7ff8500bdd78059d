package com.upcoach.server;

import com.upcoach.cache.CacheOperations;
import com.upcoach.cache.CacheWarmer;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.cache.UsagePatterns;
import com.upcoach.cache.WarmingStore;
import com.upcoach.coalesce.Lanes;
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

/// What warms answers, where that is on.
@Singleton
final class WarmingWiring {

  private final CountDownLatch ending = new CountDownLatch(1);
  private Optional<WarmingTask> upkeep = Optional.empty();

  @Produces
  @Singleton
  UsagePatterns rhythms() {
    return new UsagePatterns(WarmingTask.MOST_MEMBERS);
  }

  @Produces
  @Singleton
  IdleDetector spareTime(Vertx vertx, Lanes lanes) {
    return new IdleDetector(vertx, lanes, System::nanoTime);
  }

  @Produces
  @Singleton
  CacheWarmer warmer(
      UsagePatterns rhythms, CacheWarmerRequests answers, IdleDetector spareTime, Clock clock) {
    return new CacheWarmer(
        rhythms,
        answers,
        spareTime,
        time -> WarmingTask.pause(ending, time),
        clock,
        System::nanoTime);
  }

  @Produces
  @Singleton
  CacheOperations.Warming warming(Settings settings, CacheWarmer warmer) {
    return new CacheOperations.Warming(settings.warms(), warmer);
  }

  void begin(
      @Observes StartupEvent start,
      Settings settings,
      CacheWarmer warmer,
      UsagePatterns rhythms,
      MemberResponseCache answers,
      WarmingStore store,
      IdleDetector spareTime,
      Clock clock) {
    if (settings.warms()) {
      upkeep =
          Optional.of(
              new WarmingTask(warmer, rhythms, answers, store, spareTime, clock, ending).started());
    }
  }

  void end(@Observes ShutdownEvent end) {
    upkeep.ifPresent(WarmingTask::close);
  }
}
