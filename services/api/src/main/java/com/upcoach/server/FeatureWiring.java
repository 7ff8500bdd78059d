package com.upcoach.server;

import com.upcoach.database.Queries;
import com.upcoach.edge.UuidV7;
import com.upcoach.member.Members;
import com.upcoach.member.Passwords;
import com.upcoach.session.SessionStore;
import com.upcoach.session.Sessions;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/// What features take that is not theirs: time, chance, the database, and what settings decide.
@Singleton
final class FeatureWiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Queries queries(Pool pool) {
        return Queries.on(pool);
    }

    /// One password at a time for each core: more would only make each of them slower.
    @Produces
    @Singleton
    Passwords passwords(Settings settings, SecureRandom random) {
        return new Passwords(
                new Passwords.Cost(settings.passwordMemoryKib(), settings.passwordIterations()),
                Runtime.getRuntime().availableProcessors(),
                random);
    }

    void close(@Disposes Passwords passwords) {
        passwords.close();
    }

    @Produces
    @Singleton
    Sessions sessions(
            SessionStore store,
            Members members,
            UuidV7 ids,
            SecureRandom random,
            Clock clock,
            Settings settings) {
        return new Sessions(store, members, ids, random, clock, settings.sessionLength());
    }
}
