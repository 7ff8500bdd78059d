package com.upcoach.member;

import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.MemberGoneException;
import com.upcoach.edge.ListName;
import com.upcoach.edge.Listing;
import com.upcoach.edge.Order;
import com.upcoach.edge.Page;
import com.upcoach.edge.Role;
import com.upcoach.outcome.Outcome;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The door to members.
@ApplicationScoped
public class Members {

    private final MemberStore store;
    private final MemberListStore lists;
    private final Passwords passwords;
    private final Books books;
    private final MemberWatch watch;
    private final Clock clock;

    /// @param watch told of each change of a member
    public Members(
            MemberStore store,
            MemberListStore lists,
            Passwords passwords,
            Books books,
            MemberWatch watch,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.watch = watch;
        this.passwords = passwords;
        this.books = books;
        this.clock = clock;
    }

    /// What a newcomer sends.
    ///
    /// @param password in clear; it is hashed here and kept nowhere else
    public record Registration(
            UUID id,
            String email,
            String password,
            String name,
            WallClock wall,
            DayOfWeek firstWeekday) {

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
                            zone.orElse(member.wall().zone()),
                            dayStart.orElse(member.wall().dayStart())),
                    firstWeekday.orElse(member.firstWeekday()),
                    member.role(),
                    member.createdAt());
        }
    }

    /// Registers a member.
    ///
    /// Where somebody has the e-mail already nothing is written, and the answer is the same as
    /// for a newcomer, after the same work: who registers does not learn who is here.
    public Uni<Member> register(Registration registration) {
        Member member =
                new Member(
                        registration.id(),
                        registration.email(),
                        registration.name(),
                        registration.wall(),
                        registration.firstWeekday(),
                        Role.MEMBER,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return passwords
                .hash(registration.password())
                .flatMap(hash -> store.add(member, hash))
                .replaceWith(member);
    }

    public Uni<Optional<Member>> find(UUID memberId) {
        return store.find(memberId);
    }

    /// @param email in any case
    public Uni<Optional<Member>> findByEmail(String email) {
        return store.findByEmail(MemberFields.normalised(email));
    }

    /// The member behind an e-mail and password, or empty. Both ways take the same work.
    public Uni<Optional<UUID>> authenticate(String email, String password) {
        return store.credentials(email)
                .flatMap(
                        found ->
                                found.map(
                                                credentials ->
                                                        passwords.matches(
                                                                password, credentials.password()))
                                        .orElseGet(() -> passwords.matchesNobody(password))
                                        .map(
                                                matches ->
                                                        matches
                                                                ? found.map(
                                                                        MemberStore.Credentials
                                                                                ::memberId)
                                                                : Optional.empty()));
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
        return books.changeReading(
                        memberId,
                        edit ->
                                store.find(memberId)
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

    /// Sets a new password where the present one was sent with it.
    public Uni<Outcome<UUID>> changePassword(UUID memberId, String present, String next) {
        return store.credentials(memberId)
                .flatMap(
                        found ->
                                passwords.matches(
                                        present,
                                        found.orElseThrow(MemberGoneException::new).password()))
                .flatMap(
                        matches ->
                                matches
                                        ? setPassword(memberId, next)
                                        : Uni.createFrom()
                                                .item(
                                                        Outcome.refused(
                                                                new MemberRefusal
                                                                        .WrongPassword())));
    }

    private Uni<Outcome<UUID>> setPassword(UUID memberId, String next) {
        return passwords
                .hash(next)
                .flatMap(hash -> store.changePassword(memberId, hash))
                .replaceWith(Outcome.done(memberId));
    }

    /// Gives a member a role.
    ///
    /// @param seen as in [#change]
    public Uni<Outcome<Member>> assign(UUID memberId, Role role, Predicate<Member> seen) {
        return changeAsSeen(memberId, there -> there.withRole(role), seen)
                .onFailure(MemberGoneException.class)
                .recoverWithItem(Outcome.refused(new MemberRefusal.UnknownMember()));
    }

    /// A page of all members.
    Uni<Page<Member>> list(MemberListStore.Which which, Order<MemberSort> order, Listing listing) {
        return lists.page(which, order, listing).map(rows -> listing.page(rows, order.by()::place));
    }

    /// All members in order of id, some at a time.
    ///
    /// @param last the last that was there before; empty to begin
    public Uni<List<Member>> after(Optional<Member> last, int limit) {
        Listing listing =
                new Listing(
                        ListName.of("all members"),
                        last.map(MemberSort.ID::place),
                        // What is read is one more, for those who have to know whether more follow.
                        limit - 1);
        return lists.page(MemberListStore.Which.ALL, Order.of(MemberSort.ID), listing);
    }

    /// Deletes a member and all that is kept of it.
    ///
    /// @return how many of each kind there were
    public Uni<Map<String, Integer>> delete(UUID memberId) {
        return store.delete(memberId).onTermination().call(() -> known(watch.deleted(memberId)));
    }

    private static Uni<Void> known(Future<Void> done) {
        return Uni.createFrom().completionStage(done::toCompletionStage);
    }
}
