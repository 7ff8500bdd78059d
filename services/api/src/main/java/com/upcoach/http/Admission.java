package com.upcoach.http;

import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Priority;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.RequestLane;
import com.upcoach.route.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Refuses a request while the lane that it needs sheds load: before its session is looked up and
/// its body is read, with a response that was written beforehand.
///
/// Under overload, the cost of refusals is taken from the requests that are admitted. So this step
/// reads nothing but the matched route.
@Singleton
public final class Admission implements RequestStep {

  private final Lanes lanes;
  private final OverloadResponse busy;
  private final StorageState storage = StorageState.ofProcess();

  Admission(Lanes lanes, OverloadResponse busy) {
    this.lanes = lanes;
    this.busy = busy;
  }

  @Override
  public void handle(RoutingContext context, Runnable next) {
    RequestLane.Work work =
        MatchedRequest.of(context).route().map(Route::work).orElse(RequestLane.Work.NONE);
    if (work == RequestLane.Work.WRITES && storage.dataDiskIsFull()) {
      // Written to the end of its disk, the embedded PostgreSQL would stop, and not even
      // read.
      busy.sendStorageFull(context);
    } else if (isTooMuch(work)) {
      busy.send(context);
    } else {
      next.run();
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
