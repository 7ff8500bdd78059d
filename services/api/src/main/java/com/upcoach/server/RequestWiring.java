package com.upcoach.server;

import com.upcoach.delivery.HotRoutes;
import com.upcoach.delivery.ResponseCacheFilter;
import com.upcoach.http.Admission;
import com.upcoach.http.BodyAdmission;
import com.upcoach.http.BodyLimits;
import com.upcoach.http.ConnectionGuard;
import com.upcoach.http.RateLimitFilter;
import com.upcoach.http.RequestPipeline;
import com.upcoach.http.RouteFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// The order of the steps that each request takes before its resource.
@Singleton
final class RequestWiring {

  /// Ahead of every handler of the HTTP server that may respond.
  private static final int FIRST = 10_000;

  void register(
      @Observes Filters filters,
      ConnectionGuard connections,
      RouteFilter routes,
      RateLimitFilter rateLimits,
      ResponseCacheFilter cache,
      Admission admission,
      BodyLimits bodyLimits,
      BodyAdmission bodies,
      HotRoutes hotRoutes) {
    RequestPipeline pipeline =
        new RequestPipeline(
            List.of(
                connections,
                routes::match,
                // Before the route is checked: a refusal counts too.
                rateLimits,
                routes::check,
                // Before admission: a cache hit costs less than a refusal.
                cache,
                admission,
                bodyLimits,
                bodies,
                hotRoutes));
    filters.register(pipeline::handle, FIRST);
  }
}
