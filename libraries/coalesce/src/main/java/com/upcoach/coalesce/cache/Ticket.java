package com.upcoach.coalesce.cache;

import io.vertx.core.Future;
import java.util.Optional;

/// The exclusive right and the obligation to load a response. The holder has to call [#store] or
/// [#abandon], since other callers wait for it.
public interface Ticket {
  /// Adds a dependency that was found during the load. Call it before the data of the dependency is
  /// read; lookups need not know of it.
  void addDependency(Tag tag);

  /// Completes the load: caches the response, unless a dependency has changed since the ticket was
  /// issued, and hands it to the callers that wait.
  void store(CachedResponse response);

  /// Tries to complete the load with a response that another node has loaded. If there is one, it
  /// is cached here, the callers that wait get it, and the ticket is used up.
  ///
  /// @return empty if there is none: the caller has to load the response
  Future<Optional<CachedResponse>> fromSharedCache();

  /// Gives up the load: callers that wait load their own. Has no effect after [#store].
  void abandon();
}
