package com.upcoach.server;

import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Priority;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Refuses a request at the door while the lane that it needs sheds what waits: before its
/// session is looked up and its body is read, with an answer that was written beforehand.
///
/// Under more load than fits, what a refusal costs is taken from those who are let in. So the
/// door looks at nothing but the method and the path.
@Singleton
final class Admission {

    /// Ahead of everything, also of [BodyLimits].
    private static final int BEFORE_ALL_ELSE = 2_000;

    private final Lanes lanes;
    private final BusyAnswer busy;
    private final StorageState storage = StorageState.ofProcess();

    Admission(Lanes lanes, BusyAnswer busy) {
        this.lanes = lanes;
        this.busy = busy;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        Work work = work(request.method(), request.path());
        if (work == Work.WRITING && storage.dataDiskIsFull()) {
            // Written to the end of its disk, the embedded PostgreSQL would stop, and not even
            // read.
            busy.sendStorageFull(context);
        } else if (isTooMuch(work)) {
            busy.send(context);
        } else {
            context.next();
        }
    }

    /// What a request is to the lanes.
    enum Work {
        /// Check-ins: they are refused last.
        WRITING,
        READING,
        /// Statistics and boards: over many rows.
        ANALYSING,
        /// Signing in, health, the contract: not through the lanes.
        OTHER
    }

    static Work work(HttpMethod method, String path) {
        if (!path.startsWith("/v1/") || path.startsWith("/v1/sessions")) {
            return Work.OTHER;
        }
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (!reads && !path.equals(BatchResource.PATH)) {
            return Work.WRITING;
        }
        return path.endsWith("/statistics") ? Work.ANALYSING : Work.READING;
    }

    private boolean isTooMuch(Work work) {
        return switch (work) {
            case OTHER -> false;
            case WRITING ->
                    lanes.refuses(Lanes.Kind.WRITES, Priority.WRITE)
                            || lanes.refuses(Lanes.Kind.POINT_READS, Priority.WRITE);
            case READING -> lanes.refuses(Lanes.Kind.POINT_READS, Priority.READ);
            case ANALYSING ->
                    lanes.refuses(Lanes.Kind.POINT_READS, Priority.READ)
                            || lanes.refuses(Lanes.Kind.HEAVY_READS, Priority.ANALYSIS);
        };
    }
}
