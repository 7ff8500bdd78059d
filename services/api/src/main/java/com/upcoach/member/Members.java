package com.upcoach.member;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.MemberGoneException;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.paging.ListFingerprint;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import com.upcoach.security.RequestOrigin;
import com.upcoach.security.SecurityEvent.Kind;
import com.upcoach.security.SecurityEvents;
import com.upcoach.security.SignInBackoff;
import com.upcoach.streak.WallClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The door to members.
@ApplicationScoped
public class Members {

  private final MemberStore store;
  private final MemberListStore lists;
  private final Passwords passwords;
  private final Books books;
  private final MemberListener watch;
  private final SignInBackoff backoff;
  private final SecurityEvents events;
  private final Clock clock;

  /// @param watch told of each change of a member
  public Members(
      MemberStore store,
      MemberListStore lists,
      Passwords passwords,
      Books books,
      MemberListener watch,
      SignInBackoff backoff,
      SecurityEvents events,
      Clock clock) {
    this.store = store;
    this.lists = lists;
    this.watch = watch;
    this.passwords = passwords;
    this.books = books;
    this.backoff = backoff;
    this.events = events;
    this.clock = clock;
  }

  /// What a newcomer sends.
  ///
  /// @param password in clear; it is hashed here and kept nowhere else
  public record Registration(
      UUID id, String email, String password, String name, WallClock wall, DayOfWeek firstWeekday) {

    /// The password stays out of logs.
    @Override
    public String toString() {
      return "Registration[id=" + id + "]";
    }
  }

  /// What a member changes; what is empty stays as it is.
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
          new WallClock(
              zone.orElse(member.wall().zone()), dayStart.orElse(member.wall().dayStart())),
          firstWeekday.orElse(member.firstWeekday()),
          member.role(),
          member.createdAt());
    }
  }

  /// Registers a member.
  ///
  /// Where somebody has the e-mail already nothing is written, and the answer is the same as
  /// for a newcomer, after the same work: who registers does not learn who is here.
  ///
  /// @return refused where the password is easily guessed
  public Uni<Outcome<Member>> register(Registration registration, RequestOrigin origin) {
    Member member =
        new Member(
            registration.id(),
            registration.email(),
            registration.name(),
            registration.wall(),
            registration.firstWeekday(),
            Role.MEMBER,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    NewPassword password =
        new NewPassword(
            "password", registration.password(), registration.email(), registration.name());
    return passwords
        .hash(password, origin.network())
        .flatMap(
            hashed ->
                ifDone(
                    hashed,
                    hash ->
                        store
                            .add(member, hash)
                            .flatMap(
                                added ->
                                    backoff.registered(
                                        added ? Optional.of(member.id()) : Optional.empty(),
                                        origin))
                            .replaceWith(Outcome.done(member))));
  }

  private static <T, R> Uni<Outcome<R>> ifDone(
      Outcome<T> outcome, Function<T, Uni<Outcome<R>>> next) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> next.apply(value);
      case Outcome.Refused<T>(Refusal refusal) -> Uni.createFrom().item(Outcome.refused(refusal));
    };
  }

  public Uni<Optional<Member>> find(UUID memberId) {
    return store.find(memberId);
  }

  /// @param email in any case
  public Uni<Optional<Member>> findByEmail(String email) {
    return store.findByEmail(MemberFields.normalised(email));
  }

  /// A member that has proved who it is.
  ///
  /// @param passwordHash what its password was compared with
  public record Authenticated(UUID memberId, String passwordHash) {

    /// The hash stays out of logs.
    @Override
    public String toString() {
      return "Authenticated[memberId=" + memberId + "]";
    }
  }

  /// The member behind an e-mail and password. An e-mail that nobody has takes the same work as
  /// one with a wrong password, and is refused alike.
  ///
  /// @param email as e-mails are kept
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
            begun -> {
              if (begun instanceof Outcome.Refused<SignInBackoff.Attempt>) {
                events.signInRefused(email, owner);
              }
            })
        .flatMap(begun -> ifDone(begun, attempt -> checked(attempt, found, password, origin)));
  }

  private Uni<Outcome<Authenticated>> checked(
      SignInBackoff.Attempt attempt,
      Optional<MemberStore.Credentials> found,
      String password,
      RequestOrigin origin) {
    Uni<Boolean> check =
        found
            .map(there -> passwords.matches(password, there.password(), origin.network()))
            .orElseGet(() -> passwords.matchesNobody(password, origin.network()));
    return check.flatMap(
        matches -> {
          if (!matches) {
            events.signInFailed(found.map(MemberStore.Credentials::memberId));
            return Uni.createFrom().item(Outcome.refused(new MemberRefusal.WrongPassword()));
          }
          MemberStore.Credentials there = found.orElseThrow();
          return backoff
              .succeeded(attempt, there.memberId(), origin)
              .replaceWith(Outcome.done(new Authenticated(there.memberId(), there.password())));
        });
  }

  /// Changes the profile. Days recorded before keep the wall they were recorded on.
  ///
  /// @param seen whether the member is what the caller has seen of it; nobody changes it
  ///     between that and the write
  public Uni<Outcome<Member>> change(UUID memberId, Change change, Predicate<Member> seen) {
    return changeAsSeen(memberId, change::appliedTo, seen);
  }

  private Uni<Outcome<Member>> changeAsSeen(
      UUID memberId, UnaryOperator<Member> change, Predicate<Member> seen) {
    return books
        .changeReading(
            memberId,
            edit ->
                store
                    .find(memberId)
                    .map(found -> found.orElseThrow(MemberGoneException::new))
                    .map(there -> changed(edit, there, change, seen)))
        .onTermination()
        .call(() -> known(watch.changed(memberId)));
  }

  private Outcome<Member> changed(
      BookEdit edit, Member there, UnaryOperator<Member> change, Predicate<Member> seen) {
    if (!seen.test(there)) {
      return Outcome.refused(new MemberRefusal.Changed());
    }
    Member changed = change.apply(there);
    if (!changed.equals(there)) {
      // Streaks and points hang on the week and on the days of the zone.
      edit.weekBeginsOn(changed.firstWeekday());
      edit.daysFollow(changed.wall());
      edit.alongside(one -> store.change(one, there, changed));
    }
    return Outcome.done(changed);
  }

  /// A password that was changed.
  ///
  /// @param endedSessions how many other sessions ended with the old one
  public record PasswordChanged(UUID memberId, int endedSessions) {}

  /// Sets a new password where the present one was sent with it, and ends all sessions but the
  /// one that asks.
  ///
  /// @return refused where the present password is another one, by backoff, or where the next
  ///     one is easily guessed
  public Uni<Outcome<PasswordChanged>> changePassword(
      Caller caller, String present, String next, RequestOrigin origin) {
    return store
        .credentials(caller.memberId())
        .map(found -> found.orElseThrow(MemberGoneException::new))
        .flatMap(
            there ->
                authenticate(
                        there.email(),
                        Optional.of(there),
                        present,
                        new RequestOrigin(origin.network(), Optional.of(caller)))
                    .flatMap(known -> ifDone(known, same -> setPassword(caller, there, next))));
  }

  private Uni<Outcome<PasswordChanged>> setPassword(
      Caller caller, MemberStore.Credentials there, String next) {
    NewPassword chosen = new NewPassword("next", next, there.email(), there.name());
    return passwords
        .hash(chosen, caller.memberId())
        .flatMap(
            hashed -> ifDone(hashed, hash -> replacePassword(caller, hash).map(Outcome::done)));
  }

  private Uni<PasswordChanged> replacePassword(Caller caller, String hash) {
    UUID memberId = caller.memberId();
    return store
        .changePassword(memberId, hash, caller.sessionId())
        .onTermination()
        .call(() -> known(watch.changed(memberId)))
        .call(ended -> events.record(memberId, Kind.PASSWORD_CHANGED, null))
        .call(
            ended ->
                ended == 0
                    ? Uni.createFrom().voidItem()
                    : events.record(memberId, Kind.SESSIONS_ENDED, "" + ended))
        .map(ended -> new PasswordChanged(memberId, ended));
  }

  /// Gives a member a role.
  ///
  /// @param by who gives it, for the list of security events
  /// @param seen as in [#change]
  public Uni<Outcome<Member>> assign(UUID memberId, Role role, String by, Predicate<Member> seen) {
    return changeAsSeen(memberId, there -> there.withRole(role), seen)
        .call(
            outcome ->
                outcome instanceof Outcome.Done<Member>
                    ? events.record(memberId, Kind.ROLE_CHANGED, role.word() + ", by " + by)
                    : Uni.createFrom().voidItem())
        .onFailure(MemberGoneException.class)
        .recoverWithItem(Outcome.refused(new MemberRefusal.UnknownMember()));
  }

  /// Changes the profile as one part of a larger edit of the member's book. Once that edit is
  /// written, [#announceChange] has to follow.
  ///
  /// @param there the member as read for this edit
  public void changeWithin(BookEdit edit, Member there, Change change) {
    Member changed = change.appliedTo(there);
    if (!changed.equals(there)) {
      edit.weekBeginsOn(changed.firstWeekday());
      edit.daysFollow(changed.wall());
      edit.alongside(one -> store.change(one, there, changed));
    }
  }

  /// Invalidates what is cached of a member's profile.
  public Uni<Void> announceChange(UUID memberId) {
    return known(watch.changed(memberId));
  }

  /// A page of all members.
  Uni<Page<Member>> list(
      MemberListStore.Which which, SortOrder<MemberSort> order, PageRequest listing) {
    return lists.page(which, order, listing).map(rows -> listing.page(rows, order.by()::place));
  }

  /// All members in order of id, some at a time.
  ///
  /// @param last the last that was there before; empty to begin
  public Uni<List<Member>> after(Optional<Member> last, int limit) {
    PageRequest listing =
        new PageRequest(
            ListFingerprint.of("all members"),
            last.map(MemberSort.ID::place),
            // What is read is one more, for those who have to know whether more follow.
            limit - 1);
    return lists.page(MemberListStore.Which.ALL, SortOrder.of(MemberSort.ID), listing);
  }

  /// Deletes a member and all that is kept of it.
  ///
  /// @return how many of each kind there were
  public Uni<Map<String, Integer>> delete(UUID memberId) {
    return store
        .delete(memberId)
        .onTermination()
        .call(() -> known(watch.deleted(memberId)))
        .invoke(() -> events.accountDeleted(memberId));
  }

  private static Uni<Void> known(Future<Void> done) {
    return Uni.createFrom().completionStage(done::toCompletionStage);
  }
}
