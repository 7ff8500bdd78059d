package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.paging.Paged;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A board, or the part of it around one member.
///
/// @param entries best first
/// @param next where the next page of the board begins, or null where there is none
public record Board(Scope scope, Standing standing, List<Entry> entries, String next)
    implements Paged {

  /// Who is on the board.
  public sealed interface Scope {
    /// Every member here.
    record Everybody() implements Scope {}

    /// The members of a group.
    record OfGroup(UUID groupId) implements Scope {}
  }

  /// A place on the board. Members with the same points share a rank, and the next rank is as
  /// many lower as share it.
  public record Entry(int rank, UUID memberId, String name, int points) {}

  /// The entry of a member, where it has points.
  public Optional<Entry> of(UUID memberId) {
    return entries.stream().filter(entry -> entry.memberId().equals(memberId)).findFirst();
  }
}
