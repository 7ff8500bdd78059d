package com.upcoach.transfer;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads the CSV file of HabitBull's "export data": one line for each habit and day.
///
/// The file has neither schedules nor targets. A habit is told by its name alone, so two habits of
/// one name are one.
final class HabitBullCsv {

    private final String fileName;
    private final ImportLimits limits;
    private final Ledger ledger;
    private final SequencedMap<String, Found> habits = new LinkedHashMap<>();
    private Columns columns;
    private long lines;

    private HabitBullCsv(String fileName, ImportLimits limits) {
        this.fileName = fileName;
        this.limits = limits;
        this.ledger = new Ledger(limits);
    }

    private record Columns(
            int count, int name, int description, int category, int day, int value, int comment) {

        static Columns of(CsvRows.Row header) {
            return new Columns(
                    header.fields().size(),
                    header.column("habitname"),
                    header.column("habitdescription"),
                    header.column("habitcategory"),
                    header.column("calendardate"),
                    header.column("value"),
                    header.column("commenttext"));
        }

        boolean complete() {
            return name >= 0 && day >= 0 && value >= 0;
        }
    }

    /// A habit and its records. Whether they are amounts shows only when all are known.
    private record Found(String note, List<Line> lines) {

        boolean numeric() {
            return lines.stream().anyMatch(line -> line.value() != 0 && line.value() != 1);
        }
    }

    private record Line(String where, LocalDate day, double value, String comment) {}

    /// Whether the first line of a file is this format's header.
    static boolean isHeader(String firstLine) {
        return firstLine.contains("HabitName") && firstLine.contains("CalendarDate");
    }

    static Archive read(String fileName, InputStream content, ImportLimits limits)
            throws IOException {
        try (CsvRows rows = new CsvRows(fileName, content, false, limits)) {
            return new HabitBullCsv(fileName, limits).read(rows);
        }
    }

    private Archive read(CsvRows rows) throws IOException {
        CsvRows.Row header = rows.next();
        columns = Columns.of(header);
        if (!columns.complete()) {
            throw RefusedWhole.corrupt(
                    fileName + " line 1", "HabitName, CalendarDate and Value are not all there");
        }
        header.requireWhole(columns.count(), columns.comment() == columns.count() - 1);
        while (rows.hasNext()) {
            readLine(rows.next());
        }
        List<Archive.Habit> read = new ArrayList<>();
        for (var habit : habits.sequencedEntrySet()) {
            read.add(habit(habit.getKey(), habit.getValue()));
        }
        if (!read.isEmpty()) {
            ledger.note(
                    "HabitBull's file has no schedules: every habit is taken as every day."
                            + " Change it where that is wrong.");
        }
        return ledger.archive(Archive.Source.HABITBULL_CSV, Optional.empty(), read);
    }

    private void readLine(CsvRows.Row row) throws IOException {
        // The ledger counts a line when its habit is complete, which is too late to bound memory.
        lines++;
        if (lines > limits.records()) {
            throw RefusedWhole.tooLarge("records", limits.records());
        }
        row.requireWhole(columns.count(), row.field(columns.count() - 1).isEmpty());
        if (row.fields().size() != columns.count()) {
            ledger.refused(
                    row.where(),
                    row.text(),
                    "the line has %d columns, not %d"
                            .formatted(row.fields().size(), columns.count()));
            return;
        }
        String name = SourceText.orNull(row.field(columns.name()));
        Optional<LocalDate> day = SourceText.day(row.field(columns.day()));
        double value = amount(row.field(columns.value()));
        if (name == null || day.isEmpty() || Double.isNaN(value)) {
            String reason =
                    name == null
                            ? "the habit has no name"
                            : day.isEmpty()
                                    ? "the day is not a date like 2016-03-18"
                                    : "the value is not a number from 0 up";
            ledger.refused(row.where(), row.text(), reason);
            return;
        }
        Found habit =
                habits.computeIfAbsent(name, absent -> new Found(note(row), new ArrayList<>()));
        if (habits.size() > limits.habits()) {
            throw RefusedWhole.tooLarge("habits", limits.habits());
        }
        String comment = SourceText.orNull(row.field(columns.comment()));
        habit.lines().add(new Line(row.where(), day.get(), value, comment));
    }

    private String note(CsvRows.Row row) {
        String category = SourceText.orNull(row.field(columns.category()));
        return SourceText.joined(
                row.field(columns.description()),
                category == null ? null : "Category: " + category);
    }

    /// The number, or NaN when the text is none that an amount can be.
    private static double amount(String text) {
        if (!text.matches("\\d{1,15}(\\.\\d{1,15})?")) {
            return Double.NaN;
        }
        return Double.parseDouble(text);
    }

    private Archive.Habit habit(String name, Found found) throws IOException {
        boolean numeric = found.numeric();
        Ledger.Days days = ledger.new Days(name);
        for (Line line : found.lines()) {
            if (!numeric && line.value() == 0 && line.comment() == null) {
                ledger.notACheckIn("0");
                continue;
            }
            days.take(
                    line.where(),
                    new Archive.Entry(
                            line.day(), line.value(), line.comment(), false, Optional.empty()));
        }
        double target = numeric ? leastTarget(found) : 1;
        if (numeric) {
            ledger.note(
                    LoopRules.named(
                            name,
                            "has amounts but no target in HabitBull's file; every amount from "
                                    + target
                                    + " up counts as done."));
        }
        return new Archive.Habit(
                name,
                name,
                found.note(),
                Kind.DO,
                null,
                target,
                Unlogged.HELD,
                LoopRules.DEFAULT_COLOR,
                null,
                days.firstDay(),
                null,
                false,
                new Schedule.Daily(),
                days.entries(),
                Optional.empty(),
                null);
    }

    /// 1, or the least amount above 0 where that is less: whatever was recorded then holds its day.
    private static double leastTarget(Found found) {
        return found.lines().stream()
                .mapToDouble(Line::value)
                .filter(value -> value > 0)
                .reduce(1, Math::min);
    }
}
