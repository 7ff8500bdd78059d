package com.upcoach.member;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.MemberGoneException;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Queries;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.ListFingerprint;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import com.upcoach.security.RequestOrigin;
import com.upcoach.security.SecurityEvent.Kind;
import com.upcoach.security.SecurityEvents;
import com.upcoach.security.SignInBackoff;
import com.upcoach.streak.MemberClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The use cases of members: registration, authentication, profile, password, role and deletion.
@ApplicationScoped
public class Members {

  private final MemberStore store;
  private final MemberListStore lists;
  private final Passwords passwords;
  private final Books books;
  private final MemberListener listener;
  private final SignInBackoff backoff;
  private final SecurityEvents events;
  private final Clock clock;

  /// @param listener is notified of each change of a member
  public Members(
      Queries queries,
      BatchedStatements batching,
      Passwords passwords,
      Books books,
      MemberListener listener,
      SignInBackoff backoff,
      SecurityEvents events,
      Clock clock) {
    this.store = new MemberStore(queries, batching);
    this.lists = new MemberListStore(queries);
    this.listener = listener;
    this.passwords = passwords;
    this.books = books;
    this.backoff = backoff;
    this.events = events;
    this.clock = clock;
  }

  /// The data of a registration.
  ///
  /// @param password in clear text; only its hash is stored
  public record Registration(
      UUID id,
      String email,
      String password,
      String name,
      MemberClock memberClock,
      DayOfWeek firstWeekday) {

    /// Leaves the password out, so that logs do not contain it.
    @Override
    public String toString() {
      return "Registration[id=" + id + "]";
    }
  }

  /// A change of a profile; empty fields stay unchanged.
  public record Change(
      Optional<String> name,
      Optional<ZoneId> zone,
      Optional<LocalTime> dayStart,
      Optional<DayOfWeek> firstWeekday) {

    private Member appliedTo(Member member) {
      return new Member(
          member.id(),
          member.email(),
          name.orElse(member.name()),
          new MemberClock(
              zone.orElse(member.memberClock().zone()),
              dayStart.orElse(member.memberClock().dayStart())),
          firstWeekday.orElse(member.firstWeekday()),
          member.role(),
          member.createdAt());
    }
  }

  /// Registers a member.
  ///
  /// Where the e-mail is taken nothing is written, and the result is the same as for a new member,
  /// after the same work. So a registration does not reveal who has an account (no user
  /// enumeration).
  ///
  /// @return refused where the password is easily guessed
  public Uni<Outcome<Member>> register(Registration registration, RequestOrigin origin) {
    Member member =
        new Member(
            registration.id(),
            registration.email(),
            registration.name(),
            registration.memberClock(),
            registration.firstWeekday(),
            Role.MEMBER,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    NewPassword password =
        new NewPassword(
            "password", registration.password(), registration.email(), registration.name());
    return passwords
        .hash(password, origin.network())
        .flatMap(hashed -> hashed.andThen(hash -> add(member, hash, origin)));
  }

  private Uni<Outcome<Member>> add(Member member, String hash, RequestOrigin origin) {
    return store
        .add(member, hash)
        .map(added -> added ? Optional.of(member.id()) : Optional.<UUID>empty())
        .flatMap(owner -> backoff.registered(owner, origin))
        .replaceWith(Outcome.done(member));
  }

  public Uni<Optional<Member>> find(UUID memberId) {
    return store.find(memberId);
  }

  /// @param email in any case
  public Uni<Optional<Member>> findByEmail(String email) {
    return store.findByEmail(MemberFields.normalised(email));
  }

  /// An authenticated member.
  ///
  /// @param passwordHash the stored hash that the password matched
  public record Authenticated(UUID memberId, String passwordHash) {

    /// Leaves the hash out, so that logs do not contain it.
    @Override
    public String toString() {
      return "Authenticated[memberId=" + memberId + "]";
    }
  }

  /// Authenticates a member by e-mail and password. An unknown e-mail takes the same work as a
  /// wrong password, and is refused in the same way.
  ///
  /// @param email in normalized form, as stored
  /// @return refused with [MemberRefusal.WrongPassword], or by backoff
  public Uni<Outcome<Authenticated>> authenticate(
      String email, String password, RequestOrigin origin) {
    return store.credentials(email).flatMap(found -> authenticate(email, found, password, origin));
  }

  private Uni<Outcome<Authenticated>> authenticate(
      String email,
      Optional<MemberStore.Credentials> found,
      String password,
      RequestOrigin origin) {
    Optional<UUID> owner = found.map(MemberStore.Credentials::memberId);
    return backoff
        .begin(email, owner, origin)
        .invoke(
            admission -> {
              if (admission instanceof Outcome.Refused<SignInBackoff.Attempt>) {
                events.signInRefused(email, owner);
              }
            })
        .flatMap(
            admission -> admission.andThen(attempt -> checked(attempt, found, password, origin)));
  }

  private Uni<Outcome<Authenticated>> checked(
      SignInBackoff.Attempt attempt,
      Optional<MemberStore.Credentials> found,
      String password,
      RequestOrigin origin) {
    Uni<Boolean> check =
        found
            .map(existing -> passwords.matches(password, existing.password(), origin.network()))
            .orElseGet(() -> passwords.matchesDecoy(password, origin.network()));
    return check.flatMap(
        matches -> {
          if (!matches) {
            events.signInFailed(found.map(MemberStore.Credentials::memberId));
            return Uni.createFrom().item(Outcome.refused(new MemberRefusal.WrongPassword()));
          }
          MemberStore.Credentials existing = found.orElseThrow();
          return backoff
              .succeeded(attempt, existing.memberId(), origin)
              .replaceWith(
                  Outcome.done(new Authenticated(existing.memberId(), existing.password())));
        });
  }

  /// Changes the profile. Days recorded before keep the time zone and day start that they were
  /// recorded with.
  ///
  /// @param precondition whether the member is still as the client read it; no other change can
  ///     come between this test and the write
  public Uni<Outcome<Member>> change(UUID memberId, Change change, Predicate<Member> precondition) {
    return changeIf(memberId, change::appliedTo, precondition);
  }

  private Uni<Outcome<Member>> changeIf(
      UUID memberId, UnaryOperator<Member> change, Predicate<Member> precondition) {
    return books
        .changeReading(
            memberId,
            edit ->
                store
                    .find(memberId)
                    .map(found -> found.orElseThrow(MemberGoneException::new))
                    .map(existing -> changed(edit, existing, change, precondition)))
        .onTermination()
        .call(() -> UniHelper.toUni(listener.changed(memberId)));
  }

  private Outcome<Member> changed(
      BookEdit edit,
      Member existing,
      UnaryOperator<Member> change,
      Predicate<Member> precondition) {
    if (!precondition.test(existing)) {
      return Outcome.refused(new MemberRefusal.Changed());
    }
    Member changed = change.apply(existing);
    if (!changed.equals(existing)) {
      // Streaks and points depend on the first weekday and on the days of the time zone.
      edit.changeFirstWeekday(changed.firstWeekday());
      edit.changeMemberClock(changed.memberClock());
      edit.alongside(transaction -> store.change(transaction, existing, changed));
    }
    return Outcome.done(changed);
  }

  /// The result of a password change.
  ///
  /// @param endedSessions the number of other sessions, which were ended
  public record PasswordChanged(UUID memberId, int endedSessions) {}

  /// Changes the password if the current one is right, and ends all sessions except the caller's.
  ///
  /// @return refused where the current password is wrong, by backoff, or where the new password is
  ///     easily guessed
  public Uni<Outcome<PasswordChanged>> changePassword(
      Caller caller, String current, String replacement, RequestOrigin origin) {
    return store
        .credentials(caller.memberId())
        .map(found -> found.orElseThrow(MemberGoneException::new))
        .flatMap(existing -> changePassword(caller, existing, current, replacement, origin));
  }

  private Uni<Outcome<PasswordChanged>> changePassword(
      Caller caller,
      MemberStore.Credentials existing,
      String current,
      String replacement,
      RequestOrigin origin) {
    RequestOrigin ofCaller = new RequestOrigin(origin.network(), Optional.of(caller));
    return authenticate(existing.email(), Optional.of(existing), current, ofCaller)
        .flatMap(admitted -> admitted.andThen(same -> setPassword(caller, existing, replacement)));
  }

  private Uni<Outcome<PasswordChanged>> setPassword(
      Caller caller, MemberStore.Credentials existing, String replacement) {
    NewPassword chosen = new NewPassword("next", replacement, existing.email(), existing.name());
    return passwords
        .hash(chosen, caller.memberId())
        .flatMap(
            hashed -> hashed.andThen(hash -> replacePassword(caller, hash).map(Outcome::done)));
  }

  private Uni<PasswordChanged> replacePassword(Caller caller, String hash) {
    UUID memberId = caller.memberId();
    return store
        .changePassword(memberId, hash, caller.sessionId())
        .onTermination()
        .call(() -> UniHelper.toUni(listener.changed(memberId)))
        .call(ended -> events.record(memberId, Kind.PASSWORD_CHANGED, null))
        .call(
            ended ->
                ended == 0
                    ? Uni.createFrom().voidItem()
                    : events.record(memberId, Kind.SESSIONS_ENDED, "" + ended))
        .map(ended -> new PasswordChanged(memberId, ended));
  }

  /// Assigns a role to a member.
  ///
  /// @param by the admin or command that assigns it, for the security event
  /// @param precondition as in [#change]
  public Uni<Outcome<Member>> assign(
      UUID memberId, Role role, String by, Predicate<Member> precondition) {
    return changeIf(memberId, existing -> existing.withRole(role), precondition)
        .call(
            outcome ->
                outcome instanceof Outcome.Done<Member>
                    ? events.record(memberId, Kind.ROLE_CHANGED, role.word() + ", by " + by)
                    : Uni.createFrom().voidItem())
        .onFailure(MemberGoneException.class)
        .recoverWithItem(Outcome.refused(new MemberRefusal.UnknownMember()));
  }

  /// Changes the profile as part of a larger edit of the member's book. Once that edit is written,
  /// the caller has to call [#announceChange].
  ///
  /// @param existing the member as read for this edit
  public void changeWithin(BookEdit edit, Member existing, Change change) {
    Member changed = change.appliedTo(existing);
    if (!changed.equals(existing)) {
      edit.changeFirstWeekday(changed.firstWeekday());
      edit.changeMemberClock(changed.memberClock());
      edit.alongside(transaction -> store.change(transaction, existing, changed));
    }
  }

  /// Invalidates the cached responses that show the member's profile.
  public Uni<Void> announceChange(UUID memberId) {
    return UniHelper.toUni(listener.changed(memberId));
  }

  /// A page of all members.
  Uni<Page<Member>> list(
      MemberListStore.Filter filter, SortOrder<MemberSort> order, PageRequest pageRequest) {
    return lists
        .page(filter, order, pageRequest)
        .map(rows -> pageRequest.page(rows, order.by()::cursor));
  }

  /// A batch of all members, in order of their ids.
  ///
  /// @param last the last member of the previous batch; empty for the first batch
  public Uni<List<Member>> batchAfter(Optional<Member> last, int limit) {
    PageRequest pageRequest =
        new PageRequest(
            ListFingerprint.of("all members"),
            last.map(MemberSort.ID::cursor),
            // The store reads one row more than the page size.
            limit - 1);
    return lists.page(MemberListStore.Filter.ALL, SortOrder.of(MemberSort.ID), pageRequest);
  }

  /// Deletes a member with all its data.
  ///
  /// @return the number of deleted rows of each kind
  public Uni<Map<String, Integer>> delete(UUID memberId) {
    return store
        .delete(memberId)
        .onTermination()
        .call(() -> UniHelper.toUni(listener.deleted(memberId)))
        .invoke(() -> events.accountDeleted(memberId));
  }
}
