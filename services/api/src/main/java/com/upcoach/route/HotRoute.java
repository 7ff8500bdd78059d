package com.upcoach.route;

import com.upcoach.access.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/// A GET that members send most, answered without a detour through the machinery of resources.
///
/// It stands beside a resource method, and is nothing but a shorter way to the same bytes: the
/// method's [Access] rule, which must be [Access.Rule#OWN], is its own, and whatever is unusual
/// about a request (parameters, another form of answer, a session in a cookie, a refusal) is left
/// to the method.
public interface HotRoute {

  /// The class of the method.
  Class<?> resource();

  /// The name of the method.
  String method();

  /// Whether the path is of this route.
  boolean matches(String path);

  /// The JSON for a path that matches; empty where the method has to say why there is none.
  Uni<Optional<byte[]>> answer(Caller caller, String path);
}
