package com.upcoach.cli;

import static com.upcoach.settings.NameSuggestion.question;

import com.upcoach.database.DatabaseFailure;
import com.upcoach.settings.Setting;
import com.upcoach.settings.SettingSources;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: maps names to commands, flags to settings, and failures to one line and an
/// exit code.
///
/// Exit codes: 0 success, 1 failure, 2 wrong usage.
public final class CommandLineApp {

  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private static final String CONFIG = "--config";
  private static final String SET = "--set";
  private static final int WIDTH = 100;

  private final List<Command> commands;
  private final Map<String, String> environment;

  public CommandLineApp(List<Command> commands, Map<String, String> environment) {
    this.commands = List.copyOf(commands);
    this.environment = Map.copyOf(environment);
  }

  /// Runs the command that the arguments name.
  ///
  /// @return the exit code
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    return line()
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((failure, _) -> wrongUsage(failure))
        .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line.getErr()))
        .setExecutionStrategy(this::execute)
        .execute(arguments);
  }

  private CommandLine line() {
    var root = CommandSpec.create().name("upcoach").version("UpCoach " + version());
    root.usageMessage().description("A self-hosted habit-coaching platform.").width(WIDTH);
    root.mixinStandardHelpOptions(true);
    var line = new CommandLine(root);
    for (var command : commands) {
      var spec = CommandSpec.forAnnotatedObject(command);
      spec.usageMessage().width(WIDTH).sortOptions(false);
      spec.mixinStandardHelpOptions(true);
      addSettings(spec);
      line.addSubcommand(new CommandLine(spec));
    }
    return line;
  }

  private static void addSettings(CommandSpec spec) {
    for (var setting : Setting.values()) {
      var defaultText =
          setting.defaultValue().isEmpty() ? "" : " Default: " + setting.defaultValue() + ".";
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .type(String.class)
              .paramLabel("<value>")
              .description(setting.help() + defaultText + " (" + setting.variable() + ")")
              .build());
    }
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .type(Path.class)
            .paramLabel("<file>")
            .description(
                "File of key=value lines. Default: %s in the data folder."
                    .formatted(SettingSources.DEFAULT_FILE))
            .build());
    spec.addOption(
        OptionSpec.builder(SET)
            .type(Map.class)
            .auxiliaryTypes(String.class, String.class)
            .paramLabel("<key=value>")
            .description("Any setting by its key.")
            .build());
  }

  private int execute(ParseResult parsed) {
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    if (!parsed.hasSubcommand()) {
      parsed.commandSpec().commandLine().usage(parsed.commandSpec().commandLine().getOut());
      return WRONG_USAGE;
    }
    var parsedCommand = parsed.subcommand();
    var line = parsedCommand.commandSpec().commandLine();
    try {
      return ((Command) parsedCommand.commandSpec().userObject())
          .run(settings(parsedCommand), line.getOut());
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(line, "failed", e);
    }
  }

  private Settings settings(ParseResult parsedCommand) {
    var flags = new LinkedHashMap<String, String>();
    Map<String, String> others = parsedCommand.matchedOptionValue(SET, Map.of());
    flags.putAll(others);
    for (var setting : Setting.values()) {
      String value = parsedCommand.matchedOptionValue(setting.flag(), null);
      if (value != null) {
        flags.put(setting.key(), value);
      }
    }
    Path file = parsedCommand.matchedOptionValue(CONFIG, null);
    return SettingSources.read(flags, environment, Optional.ofNullable(file));
  }

  private static int wrongUsage(CommandLine.ParameterException failure) {
    failure.getCommandLine().getErr().println("upcoach: " + oneLine(message(failure)));
    return WRONG_USAGE;
  }

  private static String message(CommandLine.ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return failure.getMessage();
    }
    var typed = unmatched.getUnmatched().getFirst().split("=", 2)[0];
    var spec = failure.getCommandLine().getCommandSpec();
    return typed.startsWith("-")
        ? "there is no option " + typed + question(typed, spec.optionsMap().keySet())
        : "there is no command " + typed + question(typed, spec.subcommands().keySet());
  }

  private static int failed(Exception failure, PrintWriter err) {
    var cause = failure instanceof CommandLine.ExecutionException ? failure.getCause() : failure;
    err.println("upcoach: " + oneLine(message(cause)));
    return cause instanceof UsageFailure ? WRONG_USAGE : FAILED;
  }

  /// The message of a failure. Our own exceptions have messages for the operator. Any other is a
  /// bug: its type and place are needed in a report, and fit on a line.
  private static String message(Throwable failure) {
    if (failure instanceof UsageFailure || failure instanceof DatabaseFailure) {
      return failure.getMessage();
    }
    var trace = failure.getStackTrace();
    return "unexpected %s at %s: please report it"
        .formatted(failure, trace.length == 0 ? "an unknown place" : trace[0]);
  }

  private static String oneLine(String text) {
    return String.join(" ", text.strip().split("\\s*\\R\\s*", -1));
  }

  private static String version() {
    try (var in = CommandLineApp.class.getResourceAsStream("/versions.properties")) {
      var versions = new Properties();
      versions.load(in);
      return versions.getProperty("upcoach");
    } catch (IOException e) {
      throw new IllegalStateException("versions.properties cannot be read from the jar", e);
    }
  }
}
