package com.upcoach.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pgbench with our scripts and prepared statements, over the Unix socket.
public final class Pgbench {

  private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");
  private static final Pattern FAILED =
      Pattern.compile("(?m)^number of failed transactions: ([0-9]+)");
  private static final Pattern DONE =
      Pattern.compile("(?m)^number of transactions actually processed: ([0-9]+)");

  private final Workbench bench;
  private final Database database;
  private final List<Path> scripts;
  private final Map<String, String> variables;

  private Pgbench(
      Workbench bench, Database database, List<Path> scripts, Map<String, String> variables) {
    this.bench = bench;
    this.database = database;
    this.scripts = scripts;
    this.variables = variables;
  }

  /// Creates one that picks a random script for each transaction.
  ///
  /// @param scripts their texts, 1 to 128
  /// @param variables by name
  public static Pgbench of(
      Workbench bench, Database database, List<String> scripts, Map<String, String> variables)
      throws IOException {
    Path folder = Files.createTempDirectory(bench.folder(), "pgbench");
    List<Path> files = new ArrayList<>();
    for (String script : scripts) {
      files.add(Files.writeString(folder.resolve(files.size() + ".sql"), script));
    }
    return new Pgbench(bench, database, files, variables);
  }

  /// Runs it.
  ///
  /// @return transactions per second, excluding the time for connecting
  /// @throws IllegalStateException where a transaction failed
  public double perSecond(int clients, Duration time) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--host=" + database.socket(),
                "--port=" + database.port(),
                "--username=" + Database.user(),
                "--client=" + clients,
                "--jobs=" + Math.min(2, clients),
                "--time=" + Math.max(1, time.toSeconds())));
    scripts.forEach(script -> command.add("--file=" + script));
    variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
    command.add(Database.name());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PGPASSWORD", database.password());
    String printed = bench.run(builder);
    if (number(FAILED, printed) > 0 || number(DONE, printed) == 0) {
      throw new IllegalStateException("pgbench: " + printed);
    }
    return number(RATE, printed);
  }

  private static double number(Pattern pattern, String printed) {
    Matcher matcher = pattern.matcher(printed);
    if (!matcher.find()) {
      throw new IllegalStateException("pgbench printed no " + pattern + ": " + printed);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
