package com.upcoach.server;

import com.upcoach.cli.CheckCommand;
import com.upcoach.cli.Command;
import com.upcoach.cli.CommandLineApp;
import com.upcoach.cli.DemoCommand;
import com.upcoach.cli.ExportCommand;
import com.upcoach.cli.ImportCommand;
import com.upcoach.cli.RoleCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.util.List;

/// The entry point of the program: `upcoach <command>`.
@QuarkusMain
public final class Main {

  /// All commands; a new command is a line here.
  private static final List<Command> COMMANDS =
      List.of(
          new RunCommand(),
          new DemoCommand(),
          new ImportCommand(),
          new ExportCommand(),
          new RoleCommand(),
          new CheckCommand());

  private Main() {}

  public static void main(String... arguments) {
    System.exit(
        new CommandLineApp(COMMANDS, System.getenv())
            .run(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                arguments));
  }
}
