package com.upcoach.cli;

import com.upcoach.archive.DateOrder;
import com.upcoach.http.RefusalProblems;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.problem.Problem;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import com.upcoach.transfer.ImportChoices;
import com.upcoach.transfer.ImportReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/// Imports a file of another habit tracker, or our own export, for one member.
@CommandLine.Command(
    name = "import",
    description = "Import a file of another habit tracker, or an UpCoach export.")
public final class ImportCommand implements Command {

  @CommandLine.Parameters(
      paramLabel = "<file>",
      description =
          "Loop backup (.db, or a zip of it) or CSV export (zip or folder), HabitBull CSV,"
              + " or an UpCoach export.")
  private Path file;

  @CommandLine.Option(
      names = "--member",
      required = true,
      paramLabel = "<e-mail>",
      description = "The member who gets the history.")
  private String email;

  @CommandLine.Option(names = "--dry-run", description = "Print the report and change nothing.")
  private boolean dryRun;

  @CommandLine.Option(
      names = "--date-order",
      paramLabel = "mdy|dmy|ymd",
      description = "Order of month, day and year in the file's dates, if they are ambiguous.")
  private String dateOrder;

  @CommandLine.Option(names = "--json", description = "Print the whole report as JSON.")
  private boolean asJson;

  @Override
  public int run(Settings settings, PrintWriter out) {
    if (!Files.isReadable(file)) {
      throw new UsageFailure("%s cannot be read: name an existing file".formatted(file));
    }
    ImportChoices choices = new ImportChoices(dryRun, dateOrder());
    PrintWriter progress = asJson ? new PrintWriter(System.err, true, System.err.charset()) : out;
    try (CommandServices services = CommandServices.open(settings, progress)) {
      var member = services.member(email);
      String name = file.getFileName().toString();
      return switch (services.imports().importFile(member.id(), file, name, choices)) {
        case Outcome.Done<ImportReport>(ImportReport report) -> {
          if (asJson) {
            out.println(services.imports().json(report).toPrettyString());
          } else {
            ImportReportText.print(report, out);
          }
          yield 0;
        }
        case Outcome.Refused<ImportReport>(Refusal refusal) -> {
          Problem problem = new RefusalProblems().problem(refusal);
          problem.errors().stream()
              .limit(ImportReportText.MAX_LINES)
              .forEach(line -> progress.printf("%s: %s%n", line.name(), line.reason()));
          throw new UsageFailure(
              "%s was not imported, nothing was changed: %s".formatted(file, problem.detail()));
        }
      };
    }
  }

  private Optional<DateOrder> dateOrder() {
    if (dateOrder == null) {
      return Optional.empty();
    }
    return Optional.of(
        DateOrder.of(dateOrder)
            .orElseThrow(
                () ->
                    new UsageFailure(
                        "--date-order %s is not one of %s"
                            .formatted(dateOrder, DateOrder.words()))));
  }
}
