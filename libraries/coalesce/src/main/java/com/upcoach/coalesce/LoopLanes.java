package com.upcoach.coalesce;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The lanes of one event loop, with their connections and batchers.
final class LoopLanes {

  /// How exactly deadlines are kept.
  private static final long LOOKS_EVERY_MS = 25;

  private final Vertx vertx;
  private final Context context;
  private final List<Lanes.Definition> definitions;
  private final Map<Lanes.Kind, Lane> lanes = new EnumMap<>(Lanes.Kind.class);
  private final Map<Lanes.Kind, ReconnectingPgConnection> links = new EnumMap<>(Lanes.Kind.class);
  private final List<BatchSource> batchers = new ArrayList<>();
  private final long timer;

  /// Made on the event loop that `context` belongs to.
  ///
  /// @param nanoTime as [System#nanoTime]
  LoopLanes(
      Vertx vertx,
      Context context,
      PgConnectOptions options,
      Lanes.UnderWay underWay,
      List<Lanes.Definition> definitions,
      Duration deadAfter,
      Consumer<ConnectionNotice> notices,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = context;
    this.definitions = definitions;
    for (Lanes.Kind kind : Lanes.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Lane lane =
          new Lane(
              name,
              underWay.of(kind),
              turn -> context.runOnContext(ignored -> turn.run()),
              nanoTime);
      PgConnectOptions own = new PgConnectOptions(options);
      // The driver's copy forgets it.
      own.setUseLayer7Proxy(options.getUseLayer7Proxy());
      // A link connects again by itself.
      own.setReconnectAttempts(0);
      own.addProperty("application_name", "upcoach-" + name);
      own.setMetricsName(name);
      lanes.put(kind, lane);
      links.put(kind, new ReconnectingPgConnection(vertx, own, lane, deadAfter, notices, nanoTime));
    }
    // The connections belong to the loop itself, not to the request that was the first to come.
    context.runOnContext(now -> links.values().forEach(ReconnectingPgConnection::connect));
    this.timer = vertx.setPeriodic(LOOKS_EVERY_MS, now -> look());
  }

  Lane lane(Lanes.Kind kind) {
    return lanes.get(kind);
  }

  @SuppressWarnings("unchecked") // the place was given to whoever defined a batcher of this type
  <K, V> ReadBatcher<K, V> reader(int place) {
    return (ReadBatcher<K, V>) batcher(place);
  }

  @SuppressWarnings("unchecked") // the place was given to whoever defined a batcher of this type
  <K, W, R> WriteBatcher<K, W, R> writer(int place) {
    return (WriteBatcher<K, W, R>) batcher(place);
  }

  List<LaneStatistics> figures() {
    return lanes.values().stream().map(Lane::figures).toList();
  }

  Future<Void> close() {
    vertx.cancelTimer(timer);
    Promise<Void> closed = Promise.promise();
    context.runOnContext(
        now ->
            Future.join(links.values().stream().map(ReconnectingPgConnection::close).toList())
                .onComplete(ended -> closed.complete()));
    return closed.future();
  }

  private BatchSource batcher(int place) {
    while (batchers.size() <= place) {
      Lanes.Definition next = definitions.get(batchers.size());
      ReconnectingPgConnection link = links.get(next.kind());
      batchers.add(next.making().apply(lanes.get(next.kind()), link::run));
    }
    return batchers.get(place);
  }

  private void look() {
    links.forEach(
        (kind, link) -> {
          if (lanes.get(kind).expire()) {
            link.cancel();
          }
          link.check();
        });
  }
}
