package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.paging.Paged;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A board, or the part of it around one member.
///
/// @param entries best first
/// @param next cursor of the board's next page, or null at the end
public record Board(Scope scope, Standing standing, List<Entry> entries, String next)
    implements Paged {

  /// Set of members that a board ranks.
  public sealed interface Scope {
    /// Every member of this server.
    record AllMembers() implements Scope {}

    /// The members of a group.
    record OfGroup(UUID groupId) implements Scope {}
  }

  /// An entry of the board. Members with the same points share a rank; the following rank is lower
  /// by their number.
  public record Entry(int rank, UUID memberId, String name, int points) {}

  /// The entry of a member, if it has points.
  public Optional<Entry> of(UUID memberId) {
    return entries.stream().filter(entry -> entry.memberId().equals(memberId)).findFirst();
  }
}
