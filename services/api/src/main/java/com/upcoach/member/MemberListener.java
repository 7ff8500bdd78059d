package com.upcoach.member;

import io.vertx.core.Future;
import java.util.UUID;

/// A listener for changed and deleted members. It is called after the commit, on any thread, and
/// must not block. The request that made the change gets its response once the returned future
/// completes, which never fails.
public interface MemberListener {

  /// A listener that does nothing.
  MemberListener NONE =
      new MemberListener() {
        @Override
        public Future<Void> changed(UUID memberId) {
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> deleted(UUID memberId) {
          return Future.succeededFuture();
        }
      };

  /// The member's profile or role may have changed.
  Future<Void> changed(UUID memberId);

  /// The member may have been deleted, with all its data.
  Future<Void> deleted(UUID memberId);
}
