package com.upcoach.route;

import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.List;

/// Builds the route table when the server starts.
@Singleton
public final class RouteWiring {

  /// Routes that the runtime serves. All others are resource methods.
  private static final List<Route> OF_RUNTIME =
      List.of(Route.ofRuntime("/livez"), Route.ofRuntime("/readyz"));

  @Produces
  @Singleton
  RouteTable table() {
    return RouteTable.of(resources(), OF_RUNTIME);
  }

  /// All resource classes.
  public static List<Class<?>> resources() {
    return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(bean -> bean.getBeanClass())
        .filter(type -> type.isAnnotationPresent(Path.class))
        .distinct()
        .toList();
  }
}
