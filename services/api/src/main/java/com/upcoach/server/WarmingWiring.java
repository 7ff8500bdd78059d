package com.upcoach.server;

import com.upcoach.cache.Answers;
import com.upcoach.cache.CacheOperations;
import com.upcoach.cache.Rhythms;
import com.upcoach.cache.Warmer;
import com.upcoach.cache.WarmingStore;
import com.upcoach.coalesce.Lanes;
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
  private Optional<WarmingUpkeep> upkeep = Optional.empty();

  @Produces
  @Singleton
  Rhythms rhythms() {
    return new Rhythms(WarmingUpkeep.MOST_MEMBERS);
  }

  @Produces
  @Singleton
  SpareTime spareTime(Vertx vertx, Lanes lanes) {
    return new SpareTime(vertx, lanes, System::nanoTime);
  }

  @Produces
  @Singleton
  Warmer warmer(Rhythms rhythms, AnswersAhead answers, SpareTime spareTime, Clock clock) {
    return new Warmer(
        rhythms,
        answers,
        spareTime,
        time -> WarmingUpkeep.pause(ending, time),
        clock,
        System::nanoTime);
  }

  @Produces
  @Singleton
  CacheOperations.Warming warming(Settings settings, Warmer warmer) {
    return new CacheOperations.Warming(settings.warms(), warmer);
  }

  void begin(
      @Observes StartupEvent start,
      Settings settings,
      Warmer warmer,
      Rhythms rhythms,
      Answers answers,
      WarmingStore store,
      SpareTime spareTime,
      Clock clock) {
    if (settings.warms()) {
      upkeep =
          Optional.of(
              new WarmingUpkeep(warmer, rhythms, answers, store, spareTime, clock, ending)
                  .started());
    }
  }

  void end(@Observes ShutdownEvent end) {
    upkeep.ifPresent(WarmingUpkeep::close);
  }
}
