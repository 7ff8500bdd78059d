package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedPostgresTest {

    @Test
    void a_new_folder_becomes_a_database_that_answers(@TempDir Path folder) throws Exception {
        try (var postgres =
                        EmbeddedPostgres.start(
                                DataFolder.at(folder.resolve("d")),
                                PostgresSettings.durable(),
                                _ -> {});
                var connection = postgres.address().dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("show synchronous_commit")) {
            answer.next();
            assertEquals("on", answer.getString(1));
        }
    }
}
