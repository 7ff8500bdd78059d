package com.upcoach.group;

import com.upcoach.outcome.Refusal;
import java.util.UUID;

/// Why a use case of groups changes nothing.
public sealed interface GroupRefusal extends Refusal {

  /// There is no such group, or the caller does not belong to it; which of the two is not said.
  record UnknownGroup(UUID id) implements GroupRefusal {}

  /// No group has this code.
  record UnknownCode() implements GroupRefusal {}

  /// Only the owner may do this.
  record NotTheOwner() implements GroupRefusal {}

  /// The owner cannot leave; it can delete the group.
  record OwnerStays() implements GroupRefusal {}

  record TooManyGroups(int most) implements GroupRefusal {}

  record GroupFull(int most) implements GroupRefusal {}

  record IdTaken(UUID id) implements GroupRefusal {}
}
