package com.upcoach.group;

import java.time.Instant;
import java.util.UUID;

/// A group of members with its own board.
///
/// @param code join code: any member who knows it may join
/// @param members number of members, including the owner
public record Group(
    UUID id, String name, String code, UUID ownerId, int members, Instant createdAt) {

  /// The name of the GraphQL type, also in global ids.
  public static final String GRAPH_TYPE = "Group";
}
