package com.upcoach.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;

/// Says where HTTP listens, once it does, and waits for the end.
public final class Listening implements QuarkusApplication {

    private final Settings settings;
    private final HttpServer server;

    @Inject
    Listening(Settings settings, HttpServer server) {
        this.settings = settings;
        this.server = server;
    }

    @Override
    public int run(String... arguments) {
        System.out.printf(
                "UpCoach listens on http://%s:%d, its data is in %s. Stop it with Ctrl-C.%n",
                settings.host(), server.getPort(), settings.data());
        Quarkus.waitForExit();
        return 0;
    }
}
