package com.upcoach.cli;

import com.upcoach.database.DataFolder;
import com.upcoach.database.DatabaseAccess;
import com.upcoach.demo.DemoLoad;
import com.upcoach.demo.DemoMembers;
import com.upcoach.demo.DemoPlan;
import com.upcoach.demo.DemoReport;
import com.upcoach.demo.DemoSessions;
import com.upcoach.demo.SeedTaken;
import com.upcoach.demo.TokenFile;
import com.upcoach.member.Passwords;
import com.upcoach.outcome.Outcome;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Fills the database with generated members. The load is atomic: after Ctrl-C, a refusal or a
/// failure no member is written.
@CommandLine.Command(name = "demo", description = "Fill the database with example members.")
public final class DemoCommand implements Command {

  /// The password of all demo members: hashing one for each would take hours.
  static final String PASSWORD = "upcoach-demo";

  private static final int INTERRUPTED = 130;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--members",
      required = true,
      paramLabel = "<n>",
      description = "Number of members.")
  private int members;

  @Option(
      names = "--days",
      required = true,
      paramLabel = "<n>",
      description = "Days of history, up to --until.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "<n>",
      description =
          "Seed: equal seeds, numbers and ends give equal members. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--until",
      paramLabel = "<date>",
      description =
          "Last day of the history, in UTC, or the instant at which it ends." + " Default: now.")
  private String until;

  @Option(
      names = "--tokens",
      paramLabel = "<file>",
      description = "Sign all members in and write one line for each: member-id token habit-id…")
  private Path tokens;

  private final Clock clock = Clock.systemUTC();

  @Override
  public int run(Settings settings, PrintWriter out) throws IOException {
    DemoPlan plan = plan();
    var interruption = Interruption.ofThisThread();
    try {
      printReport(out, plan, load(plan, settings, out));
      return 0;
    } catch (InterruptedException _) {
      spec.commandLine().getErr().println("upcoach: interrupted; no members were written");
      return INTERRUPTED;
    } finally {
      interruption.cleanedUp();
    }
  }

  private Outcome<DemoReport> load(DemoPlan plan, Settings settings, PrintWriter out)
      throws IOException, InterruptedException {
    var existing = settings.databaseRoles();
    var folder = DataFolder.at(settings.data());
    try (var file = tokenFile();
        var database = DatabaseAccess.open(folder, existing, out::println)) {
      var load =
          new DemoLoad(
              database.owner(), plan, passwordHash(settings), sessions(settings), System::nanoTime);
      var progress = ProgressLine.on(spec.commandLine().getErr(), plan.members());
      try {
        return load.run(Optional.ofNullable(file), progress);
      } finally {
        progress.erase();
      }
    }
  }

  private Optional<DemoSessions> sessions(Settings settings) {
    return Optional.ofNullable(tokens)
        .map(_ -> new DemoSessions(new SecureRandom(), clock.instant(), settings.sessionLength()));
  }

  private DemoPlan plan() {
    try {
      return new DemoPlan(seed, members, days, moment());
    } catch (IllegalArgumentException e) {
      throw new UsageFailure("--" + e.getMessage(), e);
    }
  }

  private Instant moment() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant moment = until == null ? now : read(until);
    if (moment.isAfter(now)) {
      throw new UsageFailure(
          "--until: %s is not over yet (it is %s); give an earlier one, or leave it out to end now"
              .formatted(until, now));
    }
    return moment;
  }

  private static Instant read(String until) {
    try {
      return until.contains("T")
          ? Instant.parse(until)
          : LocalDate.parse(until).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new UsageFailure(
          "--until: \"%s\" is neither a date such as 2026-01-31 nor an instant such as 2026-01-31T18:00:00Z"
              .formatted(until),
          e);
    }
  }

  /// The file for session tokens; null without `--tokens`.
  private TokenFile tokenFile() {
    try {
      return tokens == null ? null : TokenFile.begin(tokens);
    } catch (IOException e) {
      throw new UsageFailure(
          "--tokens: %s cannot be written; choose a file in an existing folder that you may write to (%s)"
              .formatted(tokens, e),
          e);
    }
  }

  private static String passwordHash(Settings settings) {
    var cost = new Passwords.Cost(settings.passwordMemoryKib(), settings.passwordIterations());
    try (var passwords = new Passwords(cost, 1, new SecureRandom())) {
      return passwords.hash(PASSWORD, "demo").await().atMost(Duration.ofMinutes(1));
    }
  }

  private void printReport(PrintWriter out, DemoPlan plan, Outcome<DemoReport> outcome) {
    switch (outcome) {
      case Outcome.Refused<DemoReport>(SeedTaken taken) ->
          throw new UsageFailure(
              "--seed: the members of seed %d are in the database already; another --seed adds other members"
                  .formatted(taken.seed()));
      case Outcome.Refused<DemoReport>(var refusal) ->
          throw new IllegalStateException("unknown refusal " + refusal);
      case Outcome.Done<DemoReport>(DemoReport report) -> printReport(out, plan, report);
    }
  }

  private void printReport(PrintWriter out, DemoPlan plan, DemoReport report) {
    var seconds = report.took().toMillis() / 1000.0;
    out.printf(
        Locale.ROOT,
        "%,d check-ins of %,d habits of %,d members in %.1f s: %,d check-ins a second, summaries and points included%n",
        report.checkIns(),
        report.habits(),
        report.members(),
        seconds,
        report.checkInsPerSecond());
    out.printf(
        "Sign in as %s with the password %s; every demo member has it%n",
        new DemoMembers(plan).member(0).member().email(), PASSWORD);
    if (tokens != null) {
      out.printf("A session token of each is in %s%n", tokens);
    }
    out.printf(
        "The same members again: --seed %d --members %d --days %d --until %s%n",
        plan.seed(), plan.members(), plan.days(), plan.moment());
    out.flush();
  }
}
