package com.upcoach.cli;

import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine;

/// Exports all data of one member to a zip file.
@CommandLine.Command(name = "export", description = "Write all data of a member to a zip file.")
public final class ExportCommand implements Command {

  @CommandLine.Parameters(paramLabel = "<file>", description = "The zip to write; must not exist.")
  private Path file;

  @CommandLine.Option(
      names = "--member",
      required = true,
      paramLabel = "<e-mail>",
      description = "The member to export.")
  private String email;

  @Override
  public int run(Settings settings, PrintWriter out) throws IOException {
    if (Files.exists(file)) {
      throw new UsageFailure("%s exists already: name another file".formatted(file));
    }
    try (CommandServices services = CommandServices.open(settings, out)) {
      byte[] zip = services.exports().zip(services.member(email).id());
      Files.write(file, zip, StandardOpenOption.CREATE_NEW);
      out.printf("%s holds all data of %s, %d bytes%n", file, email, zip.length);
      return 0;
    }
  }
}
