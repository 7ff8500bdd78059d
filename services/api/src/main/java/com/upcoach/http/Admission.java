package com.upcoach.http;

import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Priority;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.RequestLane;
import com.upcoach.route.Route;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Refuses a request at the door while the lane that it needs sheds what waits: before its
/// session is looked up and its body is read, with an answer that was written beforehand.
///
/// Under more load than fits, what a refusal costs is taken from those who are let in. So the
/// door looks at nothing but the matched route.
@Singleton
final class Admission {

  /// Ahead of everything, also of [BodyLimits].
  private static final int BEFORE_ALL_ELSE = 2_000;

  private final Lanes lanes;
  private final OverloadResponse busy;
  private final StorageState storage = StorageState.ofProcess();

  Admission(Lanes lanes, OverloadResponse busy) {
    this.lanes = lanes;
    this.busy = busy;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_ELSE);
  }

  private void check(RoutingContext context) {
    RequestLane.Work work =
        MatchedRequest.of(context).route().map(Route::work).orElse(RequestLane.Work.NONE);
    if (work == RequestLane.Work.WRITES && storage.dataDiskIsFull()) {
      // Written to the end of its disk, the embedded PostgreSQL would stop, and not even
      // read.
      busy.sendStorageFull(context);
    } else if (isTooMuch(work)) {
      busy.send(context);
    } else {
      context.next();
    }
  }

  private boolean isTooMuch(RequestLane.Work work) {
    return switch (work) {
      case NONE -> false;
      case WRITES ->
          lanes.rejects(Lanes.Kind.WRITES, Priority.WRITE)
              || lanes.rejects(Lanes.Kind.POINT_READS, Priority.WRITE);
      case READS -> lanes.rejects(Lanes.Kind.POINT_READS, Priority.READ);
      case ANALYSIS ->
          lanes.rejects(Lanes.Kind.POINT_READS, Priority.READ)
              || lanes.rejects(Lanes.Kind.HEAVY_READS, Priority.ANALYSIS);
    };
  }
}
