package com.upcoach.cli;

import com.upcoach.settings.Settings;
import java.io.PrintWriter;

/// A subcommand of `upcoach`. Its name and description are picocli annotations on the class; every
/// setting is a flag of it without further ado.
public interface Command {

  /// @param out for people: short plain lines
  /// @return the exit code
  int run(Settings settings, PrintWriter out) throws Exception;
}
