package com.upcoach.group;

import io.vertx.core.Future;
import java.util.UUID;

/// Listener for changes of a group's members and for deleted groups. Called after the commit, on
/// any thread; must not block.
public interface GroupListener {

  /// Reports that a member's action may have changed a group.
  ///
  /// @return completes when the member may get the response; never fails
  Future<Void> changed(UUID groupId, UUID memberId);
}
