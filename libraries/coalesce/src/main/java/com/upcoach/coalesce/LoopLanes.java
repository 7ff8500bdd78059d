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

  /// Precision of deadlines.
  private static final long TICK_MS = 25;

  private final Vertx vertx;
  private final Context context;
  private final List<Lanes.Definition> definitions;
  private final Map<Lanes.Kind, Lane> lanes = new EnumMap<>(Lanes.Kind.class);
  private final Map<Lanes.Kind, ReconnectingPgConnection> connections =
      new EnumMap<>(Lanes.Kind.class);
  private final List<BatchSource> batchers = new ArrayList<>();
  private final long timer;

  /// Called on the event loop of `context`.
  ///
  /// @param nanoTime as [System#nanoTime]
  LoopLanes(
      Vertx vertx,
      Context context,
      PgConnectOptions options,
      Lanes.MaxInFlight maxInFlight,
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
              maxInFlight.of(kind),
              turn -> context.runOnContext(ignored -> turn.run()),
              nanoTime);
      PgConnectOptions connectionOptions = new PgConnectOptions(options);
      // The driver's copy constructor loses this option.
      connectionOptions.setUseLayer7Proxy(options.getUseLayer7Proxy());
      // ReconnectingPgConnection reconnects itself.
      connectionOptions.setReconnectAttempts(0);
      connectionOptions.addProperty("application_name", "upcoach-" + name);
      connectionOptions.setMetricsName(name);
      lanes.put(kind, lane);
      connections.put(
          kind,
          new ReconnectingPgConnection(
              vertx, connectionOptions, lane, deadAfter, notices, nanoTime));
    }
    // The connections belong to the loop itself, not to the request that happened to come first.
    context.runOnContext(now -> connections.values().forEach(ReconnectingPgConnection::connect));
    this.timer = vertx.setPeriodic(TICK_MS, now -> tick());
  }

  Lane lane(Lanes.Kind kind) {
    return lanes.get(kind);
  }

  @SuppressWarnings("unchecked") // the index belongs to a batcher of this type
  <K, V> ReadBatcher<K, V> reader(int index) {
    return (ReadBatcher<K, V>) batcher(index);
  }

  @SuppressWarnings("unchecked") // the index belongs to a batcher of this type
  <K, W, R> WriteBatcher<K, W, R> writer(int index) {
    return (WriteBatcher<K, W, R>) batcher(index);
  }

  List<LaneStatistics> statistics() {
    return lanes.values().stream().map(Lane::statistics).toList();
  }

  Future<Void> close() {
    vertx.cancelTimer(timer);
    Promise<Void> closed = Promise.promise();
    context.runOnContext(
        now ->
            Future.join(connections.values().stream().map(ReconnectingPgConnection::close).toList())
                .onComplete(ended -> closed.complete()));
    return closed.future();
  }

  private BatchSource batcher(int index) {
    while (batchers.size() <= index) {
      Lanes.Definition next = definitions.get(batchers.size());
      ReconnectingPgConnection connection = connections.get(next.kind());
      batchers.add(next.factory().apply(lanes.get(next.kind()), connection::run));
    }
    return batchers.get(index);
  }

  private void tick() {
    connections.forEach(
        (kind, connection) -> {
          if (lanes.get(kind).expire()) {
            connection.cancel();
          }
          connection.checkLiveness();
        });
  }
}
