package com.upcoach.server;

import com.upcoach.edge.Problem;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.transfer.ImportReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/// Takes over a file of another habit tracker, or our own export, for one member.
@CommandLine.Command(
        name = "import",
        description = "Read a file from another habit tracker, or an UpCoach export.")
final class ImportCommand implements Command {

    @CommandLine.Parameters(
            paramLabel = "<file>",
            description =
                    "Loop backup (.db) or CSV export (zip or folder), HabitBull CSV, or an UpCoach"
                            + " export.")
    private Path file;

    @CommandLine.Option(
            names = "--member",
            required = true,
            paramLabel = "<e-mail>",
            description = "Who the history belongs to.")
    private String email;

    @CommandLine.Option(names = "--json", description = "Print the whole report as JSON.")
    private boolean asJson;

    @Override
    public int run(Settings settings, PrintWriter out) {
        if (!Files.isReadable(file)) {
            throw new UsageFailure("%s cannot be read: name an existing file".formatted(file));
        }
        PrintWriter progress =
                asJson ? new PrintWriter(System.err, true, System.err.charset()) : out;
        try (Doors doors = Doors.open(settings, progress)) {
            var member = doors.member(email);
            return switch (doors.imports().take(member.id(), file, file.getFileName().toString())) {
                case Outcome.Done<ImportReport>(ImportReport report) -> {
                    if (asJson) {
                        out.println(doors.imports().json(report).toPrettyString());
                    } else {
                        ImportReportText.print(report, out);
                    }
                    yield 0;
                }
                case Outcome.Refused<ImportReport>(Refusal refusal) -> {
                    Problem problem = new RefusalProblems().problem(refusal);
                    throw new UsageFailure(
                            "%s was not imported, nothing was changed: %s"
                                    .formatted(file, problem.detail()));
                }
            };
        }
    }
}
