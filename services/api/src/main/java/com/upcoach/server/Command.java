package com.upcoach.server;

import java.io.PrintWriter;

/// A subcommand of `upcoach`. Its name and description are picocli annotations on the class; every
/// setting is a flag of it without further ado.
interface Command {

  /// @param out for people: short plain lines
  /// @return the exit code
  int run(Settings settings, PrintWriter out) throws Exception;
}
