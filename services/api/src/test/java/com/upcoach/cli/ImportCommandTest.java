package com.upcoach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import com.upcoach.settings.Setting;
import com.upcoach.settings.Settings;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the import command on the database of a running server.
@QuarkusTest
class ImportCommandTest extends ApiTest {

  private static final String H =
      "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";

  @Inject Settings settings;
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int runImport(Person person, String text, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("habits.csv"), text);
    String[] fixed = {
      "import",
      Setting.DATABASE_URL.flag(),
      settings.database().orElseThrow().url(),
      "--member",
      person.email(),
      file.toString()
    };
    String[] all = new String[fixed.length + options.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    return new CommandLineApp(List.of(new ImportCommand()), Map.of())
        .run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @Test
  void a_dry_run_prints_the_whole_report_and_changes_no_table() throws Exception {
    Person ada = person();
    List<String> before = Rows.fingerprint();

    int code = runImport(ada, H + "Read,,,4/13/2024,1,\nRead,,,never,1,\n", "--dry-run");

    assertEquals(0, code, err::toString);
    assertEquals(before, Rows.fingerprint());
    assertTrue(out.toString().contains("nothing was changed"), out::toString);
    assertTrue(out.toString().contains("1 taken"), out::toString);
    assertTrue(out.toString().contains("habits.csv line 3"), out::toString);
  }

  @Test
  void an_option_sets_the_order_of_dates() throws Exception {
    Person ada = person();
    String ambiguous = H + "Read,,,4/5/2024,1,\n";
    assertEquals(CommandLineApp.WRONG_USAGE, runImport(ada, ambiguous));
    assertTrue(err.toString().contains("--date-order"), err::toString);
    assertEquals(0, runImport(ada, ambiguous, "--date-order", "dmy"), err::toString);
    assertEquals("2024-05-04", ada.api().get("/v1/habits").text("/items/0/start"));
    assertEquals(CommandLineApp.WRONG_USAGE, runImport(ada, ambiguous, "--date-order", "ydm"));
  }

  @Test
  void a_refused_import_fails_and_prints_every_reason() throws Exception {
    Person ada = person();
    List<String> before = Rows.fingerprint();
    int code = runImport(ada, H + "A,,,never,1,\nA,,,2024-01-01,lots,\n");

    assertEquals(CommandLineApp.WRONG_USAGE, code);
    assertTrue(out.toString().contains("habits.csv line 2"), out::toString);
    assertTrue(out.toString().contains("habits.csv line 3"), out::toString);
    assertEquals(before, Rows.fingerprint());
  }
}
