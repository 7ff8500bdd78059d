package com.upcoach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.RunCommand;
import com.upcoach.settings.Setting;
import com.upcoach.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandLineAppTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void flags_become_settings_of_the_command() {
    assertEquals(7, run("echo", "--port", "7", "--set", "log-level=warn"));
    assertEquals("WARN", out.toString().strip());
  }

  @Test
  void the_help_of_a_command_lists_every_setting_with_its_variable_and_default() {
    assertEquals(0, run("run", "--help"));
    for (var setting : Setting.values()) {
      assertTrue(out.toString().contains(setting.flag() + "="), setting.key());
      assertTrue(out.toString().contains(setting.variable()), setting.key());
    }
  }

  @Test
  void an_unknown_flag_or_command_prints_one_line_with_a_suggestion_and_exits_with_2() {
    assertEquals(CommandLineApp.WRONG_USAGE, run("echo", "--prot", "1"));
    assertOneLine("did you mean --port?");
    assertEquals(CommandLineApp.WRONG_USAGE, run("rnu"));
    assertOneLine("did you mean run?");
  }

  @Test
  void a_taken_port_is_refused_before_anything_starts() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());
      assertEquals(
          CommandLineApp.WRONG_USAGE,
          run("run", "--port", port, "--data", "/nonexistent/never-made"));
      assertOneLine("127.0.0.1:" + port);
    }
  }

  @Test
  void an_unexpected_exception_prints_one_line() {
    assertEquals(CommandLineApp.FAILED, run("echo", "--port", "0"));
    assertOneLine("unexpected java.lang.ArithmeticException");
  }

  private void assertOneLine(String words) {
    var text = err.toString();
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith("upcoach: ") && text.contains(words), text);
    err.getBuffer().setLength(0);
  }

  private int run(String... arguments) {
    return new CommandLineApp(List.of(new RunCommand(), new Echo()), Map.of())
        .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @CommandLine.Command(name = "echo")
  private static final class Echo implements Command {

    @Override
    public int run(Settings settings, PrintWriter out) {
      out.println(settings.logLevel());
      return 49 / settings.port();
    }
  }
}
