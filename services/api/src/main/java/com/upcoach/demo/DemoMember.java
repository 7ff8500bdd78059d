package com.upcoach.demo;

import com.upcoach.book.Book;
import com.upcoach.book.CheckIn;
import com.upcoach.group.Group;
import com.upcoach.member.Member;
import com.upcoach.streak.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A demo member with everything that is stored for it.
///
/// @param checkIns of all habits, in the order of habit and day
/// @param summaries of all habits as of the plan's end, by habit id
/// @param group that the member belongs to
public record DemoMember(
    Member member,
    Book book,
    List<CheckIn> checkIns,
    Map<UUID, Summary> summaries,
    Optional<Membership> group) {

  /// A membership of a group. The founder is its owner.
  public record Membership(Group group, Instant joinedAt) {}

  /// Tells whether the member founded its group.
  public boolean founded() {
    return group.filter(membership -> membership.group().ownerId().equals(member.id())).isPresent();
  }
}
