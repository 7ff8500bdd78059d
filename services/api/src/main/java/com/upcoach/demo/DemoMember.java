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

/// A made-up member with all that the database is to hold of it.
///
/// @param checkIns of all habits, in the order of habit and day
/// @param summaries of all habits as of the present of the story, by habit id
/// @param group that the member belongs to
public record DemoMember(
    Member member,
    Book book,
    List<CheckIn> checkIns,
    Map<UUID, Summary> summaries,
    Optional<Membership> group) {

  /// A place in a group; who founded it is its owner.
  public record Membership(Group group, Instant joinedAt) {}

  /// Whether the member founded the group that it belongs to.
  public boolean founded() {
    return group.filter(one -> one.group().ownerId().equals(member.id())).isPresent();
  }
}
