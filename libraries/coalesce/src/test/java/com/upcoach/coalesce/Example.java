package com.upcoach.coalesce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.coalesce.cache.TtlRule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The example of the README: member profiles, cached and loaded in batches.
public final class Example {

  private static final TtlRule RULE =
      new TtlRule("profile", Duration.ofMinutes(5), Duration.ofSeconds(30));

  private final Map<Integer, String> table =
      new ConcurrentHashMap<>(Map.of(1, "Ada", 2, "Bob", 3, "Cyd"));
  private final List<String> output = new CopyOnWriteArrayList<>();

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Lane lane =
      new Lane("reads", 1, task -> loop.runOnContext(now -> task.run()), System::nanoTime);
  private final BatchLimits limits = new BatchLimits(64, 1_000, Duration.ofSeconds(1));
  private final ReadBatcher<Integer, String> names =
      new ReadBatcher<>(lane, Priority.READ, limits, this::query);

  private final Generations generations = new Generations(1 << 16);
  private final ResponseCache<Integer> cache =
      new ResponseCache<>(generations, 64 << 20, 1 << 20, id -> id, System::nanoTime, Math::random);

  /// Stands for `select name from member where id = any($1)`.
  private Future<List<String>> query(List<Integer> ids) {
    output.add("query " + ids);
    return vertx.timer(5, TimeUnit.MILLISECONDS).map(done -> ids.stream().map(table::get).toList());
  }

  Future<CachedResponse> profile(int id) {
    return switch (cache.find(id, RULE, List.of(tag(id)))) {
      case ResponseCache.Hit hit -> Future.succeededFuture(hit.response());
      case ResponseCache.Follow follow ->
          follow
              .response()
              .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> load(id)));
      case ResponseCache.Lead lead -> load(id, lead.ticket());
    };
  }

  private Future<CachedResponse> load(int id, Ticket ticket) {
    return load(id).onSuccess(ticket::store).onFailure(failure -> ticket.abandon());
  }

  private Future<CachedResponse> load(int id) {
    return names.load(id).map(name -> new CachedResponse(name.getBytes(UTF_8)));
  }

  void rename(int id, String name) {
    table.put(id, name);
    // Once the change is durable and before its author is answered.
    generations.bump(tag(id));
  }

  private static Tag tag(int id) {
    return new Tag("member", new UUID(0, id));
  }

  private void print(CachedResponse response) {
    output.add(new String(response.body(ContentEncoding.IDENTITY).bytes(), UTF_8));
  }

  private Future<CachedResponse> requests() {
    profile(1);
    Promise<CachedResponse> last = Promise.promise();
    loop.runOnContext(
        whileTheFirstQueryIsInFlight ->
            Future.all(profile(2), profile(3), profile(3))
                .compose(loaded -> profile(2).onSuccess(this::print))
                .compose(
                    hit -> {
                      rename(2, "Bea");
                      return profile(2).onSuccess(this::print);
                    })
                .onComplete(last));
    return last.future();
  }

  /// Runs the example.
  ///
  /// @return its output, one line each
  Future<List<String>> run() {
    Promise<CachedResponse> done = Promise.promise();
    loop.runOnContext(
        start -> {
          lane.open();
          requests().onComplete(done);
        });
    return done.future().eventually(() -> vertx.close()).map(last -> List.copyOf(output));
  }
}
