package com.upcoach.group;

import com.upcoach.outcome.Refusal;
import java.util.UUID;

/// Reasons why a group is not changed.
public sealed interface GroupRefusal extends Refusal {

  /// The group does not exist or the caller does not belong to it. The refusal does not tell which.
  record UnknownGroup(UUID id) implements GroupRefusal {}

  /// No group has this code.
  record UnknownCode() implements GroupRefusal {}

  /// Only the owner may do this.
  record NotTheOwner() implements GroupRefusal {}

  /// The owner cannot leave, but can delete the group.
  record OwnerStays() implements GroupRefusal {}

  record TooManyGroups(int most) implements GroupRefusal {}

  record GroupFull(int most) implements GroupRefusal {}

  record IdTaken(UUID id) implements GroupRefusal {}
}
