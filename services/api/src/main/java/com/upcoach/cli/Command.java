package com.upcoach.cli;

import com.upcoach.settings.Settings;
import java.io.PrintWriter;

/// A subcommand of `upcoach`. Picocli annotations on the class give its name and description. Every
/// setting is automatically one of its flags.
public interface Command {

  /// Runs the command.
  ///
  /// @param out receives short plain lines for the user
  /// @return the exit code
  int run(Settings settings, PrintWriter out) throws Exception;
}
