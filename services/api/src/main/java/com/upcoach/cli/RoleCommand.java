package com.upcoach.cli;

import com.upcoach.access.Role;
import com.upcoach.member.Member;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import java.io.PrintWriter;
import picocli.CommandLine;

/// Assigns a role to a member. The operator of the machine creates the first admin this way.
@CommandLine.Command(
    name = "role",
    description = "Give a member a role: member, coach, admin or operator.")
public final class RoleCommand implements Command {

  @CommandLine.Parameters(
      index = "0",
      paramLabel = "<e-mail>",
      description = "The member who gets the role.")
  private String email;

  @CommandLine.Parameters(
      index = "1",
      paramLabel = "<role>",
      description = "member, coach, admin or operator.")
  private String role;

  @Override
  public int run(Settings settings, PrintWriter out) {
    Role newRole =
        Role.ofWord(role)
            .orElseThrow(
                () ->
                    new UsageFailure(
                        "%s is not a role: name member, coach, admin or operator".formatted(role)));
    try (CommandServices services = CommandServices.open(settings, out)) {
      Member member = services.member(email);
      services
          .members()
          .assign(member.id(), newRole, "the command role", any -> true)
          .await()
          .indefinitely();
      out.printf("%s is %s now%n", member.email(), newRole.word());
      return 0;
    }
  }
}
