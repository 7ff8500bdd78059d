package com.upcoach.member;

import com.upcoach.book.Books;
import com.upcoach.book.MemberGoneException;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The door to members.
@ApplicationScoped
public class Members {

    private final MemberStore store;
    private final Passwords passwords;
    private final Books books;
    private final MemberWatch watch;
    private final Clock clock;

    /// @param watch told of each change of a member
    public Members(
            MemberStore store, Passwords passwords, Books books, MemberWatch watch, Clock clock) {
        this.store = store;
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
            Optional<DayOfWeek> firstWeekday) {}

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

    /// Changes the profile. Days recorded before keep the wall they were recorded on. The week is
    /// moved first: it alone may fail for being changed by others at the same moment.
    public Uni<Outcome<Member>> change(UUID memberId, Change change) {
        return books.change(
                        memberId,
                        edit -> {
                            change.firstWeekday().ifPresent(edit::weekBeginsOn);
                            return Outcome.done(memberId);
                        })
                .flatMap(moved -> store.change(memberId, change))
                .onTermination()
                .call(() -> known(watch.changed(memberId)))
                .flatMap(changed -> store.find(memberId))
                .map(found -> Outcome.done(found.orElseThrow(MemberGoneException::new)));
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
    public Uni<Outcome<Member>> assign(UUID memberId, Role role) {
        return store.changeRole(memberId, role)
                .onTermination()
                .call(() -> known(watch.changed(memberId)))
                .flatMap(changed -> store.find(memberId))
                .map(
                        found ->
                                found.map(Outcome::done)
                                        .orElseGet(
                                                () ->
                                                        Outcome.refused(
                                                                new MemberRefusal
                                                                        .UnknownMember())));
    }

    /// Members in order of id, whose e-mail or name holds `text`, from after an id on.
    public Uni<Page<Member>> list(UUID after, String text, int limit) {
        return store.page(after, MemberFields.normalised(text), limit + 1)
                .map(rows -> Page.of(rows, limit, member -> member.id().toString()));
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
