package com.upcoach.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.server.Answer;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/// Files as members of other trackers really have them, one row of reports after the other.
@QuarkusTest
class MovingInTest extends ImportApi {

    private static final String H =
            "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";

    @TempDir Path folder;

    private static byte[] habitBull(String... lines) {
        return utf8(H + String.join("\n", lines) + "\n");
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// A Loop CSV export of yes/no habits, by position and name, with the days of each.
    private static byte[] loop(Map<String, List<String>> habits) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder list =
                new StringBuilder(
                        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n");
        habits.forEach(
                (folder, days) -> {
                    String[] parts = folder.split(" ", 2);
                    list.append(
                            "%s,%s,YES_NO,,,1,1,#FF8F00,,,,false%n".formatted(parts[0], parts[1]));
                    StringBuilder marks = new StringBuilder("Date,Value,Notes\n");
                    days.forEach(day -> marks.append(day).append(",YES_MANUAL,\n"));
                    files.put(folder + "/Checkmarks.csv", marks.toString());
                });
        files.put("Habits.csv", list.toString());
        return zip(files);
    }

    private static Map<String, JsonNode> habitsOf(Person person) {
        Map<String, JsonNode> habits = new LinkedHashMap<>();
        person.api()
                .get("/v1/habits")
                .at("/items")
                .forEach(habit -> habits.put(habit.at("/title").asText(), habit));
        return habits;
    }

    private static Map<String, Double> amountsOf(Person person, JsonNode habit) {
        Map<String, Double> amounts = new LinkedHashMap<>();
        person.api()
                .get("/v1/habits/" + habit.at("/id").asText() + "/check-ins?limit=500")
                .at("/items")
                .forEach(one -> amounts.put(one.at("/day").asText(), one.at("/amount").asDouble()));
        return amounts;
    }

    private static String notes(JsonNode report) {
        return report.at("/notes").toString();
    }

    @Test
    void a_loop_csv_without_types_shows_its_amounts_by_values_over_3() {
        Person ada = person();
        JsonNode report =
                imported(
                        ada,
                        "loop.zip",
                        zip(
                                Map.of(
                                        "Habits.csv",
                                        "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Walk,,,1,1,#FF8F00\n",
                                        "001 Walk/Checkmarks.csv",
                                        "2023-06-03,7500000\n2023-06-02,8000\n2023-06-01,0\n")));

        assertEquals(3, report.at("/records/taken").asInt());
        JsonNode walk = habitsOf(ada).get("Walk");
        assertEquals(
                Map.of("2023-06-03", 7500.0, "2023-06-02", 8.0, "2023-06-01", 0.0),
                amountsOf(ada, walk));
        assertEquals(1, walk.at("/target").asDouble());
        assertTrue(notes(report).contains("neither its target nor its unit"), notes(report));
    }

    @Test
    void an_american_date_is_taken_and_one_that_may_be_two_days_is_refused_by_name() {
        Person ada = person();
        imported(ada, "h.csv", habitBull("H3,,C3,4/13/2019,1,"));
        assertEquals(Map.of("2019-04-13", 1.0), amountsOf(ada, habitsOf(ada).get("H3")));

        byte[] ambiguous = habitBull("H4,,C3,4/5/2019,1,");
        JsonNode problem = problem(ada, "h.csv", ambiguous);
        assertEquals("urn:problem-type:upcoach:ambiguous-dates", problem.at("/type").asText());
        assertTrue(problem.at("/detail").asText().contains("--date-order"), problem::toString);
        imported(ada, "h.csv", ambiguous, "?dateOrder=dmy");
        assertEquals(Map.of("2019-05-04", 1.0), amountsOf(ada, habitsOf(ada).get("H4")));
        assertEquals(
                "invalid-parameter dateOrder",
                upload(ada, "h.csv", ambiguous, "?dateOrder=ydm").fault());
        assertEquals(
                "invalid-parameter dryRun",
                upload(ada, "h.csv", ambiguous, "?dryRun=maybe").fault());
    }

    @Test
    void an_import_that_takes_nothing_is_refused_with_its_reasons_and_writes_nothing() {
        Person ada = person();
        String before = everythingOf(ada);
        JsonNode problem = problem(ada, "h.csv", habitBull("H,,,soon,1,", "H,,,2019-01-01,lots,"));

        assertEquals("urn:problem-type:upcoach:nothing-taken", problem.at("/type").asText());
        assertEquals("h.csv line 2", problem.at("/errors/0/name").asText());
        assertTrue(problem.at("/errors/1/reason").asText().contains("lots"), problem::toString);
        assertEquals("nothing-taken", refused(ada, "h.csv", utf8(H)));
        assertEquals("nothing-taken", refused(ada, "h.csv", habitBull("H,,,2199-01-01,1,")));
        assertEquals(before, everythingOf(ada));
    }

    @Test
    void a_habit_starts_on_the_first_day_that_was_taken() {
        Person ada = person();
        imported(
                ada,
                "h.csv",
                habitBull("Later,,,2199-01-01,1,", "Now,,,2026-11-20,1,", "Now,,,2199-01-01,1,"));
        Map<String, JsonNode> habits = habitsOf(ada);
        assertEquals("2026-11-23", habits.get("Later").at("/start").asText());
        assertEquals("2026-11-20", habits.get("Now").at("/start").asText());
    }

    @Test
    void the_files_of_one_history_give_the_same_book_in_any_order() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            List<byte[]> files = pieces(random);
            String first = null;
            for (int order = 0; order < 3; order++) {
                Person person = person();
                for (byte[] file : files) {
                    imported(person, "h.csv", file);
                }
                String book = withoutCreation(everythingOf(person));
                first = first == null ? book : first;
                assertEquals(first, book, "round " + round + ", seed " + seed);
                Collections.shuffle(files, random);
            }
        }
    }

    /// Files that overlap: the days of two habits, amounts of another, each file with some of them.
    private static List<byte[]> pieces(Random random) {
        List<byte[]> files = new ArrayList<>();
        for (int file = 0; file < 4; file++) {
            List<String> lines = new ArrayList<>();
            List<String> amounts = new ArrayList<>();
            LocalDate from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(250));
            for (int day = 0; day < 60; day++) {
                LocalDate date = from.plusDays(day);
                if (date.getDayOfMonth() % 3 != 0) {
                    lines.add("Read,,Mind,%s,1,".formatted(date));
                }
                double amount = (date.getDayOfYear() % 40 + 2) / 8.0;
                amounts.add("Run,,Body,%s,%s,".formatted(date, amount));
            }
            lines.addAll(amounts);
            files.add(habitBull(lines.toArray(String[]::new)));
        }
        return files;
    }

    private static String withoutCreation(String everything) {
        return everything.replaceAll("\"at\":\"[^\"]*\"", "");
    }

    @Test
    void an_older_file_moves_back_a_first_day_that_an_import_had_set_and_says_so() {
        Person ada = person();
        imported(ada, "2022.csv", habitBull("Read,,,2022-05-01,1,"));
        ada.api()
                .patch(
                        "/v1/habits/" + habitsOf(ada).get("Read").at("/id").asText(),
                        "{\"title\":\"Read\"}");
        JsonNode report = imported(ada, "2021.csv", habitBull("Read,,,2021-05-01,1,"));

        assertEquals(1, report.at("/records/taken").asInt());
        assertEquals("2021-05-01", habitsOf(ada).get("Read").at("/start").asText());
        assertTrue(notes(report).contains("moved from 2022-05-01 to 2021-05-01"), notes(report));
    }

    @Test
    void a_first_day_that_the_member_has_set_stays_and_earlier_days_are_named() {
        Person ada = person();
        imported(ada, "2022.csv", habitBull("Read,,,2022-05-01,1,"));
        String habit = "/v1/habits/" + habitsOf(ada).get("Read").at("/id").asText();
        Answer moved = ada.api().patch(habit, "{\"start\":\"2022-01-01\",\"end\":\"2022-12-31\"}");
        assertEquals(200, moved.status(), moved.body());

        JsonNode report =
                imported(
                        ada,
                        "more.csv",
                        habitBull(
                                "Read,,,2021-05-01,1,",
                                "Read,,,2022-02-01,1,",
                                "Read,,,2023-02-01,1,"));

        assertEquals(1, report.at("/records/taken").asInt());
        assertEquals(2, report.at("/records/refused").asInt());
        assertTrue(report.at("/refused").toString().contains("that you have set"));
        assertEquals("2022-01-01", habitsOf(ada).get("Read").at("/start").asText());
        assertEquals("2022-12-31", habitsOf(ada).get("Read").at("/end").asText());
    }

    @Test
    void exports_of_one_member_at_two_times_give_the_same_habit_in_either_order() {
        Person ada = person();
        String habit =
                ada.habit("{\"title\":\"Read\",\"start\":\"2026-02-01\",\"end\":\"2026-03-31\"}");
        ada.checkIn(habit, "2026-02-10", "{}");
        byte[] older = ada.api().bytes("/v1/export");
        String path = "/v1/habits/" + habit;
        ada.api().patch(path, "{\"start\":\"2026-01-01\",\"end\":\"2026-06-30\"}");
        ada.checkIn(habit, "2026-01-10", "{}");
        ada.checkIn(habit, "2026-06-10", "{}");
        byte[] newer = ada.api().bytes("/v1/export");

        Person first = person();
        imported(first, "a.zip", older);
        assertEquals(2, imported(first, "b.zip", newer).at("/records/taken").asInt());
        Person second = person();
        imported(second, "b.zip", newer);
        imported(second, "a.zip", older);

        assertEquals(everythingOf(first), everythingOf(second));
        assertEquals("2026-01-01", habitsOf(first).get("Read").at("/start").asText());
        assertEquals("2026-06-30", habitsOf(first).get("Read").at("/end").asText());
    }

    @Test
    void an_export_restores_the_profile_and_the_streaks_of_a_member_with_other_settings() {
        Person ada =
                person(
                        "{\"zone\":\"Asia/Kathmandu\",\"dayStart\":\"03:30\",\"firstWeekday\":\"sunday\"}");
        String habit =
                ada.habit(
                        "{\"title\":\"Run\",\"start\":\"2026-11-01\",\"schedule\":{\"type\":\"timesPerWeek\",\"n\":2}}");
        for (String day : List.of("01", "07", "08", "14", "15", "21")) {
            ada.checkIn(habit, "2026-11-" + day, "{}");
        }
        byte[] export = ada.api().bytes("/v1/export");
        Person bea =
                person(
                        "{\"zone\":\"America/New_York\",\"dayStart\":\"00:00\",\"firstWeekday\":\"monday\"}");

        JsonNode report = imported(bea, "upcoach-export.zip", export);

        assertTrue(notes(report).contains("was restored"), notes(report));
        for (String field : List.of("name", "zone", "dayStart", "firstWeekday")) {
            assertEquals(
                    ada.api().get("/v1/me").at("/" + field),
                    bea.api().get("/v1/me").at("/" + field));
        }
        assertEquals(everythingOf(ada), everythingOf(bea));
        assertEquals(
                3, bea.api().get("/v1/habits/" + habit + "/streak").at("/current/length").asInt());
        assertEquals(0, imported(bea, "again.zip", export).at("/notes").size());
    }

    @Test
    void
            todays_check_in_of_an_export_is_taken_where_the_importing_member_has_not_reached_that_day() {
        clock.set(Instant.parse("2026-11-23T20:00:00Z"));
        Person ada = person("{\"zone\":\"Asia/Tokyo\"}");
        String habit = ada.habit("{\"title\":\"Run\"}");
        ada.checkIn(habit, "2026-11-24", "{}");
        Person bea = person("{\"zone\":\"America/New_York\"}");

        JsonNode report = imported(bea, "e.zip", ada.api().bytes("/v1/export"));

        assertEquals(1, report.at("/records/taken").asInt(), report::toString);
        assertEquals(everythingOf(ada), everythingOf(bea));
    }

    @Test
    void the_profile_of_a_member_who_has_habits_stays_and_the_report_says_what_differs() {
        Person ada = person("{\"zone\":\"Asia/Kathmandu\",\"firstWeekday\":\"sunday\"}");
        ada.habit("{\"title\":\"Run\"}");
        Person bea = person("{\"zone\":\"Europe/Berlin\"}");
        bea.habit("{\"title\":\"Sit\"}");
        String before = bea.api().get("/v1/me").body();

        JsonNode report = imported(bea, "e.zip", ada.api().bytes("/v1/export"));

        assertEquals(before, bea.api().get("/v1/me").body());
        assertTrue(notes(report).contains("Your profile stays as it is"), notes(report));
        assertTrue(notes(report).contains("Asia/Kathmandu"), notes(report));
    }

    @Test
    void a_loop_csv_that_was_sorted_anew_brings_no_habit_twice() {
        Person ada = person();
        Map<String, List<String>> before = new LinkedHashMap<>();
        before.put("001 A", List.of("2024-01-01", "2024-01-02"));
        before.put("002 B", List.of("2024-01-03"));
        imported(ada, "loop.zip", loop(before));
        Map<String, List<String>> after = new LinkedHashMap<>();
        after.put("001 B", List.of("2024-01-03"));
        after.put("002 A", List.of("2024-01-01", "2024-01-02", "2024-01-05"));

        JsonNode report = imported(ada, "loop.zip", loop(after));

        assertEquals(2, habitsOf(ada).size());
        assertEquals(1, report.at("/records/taken").asInt());
        assertEquals(
                Set.of("2024-01-01", "2024-01-02", "2024-01-05"),
                amountsOf(ada, habitsOf(ada).get("A")).keySet());
    }

    @Test
    void twins_of_one_name_are_parted_by_their_days_when_they_change_places() {
        Person ada = person();
        Map<String, List<String>> before = new LinkedHashMap<>();
        before.put("001 A", List.of("2024-01-01", "2024-01-02"));
        before.put("002 A", List.of("2024-02-01", "2024-02-02"));
        imported(ada, "loop.zip", loop(before));
        Map<String, List<String>> after = new LinkedHashMap<>();
        after.put("001 A", List.of("2024-02-01", "2024-02-02", "2024-02-03"));
        after.put("002 A", List.of("2024-01-01", "2024-01-02"));
        JsonNode report = imported(ada, "loop.zip", loop(after));

        assertEquals(1, report.at("/records/taken").asInt());
        TreeSet<Integer> days = new TreeSet<>();
        ada.api()
                .get("/v1/habits")
                .at("/items")
                .forEach(habit -> days.add(amountsOf(ada, habit).size()));
        assertEquals(new TreeSet<>(List.of(2, 3)), days);
    }

    @Test
    void a_loop_backup_and_a_csv_of_the_same_data_are_one_history() throws Exception {
        Path backup = folder.resolve("loop.db");
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + backup);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "create table Habits (id integer, name text, uuid text, freq_num integer, freq_den integer)");
            statement.executeUpdate(
                    "create table Repetitions (id integer, habit integer, timestamp integer, value integer)");
            statement.executeUpdate("insert into Habits values (1, 'A', 'abc', 1, 1)");
            statement.executeUpdate("insert into Habits values (2, 'B', 'def', 1, 1)");
            for (String day : List.of("2024-01-01", "2024-01-02")) {
                long midnight = LocalDate.parse(day).toEpochDay() * 86_400_000L;
                statement.executeUpdate(
                        "insert into Repetitions values (1, 1, %d, 2)".formatted(midnight));
            }
            statement.executeUpdate("insert into Repetitions values (1, 2, 86400000, 2)");
        }
        Map<String, List<String>> csv = new LinkedHashMap<>();
        csv.put("001 A", List.of("2024-01-01", "2024-01-02", "2024-01-04"));
        csv.put("002 B", List.of("2023-01-04"));
        Person ada = person();
        imported(ada, "loop.db", Files.readAllBytes(backup));

        JsonNode report = imported(ada, "loop.zip", loop(csv));

        assertTrue(notes(report).contains("“A” was recognised"), notes(report));
        assertTrue(notes(report).contains("another habit “B” already"), notes(report));
        assertEquals(3, ada.api().get("/v1/habits").at("/items").size());
        assertEquals(3, amountsOf(ada, habitsOf(ada).get("A")).size());
        JsonNode again = imported(ada, "loop.zip", loop(csv));
        assertEquals(0, again.at("/records/taken").asInt());
        assertEquals(3, ada.api().get("/v1/habits").at("/items").size());
    }

    @Test
    void a_habit_of_the_members_own_is_never_taken_for_one_of_a_file() {
        Person ada = person();
        String own = ada.habit("{\"title\":\"Read\",\"start\":\"2024-01-01\"}");
        ada.checkIn(own, "2024-01-01", "{\"note\":\"mine\"}");
        JsonNode report = imported(ada, "h.csv", habitBull("Read,,,2024-01-01,1,"));

        assertEquals(2, ada.api().get("/v1/habits").at("/items").size());
        assertTrue(notes(report).contains("another habit “Read” already"), notes(report));
    }

    @Test
    void a_target_in_the_notation_of_kotlin_is_taken() {
        Person ada = person();
        imported(
                ada,
                "loop.zip",
                zip(
                        Map.of(
                                "Habits.csv",
                                "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n001,Steps,NUMERICAL,,,1,1,#FF8F00,steps,AT_LEAST,1.0E7,false\n",
                                "001 Steps/Checkmarks.csv",
                                "Date,Value,Notes\n2024-01-01,7500,\n")));
        JsonNode steps = habitsOf(ada).get("Steps");
        assertEquals(1.0E7, steps.at("/target").asDouble());
        assertEquals(Map.of("2024-01-01", 7.5), amountsOf(ada, steps));
    }

    @Test
    void of_two_lines_of_a_day_the_later_stays_also_when_it_says_that_nothing_was_done() {
        Person ada = person();
        JsonNode report =
                imported(
                        ada,
                        "h.csv",
                        habitBull(
                                "A,,,2024-01-01,1,",
                                "A,,,2024-01-01,0,",
                                "A,,,2024-01-02,0,",
                                "A,,,2024-01-02,1,"));
        assertEquals(Map.of("2024-01-02", 1.0), amountsOf(ada, habitsOf(ada).get("A")));
        assertEquals(
                "{\"total\":4,\"taken\":1,\"alreadyThere\":0,\"repeated\":2,\"notCheckIns\":1,\"refused\":0}",
                report.at("/records").toString());
    }

    @Test
    void a_line_whose_last_columns_are_missing_is_taken() {
        Person ada = person();
        JsonNode report = imported(ada, "h.csv", habitBull("Workout,,,2017-09-23,1"));
        assertEquals(1, report.at("/records/taken").asInt());
    }

    @Test
    void a_dry_run_reports_what_an_import_would_do_and_writes_nothing() {
        Person ada = person("{\"zone\":\"Europe/Berlin\"}");
        imported(ada, "h.csv", habitBull("Read,,,2024-01-05,1,"));
        byte[] file =
                habitBull(
                        "Read,,,2024-01-01,1,",
                        "Read,,,2024-01-05,1,",
                        "Sit,,,never,1,",
                        "Run,,,2024-01-01,2.5,");
        List<String> before = tablesButImports();

        JsonNode dry = imported(ada, "h.csv", file, "?dryRun=true");

        assertEquals(before, tablesButImports());
        assertTrue(dry.at("/dryRun").asBoolean());
        JsonNode real = imported(ada, "h.csv", file);
        assertEquals(
                real.toString(), dry.toString().replace("\"dryRun\":true", "\"dryRun\":false"));
        assertEquals("h.csv line 4", dry.at("/refused/0/where").asText());
        assertEquals(2, dry.at("/records/taken").asInt());
        assertEquals(1, dry.at("/records/alreadyThere").asInt());
    }

    @Test
    void a_dry_run_of_an_export_leaves_the_profile() {
        Person ada = person("{\"zone\":\"Asia/Kathmandu\"}");
        ada.habit("{\"title\":\"Run\"}");
        Person bea = person("{\"zone\":\"Europe/Berlin\"}");
        byte[] export = ada.api().bytes("/v1/export");
        List<String> before = tablesButImports();
        JsonNode dry = imported(bea, "e.zip", export, "?dryRun=true");
        assertEquals(before, tablesButImports());
        assertEquals("Europe/Berlin", bea.api().get("/v1/me").text("/zone"));
        assertTrue(notes(dry).contains("was restored"), notes(dry));
    }

    /// The import itself is noted, with its report; that is where the member reads it.
    private static List<String> tablesButImports() {
        return Rows.fingerprint().stream().filter(row -> !row.startsWith("import ")).toList();
    }
}
