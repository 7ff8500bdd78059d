package com.upcoach.group;

import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Use cases of groups.
@ApplicationScoped
public class Groups {

  /// Maximum number of groups per member.
  static final int MAX_GROUPS = 50;

  /// Maximum number of members per group.
  static final int MAX_MEMBERS = 10_000;

  /// Crockford's alphabet: no character is mistaken for another when read aloud.
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /// 50 random bits: guessing the code of one of a million groups takes about 10^9 tries.
  private static final int CODE_LENGTH = 10;

  private final GroupStore store;
  private final GroupListener listener;
  private final SecureRandom random;
  private final Clock clock;

  /// @param listener is notified of each group whose members change
  public Groups(GroupStore store, GroupListener listener, SecureRandom random, Clock clock) {
    this.store = store;
    this.listener = listener;
    this.random = random;
    this.clock = clock;
  }

  /// Reads all groups of a member, in order of id.
  Uni<List<Group>> own(UUID memberId) {
    return store.own(memberId).map(own -> own.stream().map(Membership::group).toList());
  }

  /// Reads a page of the member's groups. All are read for it: there are at most [#MAX_GROUPS].
  Uni<Page<Group>> list(UUID memberId, SortOrder<GroupSort> order, PageRequest pageRequest) {
    return store
        .own(memberId)
        .map(own -> pageRequest.cut(own, order.descending(), order.by()::place))
        .map(page -> page.map(Membership::group));
  }

  /// Finds a group that the member belongs to.
  public Uni<Outcome<Group>> find(UUID memberId, UUID groupId) {
    return within(memberId, groupId, group -> Uni.createFrom().item(Outcome.done(group)));
  }

  /// Creates a group; its first member is the owner.
  public Uni<Outcome<Group>> create(UUID memberId, UUID groupId, String name) {
    Group group = new Group(groupId, name, code(random), memberId, 1, now());
    return store
        .add(group, MAX_GROUPS)
        .onTermination()
        .call(() -> publishChange(groupId, memberId))
        .flatMap(
            added ->
                added
                    ? Uni.createFrom().item(Outcome.done(group))
                    : existingOrRefused(memberId, group));
  }

  /// Creation is idempotent: with the same id and name it returns the existing group.
  private Uni<Outcome<Group>> existingOrRefused(UUID memberId, Group sent) {
    return own(memberId)
        .map(
            own ->
                Outcome.of(
                    own.stream()
                        .filter(group -> group.id().equals(sent.id()))
                        .filter(group -> group.ownerId().equals(memberId))
                        .filter(group -> group.name().equals(sent.name()))
                        .findFirst(),
                    own.size() >= MAX_GROUPS
                        ? new GroupRefusal.TooManyGroups(MAX_GROUPS)
                        : new GroupRefusal.IdTaken(sent.id())));
  }

  /// Joins the group that has this code. Joining again changes nothing.
  ///
  /// @param code in any case, with or without dashes and spaces
  public Uni<Outcome<Group>> join(UUID memberId, String code) {
    return Uni.combine()
        .all()
        .unis(store.findByCode(normalised(code)), own(memberId))
        .asTuple()
        .flatMap(both -> join(memberId, both.getItem1(), both.getItem2()));
  }

  private Uni<Outcome<Group>> join(UUID memberId, Optional<Group> found, List<Group> own) {
    if (found.isEmpty()) {
      return refused(new GroupRefusal.UnknownCode());
    }
    Group group = found.get();
    if (own.stream().anyMatch(existing -> existing.id().equals(group.id()))) {
      return Uni.createFrom().item(Outcome.done(group));
    }
    if (own.size() >= MAX_GROUPS) {
      return refused(new GroupRefusal.TooManyGroups(MAX_GROUPS));
    }
    if (group.members() >= MAX_MEMBERS) {
      return refused(new GroupRefusal.GroupFull(MAX_MEMBERS));
    }
    return store
        .join(memberId, group.id(), now())
        .onTermination()
        .call(() -> publishChange(group.id(), memberId))
        .flatMap(joined -> find(memberId, group.id()));
  }

  public Uni<Outcome<UUID>> leave(UUID memberId, UUID groupId) {
    return within(
        memberId,
        groupId,
        group ->
            group.ownerId().equals(memberId)
                ? refused(new GroupRefusal.OwnerStays())
                : store
                    .leave(memberId, groupId)
                    .onTermination()
                    .call(() -> publishChange(groupId, memberId))
                    .replaceWith(Outcome.done(groupId)));
  }

  public Uni<Outcome<UUID>> delete(UUID memberId, UUID groupId) {
    return owned(
        memberId,
        groupId,
        group ->
            store
                .delete(memberId, groupId)
                .onTermination()
                .call(() -> publishChange(groupId, memberId))
                .replaceWith(Outcome.done(groupId)));
  }

  /// Replaces the group's join code; the old one becomes invalid.
  ///
  /// @param chance source of randomness for the code
  public Uni<Outcome<Group>> renewCode(UUID memberId, UUID groupId, RandomGenerator chance) {
    return owned(
        memberId,
        groupId,
        group ->
            store
                .renewCode(memberId, groupId, code(chance))
                .flatMap(done -> find(memberId, groupId)));
  }

  /// Reads a page of the members of a group that the member belongs to.
  Uni<Outcome<Page<Participant>>> members(
      UUID memberId, UUID groupId, SortOrder<ParticipantSort> order, PageRequest pageRequest) {
    return within(
        memberId,
        groupId,
        group ->
            members(
                    List.of(
                        new GroupStore.PageKey(
                            groupId, order, pageRequest.after(), pageRequest.queryLimit())))
                .map(rows -> Outcome.done(pageRequest.page(rows.getFirst(), order.by()::place))));
  }

  /// Reads the members of each key. The caller must have checked that the member belongs to the
  /// groups.
  ///
  /// @param keys all in the same order
  Uni<List<List<Participant>>> members(List<GroupStore.PageKey> keys) {
    return store.members(keys);
  }

  /// Sets whether the other members of the group see the member's habits and streaks.
  public Uni<Outcome<Group>> share(UUID memberId, UUID groupId, boolean share) {
    return within(
        memberId,
        groupId,
        group ->
            store
                .share(memberId, groupId, share)
                .onTermination()
                .call(() -> publishChange(groupId, memberId))
                .replaceWith(Outcome.done(group)));
  }

  private <T> Uni<Outcome<T>> within(
      UUID memberId, UUID groupId, Function<Group, Uni<Outcome<T>>> work) {
    return store
        .find(memberId, groupId)
        .flatMap(found -> Outcome.of(found, new GroupRefusal.UnknownGroup(groupId)).andThen(work));
  }

  private <T> Uni<Outcome<T>> owned(
      UUID memberId, UUID groupId, Function<Group, Uni<Outcome<T>>> work) {
    return within(
        memberId,
        groupId,
        group ->
            group.ownerId().equals(memberId)
                ? work.apply(group)
                : refused(new GroupRefusal.NotTheOwner()));
  }

  /// A join code, drawn from `random`.
  public static String code(RandomGenerator random) {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (int place = 0; place < CODE_LENGTH; place++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private static String normalised(String code) {
    return code.replaceAll("[\\s-]", "")
        .toUpperCase(Locale.ROOT)
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  private Uni<Void> publishChange(UUID groupId, UUID memberId) {
    return UniHelper.toUni(listener.changed(groupId, memberId));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> Uni<Outcome<T>> refused(Refusal refusal) {
    return Uni.createFrom().item(Outcome.refused(refusal));
  }
}
