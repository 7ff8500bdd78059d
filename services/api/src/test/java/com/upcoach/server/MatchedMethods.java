package com.upcoach.server;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// A filter that returns the name of the resource method that JAX-RS has matched, instead of
/// calling it, if the request asks for that.
public class MatchedMethods {

  static final String ASKED = "X-Matched-Method";
  static final int STATUS = 299;

  @ServerRequestFilter(priority = 1)
  public Optional<Response> answer(ResourceInfo resource, ContainerRequestContext request) {
    return request.getHeaderString(ASKED) == null
        ? Optional.empty()
        : Optional.of(
            Response.status(STATUS)
                .type("text/plain")
                .entity(name(resource.getResourceMethod()))
                .build());
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
