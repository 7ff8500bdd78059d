package com.upcoach.member;

import io.vertx.core.Future;
import java.util.UUID;

/// Is told of members who have changed or gone. Called after the commit, on any thread; must not
/// block. Whoever made the change is answered when what it returns is done, which never fails.
public interface MemberListener {

  /// For those who keep nothing of members.
  MemberListener NOBODY =
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

  /// The member may be gone, with all that was kept of it.
  Future<Void> deleted(UUID memberId);
}
