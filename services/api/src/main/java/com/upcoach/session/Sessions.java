package com.upcoach.session;

import com.upcoach.edge.Caller;
import com.upcoach.edge.UuidV7;
import com.upcoach.member.Members;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to sessions.
public class Sessions {

    private final SessionStore store;
    private final KnownSessions known;
    private final Members members;
    private final UuidV7 ids;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration lifetime;

    /// @param lifetime of a session, from signing in
    public Sessions(
            SessionStore store,
            KnownSessions known,
            Members members,
            UuidV7 ids,
            SecureRandom random,
            Clock clock,
            Duration lifetime) {
        this.store = store;
        this.known = known;
        this.members = members;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /// A session with its token, which is shown this once.
    public record Opened(Session session, String token) {
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }

    /// Signs in.
    ///
    /// @param device what the device calls itself, or null
    public Uni<Outcome<Opened>> open(String email, String password, String device) {
        return members.authenticate(email, password)
                .flatMap(
                        found ->
                                found.map(memberId -> open(memberId, device).map(Outcome::done))
                                        .orElseGet(
                                                () ->
                                                        Uni.createFrom()
                                                                .item(
                                                                        Outcome.refused(
                                                                                new SessionRefusal
                                                                                        .WrongCredentials()))));
    }

    /// Opens a session for a member that has been recognised in another way, as by an operator on
    /// the command line.
    public Uni<Opened> open(UUID memberId, String device) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Session session = new Session(ids.next(), device, now, now.plus(lifetime));
        SessionToken.Made made = SessionToken.make(memberId, random);
        return store.add(session, made.token()).replaceWith(new Opened(session, made.text()));
    }

    /// Who sent the token, or empty where its session is unknown, ended or expired.
    public Uni<Optional<Caller>> recognise(String token) {
        Instant now = clock.instant();
        Optional<SessionStore.Found> there = known.get(token);
        return there.isPresent()
                ? Uni.createFrom().item(there.get().callerAt(now))
                : lookedUp(token).map(found -> found.flatMap(one -> one.callerAt(now)));
    }

    private Uni<Optional<SessionStore.Found>> lookedUp(String token) {
        return SessionToken.read(token)
                .map(read -> known.keep(token, read.memberId(), () -> store.caller(read)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /// The member's sessions that have not expired, newest first.
    public Uni<List<Session>> own(UUID memberId) {
        return store.own(memberId, clock.instant());
    }

    public Uni<Outcome<UUID>> end(UUID memberId, UUID sessionId) {
        return store.end(memberId, sessionId)
                .onTermination()
                .invoke(() -> known.forget(memberId))
                .map(
                        ended ->
                                ended == 1
                                        ? Outcome.done(sessionId)
                                        : Outcome.refused(new SessionRefusal.UnknownSession()));
    }

    /// Ends every session of the member but this one.
    ///
    /// @return how many were ended
    public Uni<Integer> endOthers(UUID memberId, UUID sessionId) {
        return store.endOthers(memberId, sessionId)
                .onTermination()
                .invoke(() -> known.forget(memberId));
    }
}
