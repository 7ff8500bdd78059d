package com.upcoach.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/// Says where HTTP listens, once it does, and waits for the end.
public final class Listening implements QuarkusApplication {

    private final Settings settings;

    @Inject
    Listening(Settings settings) {
        this.settings = settings;
    }

    @Override
    public int run(String... arguments) {
        System.out.printf(
                "UpCoach listens on http://%s:%s, its data is in %s. Stop it with Ctrl-C.%n",
                settings.host(), System.getProperty("quarkus.http.port"), settings.data());
        Quarkus.waitForExit();
        return 0;
    }
}
