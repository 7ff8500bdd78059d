package com.upcoach.bench;

import com.upcoach.bench.api.ApiBench;
import com.upcoach.bench.cache.CacheBench;
import com.upcoach.bench.coalesce.CoalesceBench;
import com.upcoach.bench.machine.Workbench;
import com.upcoach.bench.warm.WarmBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./upcoach bench`: runs the named benches and prints the results.
///
/// Exit code 0: every goal is met (with `--prove`: missed); 1: not; 2: invalid command line.
@Command(
    name = "upcoach bench",
    description = "Measure, each case beside its limit.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {

  private static final int DEFAULT_ROUNDS = 5;
  private static final int DEFAULT_SECONDS = 3;
  private static final int ROUNDS_OF_PROOF = 2;
  private static final int SECONDS_OF_PROOF = 2;

  private static final Map<String, Bench> BENCHES = benches();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "<name>",
      description = "start, coalesce, cache, warm, api; all of them if none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", paramLabel = "<file>", description = "Write the table as JSON too.")
  private Path json;

  @Option(
      names = "--prove",
      description = "Slow our side down on purpose: succeeds if every goal is seen to be missed.")
  private boolean prove;

  @Option(names = "--full", description = "With 50 instead of 10 million check-ins.")
  private boolean full;

  @Option(
      names = "--cases",
      split = ",",
      paramLabel = "<case>",
      description = "Only these cases, of the benches that have them: ${COMPLETION-CANDIDATES}.",
      completionCandidates = CaseNames.class)
  private Set<String> cases = new LinkedHashSet<>();

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      description = "How often the sides are compared. Default: 5; 2 with --prove.")
  private Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "<n>",
      description = "How long a side is measured in a round. Default: 3; 2 with --prove.")
  private Integer seconds;

  private static Map<String, Bench> benches() {
    Map<String, Bench> benches = new LinkedHashMap<>();
    benches.put("start", new StartBench());
    benches.put("coalesce", CoalesceBench.bench());
    benches.put("cache", CacheBench.bench());
    benches.put("warm", new WarmBench());
    benches.put("api", ApiBench.bench());
    return benches;
  }

  /// Case names for the help page.
  static final class CaseNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return caseNames(BENCHES.keySet()).iterator();
    }
  }

  private static Set<String> caseNames(Collection<String> benches) {
    Set<String> all = new LinkedHashSet<>();
    benches.forEach(name -> all.addAll(BENCHES.get(name).caseNames()));
    return all;
  }

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setParameterExceptionHandler(Main::refuse)
            .setExecutionExceptionHandler(Main::fail)
            .execute(arguments));
  }

  private static int refuse(CommandLine.ParameterException wrong, String[] arguments) {
    System.err.println("upcoach: " + wrong.getMessage() + "; see upcoach bench --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int fail(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult result) {
    System.err.println("upcoach: the bench broke off: " + failure.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws Exception {
    Options options = options();
    List<Row> rows = new ArrayList<>();
    for (String name : wanted()) {
      try (Workbench bench = Workbench.open(Path.of(System.getProperty("upcoach.home", "")))) {
        rows.addAll(measured(name, bench, options));
      }
    }
    Table table = new Table(rows);
    table.print(System.out);
    if (json != null) {
      Files.writeString(json, table.json());
    }
    return table.passes(prove) ? 0 : 1;
  }

  /// The named benches; otherwise those that have one of the named cases; otherwise all.
  private List<String> wanted() {
    return names.isEmpty()
        ? BENCHES.keySet().stream()
            .filter(
                name ->
                    cases.isEmpty() || !Collections.disjoint(BENCHES.get(name).caseNames(), cases))
            .toList()
        : names;
  }

  private static List<Row> measured(String name, Workbench bench, Options options)
      throws Exception {
    try {
      return BENCHES.get(name).measure(bench, options);
    } catch (Exception e) {
      if (bench.isOver()) {
        throw new IllegalStateException("interrupted", e);
      }
      throw e;
    }
  }

  private Options options() {
    names.forEach(name -> requireKnown("bench", name, BENCHES.keySet()));
    cases.forEach(name -> requireKnown("case", name, caseNames(wanted())));
    int chosen = positive("--rounds", rounds, prove ? ROUNDS_OF_PROOF : DEFAULT_ROUNDS);
    int counted = positive("--seconds", seconds, prove ? SECONDS_OF_PROOF : DEFAULT_SECONDS);
    return new Options(prove, full, chosen, Duration.ofSeconds(counted), cases);
  }

  private void requireKnown(String kind, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "there is no %s %s: name one of %s".formatted(kind, name, String.join(", ", known)));
    }
  }

  private int positive(String flag, Integer value, int byDefault) {
    if (value != null && value < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "%s: %d is not 1 or more".formatted(flag, value));
    }
    return value == null ? byDefault : value;
  }
}
