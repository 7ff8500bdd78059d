package com.upcoach.route;

import com.upcoach.access.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/// A shortcut for one of the most frequent GETs, which bypasses JAX-RS.
///
/// A hot route belongs to a resource method and produces the same bytes with less overhead. It has
/// the method's [Access] rule, which must be [Access.Rule#OWN]. Unusual requests go to the method:
/// those with parameters, another media type, a session cookie, or a refusal.
public interface HotRoute {

  /// The resource class of the method.
  Class<?> resource();

  /// The name of the resource method.
  String method();

  /// Whether the path belongs to this route.
  boolean matches(String path);

  /// The JSON for a matching path; empty if the resource method must explain why there is none.
  Uni<Optional<byte[]>> json(Caller caller, String path);
}
