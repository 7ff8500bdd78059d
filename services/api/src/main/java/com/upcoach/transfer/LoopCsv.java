package com.upcoach.transfer;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the CSV export of Loop Habit Tracker: `Habits.csv`, and for each habit a folder such as
/// `001 Meditate` with its `Checkmarks.csv`.
///
/// Two generations of the format exist. The newer has titled columns and words for values; the
/// older has `Date,Value` lines without a title row, numbers for values, and
/// `NumRepetitions,Interval` for the frequency. `Scores.csv` is computed by Loop and not read.
final class LoopCsv {

    static final String MARKER = "Habits.csv";

    private static final String CHECKMARKS = "Checkmarks.csv";

    private final FileSet files;
    private final ImportLimits limits;
    private final Ledger ledger;
    private final List<Found> habits = new ArrayList<>();

    /// How many lines `Habits.csv` has, those included that were refused.
    private long habitLines;

    private LoopCsv(FileSet files, ImportLimits limits) {
        this.files = files;
        this.limits = limits;
        this.ledger = new Ledger(limits);
    }

    /// A habit whose history is still being read.
    private record Found(
            String position,
            String title,
            String note,
            LoopRules.Goal goal,
            long times,
            long days,
            String color,
            boolean archived,
            Ledger.Days history) {

        /// The number that also begins the name of the habit's folder.
        long number() {
            return LoopRules.wholeNumber(position).orElse(-1L);
        }

        /// What a title row that does not escape names makes of this one.
        List<String> words() {
            return List.of(title.split(",", -1));
        }
    }

    static Archive read(FileSet files, ImportLimits limits) throws IOException {
        return new LoopCsv(files, limits).read();
    }

    private Archive read() throws IOException {
        readHabits();
        SortedMap<Long, String> folders = folders();
        List<Found> folderless = new ArrayList<>();
        for (Found habit : habits) {
            String folder = folders.remove(habit.number());
            if (folder == null) {
                folderless.add(habit);
            } else {
                readCheckmarks(folder, habit);
            }
        }
        for (var left : folders.entrySet()) {
            refuseFolder(left.getKey(), left.getValue());
        }
        if (!folderless.isEmpty()) {
            readFallback(folderless);
        }
        return ledger.archive(
                Archive.Source.LOOP_CSV,
                Optional.empty(),
                habits.stream().map(this::habit).toList());
    }

    /// The per-habit files by the number their folder begins with.
    private SortedMap<Long, String> folders() throws RefusedWhole {
        SortedMap<Long, String> folders = new TreeMap<>();
        for (String name : files.names()) {
            if (!name.endsWith("/" + CHECKMARKS)) {
                continue;
            }
            String folder = name.substring(0, name.indexOf('/'));
            String number = folder.split(" ", 2)[0];
            Long position = LoopRules.wholeNumber(number).orElse(-1L);
            if (folders.put(position, name) != null) {
                throw RefusedWhole.corrupt(
                        Ledger.quoted(folder), "two folders begin with this number");
            }
        }
        return folders;
    }

    private void readHabits() throws IOException {
        try (CsvRows rows = rows(MARKER)) {
            if (!rows.hasNext()) {
                throw RefusedWhole.cutShort(MARKER, "the file is empty");
            }
            CsvRows.Row header = rows.next();
            if (header.column("name") < 0) {
                throw header.unended()
                        ? RefusedWhole.cutShort(header.where(), "the file ends in its title row")
                        : RefusedWhole.corrupt(header.where(), "there is no column Name");
            }
            boolean wholeTitles = header.column("archived?", "color") == header.fields().size() - 1;
            header.requireWhole(header.fields().size(), wholeTitles);
            while (rows.hasNext()) {
                readHabit(header, rows.next());
            }
        }
    }

    private void readHabit(CsvRows.Row header, CsvRows.Row row) throws IOException {
        int columns = header.fields().size();
        String ending = row.field(columns - 1);
        row.requireWhole(columns, ending.matches("true|false|#[0-9a-fA-F]{6}"));
        habitLines++;
        if (habitLines > limits.habits()) {
            throw RefusedWhole.tooLarge("habits", limits.habits());
        }
        if (row.fields().size() != columns) {
            String reason =
                    "the line has %d columns, not %d".formatted(row.fields().size(), columns);
            ledger.refusedBesides(row.where(), row.text(), reason);
            return;
        }
        Optional<LoopRules.Goal> goal = goal(header, row);
        if (goal.isEmpty()) {
            ledger.refusedBesides(
                    row.where(), row.text(), "the type or the target is not one that Loop writes");
            return;
        }
        String name = SourceText.orNull(row.field(header.column("name")));
        String title = name == null ? "Untitled" : name;
        String stated = row.field(header.column("position")).strip();
        String position = stated.isEmpty() ? String.valueOf(habitLines) : stated;
        if (habits.stream().anyMatch(habit -> habit.position().equals(position))) {
            ledger.refusedBesides(row.where(), row.text(), "a line before has the same position");
            return;
        }
        habits.add(
                new Found(
                        position,
                        title,
                        SourceText.joined(
                                row.field(header.column("question")),
                                row.field(header.column("description"))),
                        goal.get(),
                        number(row.field(header.column("frequencynumerator", "numrepetitions"))),
                        number(row.field(header.column("frequencydenominator", "interval"))),
                        LoopRules.color(row.field(header.column("color")).strip()),
                        row.field(header.column("archived?")).equalsIgnoreCase("true"),
                        ledger.new Days(title)));
    }

    private static long number(String text) {
        return LoopRules.wholeNumber(text.strip()).orElse(0L);
    }

    private static Optional<LoopRules.Goal> goal(CsvRows.Row header, CsvRows.Row row) {
        String type = row.field(header.column("type")).strip().toUpperCase(Locale.ROOT);
        if (Set.of("", "YES_NO", "0").contains(type)) {
            return Optional.of(LoopRules.Goal.YES_NO);
        }
        String target = row.field(header.column("target value")).strip();
        if (!Set.of("NUMERICAL", "1").contains(type)
                || !target.matches("\\d{1,15}(\\.\\d{1,15})?")) {
            return Optional.empty();
        }
        boolean atMost = row.field(header.column("target type")).strip().equals("AT_MOST");
        String unit = row.field(header.column("unit"));
        return LoopRules.Goal.amount(atMost, Double.parseDouble(target), unit);
    }

    private void readCheckmarks(String file, Found habit) throws IOException {
        try (CsvRows rows = rows(file)) {
            int columns = 2;
            boolean first = true;
            while (rows.hasNext()) {
                CsvRows.Row row = rows.next();
                if (first) {
                    columns = Math.max(2, row.fields().size());
                    first = false;
                    if (row.field(0).equals("Date")) {
                        row.requireWhole(3, row.field(columns - 1).equals("Notes"));
                        continue;
                    }
                }
                row.requireWhole(columns, wholeEnding(row, columns, habit));
                readCheckmark(row, columns, habit);
            }
        }
    }

    /// An empty note is whole, and so is a word; a number or a note may be the beginning of one.
    private static boolean wholeEnding(CsvRows.Row row, int columns, Found habit) {
        String ending = row.field(columns - 1);
        return columns > 2
                ? ending.isEmpty()
                : !habit.goal().numeric() && ending.matches("-1|[0-3]");
    }

    private void readCheckmark(CsvRows.Row row, int columns, Found habit) throws IOException {
        if (row.fields().size() != columns) {
            String reason =
                    "the line has %d columns, not %d".formatted(row.fields().size(), columns);
            ledger.refused(row.where(), row.text(), reason);
            return;
        }
        String note = SourceText.orNull(row.field(2));
        readValue(row.where(), row.text(), row.field(0), row.field(1), note, habit);
    }

    private void readValue(
            String where, String what, String date, String word, String note, Found habit)
            throws IOException {
        Optional<LocalDate> day = SourceText.day(date);
        Optional<Long> value = LoopRules.valueOf(word.strip());
        if (day.isEmpty() || value.isEmpty()) {
            String reason =
                    day.isEmpty()
                            ? "the day is not a date like 2016-03-18"
                            : "the value is not one that Loop writes";
            ledger.refused(where, what, reason);
            return;
        }
        switch (LoopRules.reading(day.get(), habit.goal().numeric(), value.get(), note)) {
            case LoopRules.Reading.Taken(Archive.Entry entry) -> habit.history().take(where, entry);
            case LoopRules.Reading.NotACheckIn(String silence) -> ledger.notACheckIn(silence);
            case LoopRules.Reading.Unfit(String reason) -> ledger.refused(where, what, reason);
        }
    }

    /// A folder without its habit: either `Habits.csv` was cut at a line end, or the habit's line
    /// was refused and its days are refused with it.
    private void refuseFolder(long number, String file) throws IOException {
        if (number < 1 || number > habitLines) {
            throw RefusedWhole.cutShort(
                    MARKER, "there is no line for the folder of " + Ledger.quoted(file));
        }
        try (CsvRows rows = rows(file)) {
            while (rows.hasNext()) {
                CsvRows.Row row = rows.next();
                if (!row.field(0).equals("Date")) {
                    ledger.refused(row.where(), row.text(), "the line of its habit was refused");
                }
            }
        }
    }

    /// Reads the file over all habits, which has no notes, for those that have no folder.
    private void readFallback(List<Found> folderless) throws IOException {
        List<Found> unseen = new ArrayList<>(folderless);
        if (files.names().contains(CHECKMARKS)) {
            try (CsvRows rows = rows(CHECKMARKS)) {
                if (rows.hasNext()) {
                    CsvRows.Row titles = rows.next();
                    titles.requireWhole(1, false);
                    List<Optional<Found>> columns = columns(titles.fields());
                    columns.forEach(column -> column.ifPresent(unseen::remove));
                    List<Optional<Found>> wanted =
                            columns.stream().map(c -> c.filter(folderless::contains)).toList();
                    while (rows.hasNext()) {
                        readFallbackLine(rows.next(), wanted);
                    }
                }
            }
        }
        unseen.forEach(this::noteWithoutHistory);
    }

    /// Which habit each column belongs to. Loop writes names into this title row as they are, so a
    /// name with a comma takes several of its fields but one column of the lines below.
    private List<Optional<Found>> columns(List<String> titles) {
        List<Found> left = new ArrayList<>(habits);
        List<Optional<Found>> columns = new ArrayList<>();
        int field = 0;
        while (field < titles.size()) {
            List<String> rest = titles.subList(field, titles.size());
            Optional<Found> habit =
                    left.stream().filter(candidate -> begins(rest, candidate.words())).findFirst();
            columns.add(habit);
            habit.ifPresent(left::remove);
            field += habit.map(found -> found.words().size()).orElse(1);
        }
        return columns;
    }

    private static boolean begins(List<String> fields, List<String> words) {
        return fields.size() >= words.size() && fields.subList(0, words.size()).equals(words);
    }

    private void readFallbackLine(CsvRows.Row row, List<Optional<Found>> columns)
            throws IOException {
        row.requireWhole(columns.size(), row.field(columns.size() - 1).isEmpty());
        for (int i = 0; i < columns.size(); i++) {
            Optional<Found> habit = columns.get(i);
            if (habit.isEmpty()) {
                continue;
            }
            if (row.fields().size() == columns.size()) {
                String what = row.field(0) + "," + row.field(i);
                readValue(row.where(), what, row.field(0), row.field(i), null, habit.get());
            } else {
                String reason = "the columns are not those of the title row";
                ledger.refused(row.where(), row.text(), reason);
            }
        }
    }

    private void noteWithoutHistory(Found habit) {
        ledger.note(
                LoopRules.named(
                        habit.title(),
                        "was exported without its days; only the habit comes over."));
    }

    private CsvRows rows(String file) throws IOException {
        return new CsvRows(file, files.open(file), files.vouchesForLengths(), limits);
    }

    private Archive.Habit habit(Found found) {
        LoopRules.Goal goal = found.goal();
        return new Archive.Habit(
                found.position() + " " + found.title(),
                found.title(),
                found.note(),
                goal.kind(),
                goal.unit(),
                goal.target(),
                goal.unlogged(),
                found.color(),
                null,
                found.history().firstDay(),
                null,
                found.archived(),
                LoopRules.schedule(found.title(), goal, found.times(), found.days(), ledger),
                found.history().entries(),
                Optional.empty(),
                null);
    }
}
