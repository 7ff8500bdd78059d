package com.upcoach.group;

import io.vertx.core.Future;
import java.util.UUID;

/// Is told of groups that have other members than before, or are gone. Called after the commit,
/// on any thread; must not block.
public interface GroupListener {

  /// A group may have changed by what a member did.
  ///
  /// @return done when the member may be answered; it never fails
  Future<Void> changed(UUID groupId, UUID memberId);
}
