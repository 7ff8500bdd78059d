package com.upcoach.server;

import com.upcoach.database.DatabaseRoles;
import com.upcoach.database.MonthlyPartitions;
import com.upcoach.database.PartitionUpkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What a running server does by itself, beside answering.
@Singleton
final class Upkeep {

    private PartitionUpkeep partitions;

    void begin(@Observes StartupEvent start, DatabaseRoles database, Clock clock) {
        partitions = PartitionUpkeep.start(new MonthlyPartitions(database.owner(), clock));
    }

    void end(@Observes ShutdownEvent end) {
        partitions.close();
    }
}
