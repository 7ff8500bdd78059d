package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.archive.RefusedLine;
import com.upcoach.archive.Tally;
import com.upcoach.book.BookEdit;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.book.Pause;
import com.upcoach.habit.Habits;
import com.upcoach.habit.ScheduleJson;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.DateRange;
import com.upcoach.streak.Run;
import com.upcoach.streak.WallClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Takes an archive over into a member's book.
///
/// Nothing that is there already is touched: a habit of an earlier import gets only the days that
/// it has not, so importing twice changes nothing.
final class Taking {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NOTE = 5_000;

    private final BookEdit edit;
    private final Archive archive;
    private final Instant now;
    private final Map<String, UUID> ids = new HashMap<>();
    private final List<RefusedLine> refused;
    private final List<String> notes;
    private long taken;
    private long alreadyThere;
    private long refusedHere;

    Taking(BookEdit edit, Archive archive) {
        this.edit = edit;
        this.archive = archive;
        this.now = edit.now().truncatedTo(ChronoUnit.MILLIS);
        this.refused = new ArrayList<>(archive.refused());
        this.notes = new ArrayList<>(archive.notes());
    }

    /// Takes everything, and says what became of it.
    ImportReport report() {
        List<ImportReport.HabitLine> lines = new ArrayList<>();
        for (int place = 0; place < archive.habits().size(); place++) {
            take(archive.habits().get(place), place).ifPresent(lines::add);
        }
        archive.pauses().forEach(this::take);
        compareStreaks(lines);
        Tally tally = archive.tally();
        long notCheckIns = tally.notCheckIns().values().stream().mapToLong(Long::longValue).sum();
        return new ImportReport(
                archive.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                lines,
                new ImportReport.Records(
                        tally.total(),
                        taken,
                        alreadyThere,
                        tally.repeated(),
                        notCheckIns,
                        tally.refused() + refusedHere),
                archive.repeated(),
                List.copyOf(refused),
                List.copyOf(notes));
    }

    private Optional<ImportReport.HabitLine> take(Archive.Habit source, int place) {
        UUID id = idOf(source);
        boolean added = edit.habit(id).isEmpty();
        if (added && edit.habitCount() >= Habits.MOST_HABITS) {
            refuse(
                    source.title(),
                    source.key(),
                    "there are %d habits, the most there may be".formatted(Habits.MOST_HABITS));
            refusedHere += source.entries().size();
            return Optional.empty();
        }
        if (added) {
            edit.add(habit(source, id, place));
        }
        ids.put(source.key(), id);
        return Optional.of(takeDays(source, edit.habit(id).orElseThrow(), added));
    }

    private ImportReport.HabitLine takeDays(Archive.Habit source, Habit habit, boolean added) {
        int days = 0;
        int there = 0;
        for (Archive.Entry entry : source.entries()) {
            if (edit.isRecorded(habit.id(), entry.day())) {
                there++;
            } else if (outside(habit, entry.day()).isPresent()) {
                refuse(
                        source.title() + " " + entry.day(),
                        String.valueOf(entry.amount()),
                        outside(habit, entry.day()).get());
                refusedHere++;
            } else if (!Amounts.inRange(entry.amount())) {
                refuse(
                        source.title() + " " + entry.day(),
                        String.valueOf(entry.amount()),
                        "the amount is not between 0 and 1e12");
                refusedHere++;
            } else {
                edit.record(checkIn(habit, entry));
                days++;
            }
        }
        taken += days;
        alreadyThere += there;
        return new ImportReport.HabitLine(
                habit.id(),
                habit.title(),
                ScheduleJson.write(habit.schedule()),
                added,
                days,
                there,
                null);
    }

    private Optional<String> outside(Habit habit, LocalDate day) {
        if (day.isAfter(edit.today())) {
            return Optional.of("the day has not begun on your wall");
        }
        if (day.isBefore(habit.start())) {
            return Optional.of("the day lies before the habit's first day, " + habit.start());
        }
        if (habit.end() != null && day.isAfter(habit.end())) {
            return Optional.of("the day lies after the habit's last day, " + habit.end());
        }
        return Optional.empty();
    }

    /// An earlier import of the same habit gave it the same id.
    private UUID idOf(Archive.Habit source) {
        return archive.source() == Archive.Source.UPCOACH
                ? UUID.fromString(source.key())
                : UUID.nameUUIDFromBytes(
                        (archive.source().name() + "/" + source.key())
                                .getBytes(StandardCharsets.UTF_8));
    }

    /// @param place in the source: habits keep its order, by the instant they were made
    private Habit habit(Archive.Habit source, UUID id, int place) {
        Instant createdAt =
                Optional.ofNullable(source.createdAt())
                        .orElseGet(() -> now.minusMillis(archive.habits().size() - place));
        return new Habit(
                id,
                cut(source.title(), LONGEST_TITLE, source.title()),
                cut(source.note(), LONGEST_NOTE, source.title()),
                source.kind(),
                source.unit(),
                Math.min(source.target(), Amounts.LARGEST),
                source.unlogged(),
                source.color(),
                source.icon(),
                source.start() == null ? edit.today() : source.start(),
                source.end(),
                source.archived(),
                source.schedule(),
                1,
                createdAt);
    }

    private CheckIn checkIn(Habit habit, Archive.Entry entry) {
        WallClock wall = edit.book().wall();
        Archive.Stamp stamp =
                entry.stamp().orElseGet(() -> new Archive.Stamp(now, wall.zone(), wall.dayStart()));
        CheckIn checkIn =
                new CheckIn(
                        habit.id(),
                        entry.day(),
                        entry.amount(),
                        cut(entry.note(), LONGEST_NOTE, habit.title() + " " + entry.day()),
                        entry.skipped(),
                        stamp.at(),
                        stamp.zone().getId(),
                        stamp.dayStart());
        return entry.noteAlone() ? checkIn.onlyNote() : checkIn;
    }

    private void take(Archive.Pause source) {
        UUID id = UUID.fromString(source.id());
        UUID habitId = source.habit() == null ? null : ids.get(source.habit());
        boolean there = edit.pauses().stream().anyMatch(pause -> pause.id().equals(id));
        if (there || (habitId == null && source.habit() != null)) {
            return;
        }
        if (edit.pauses().size() >= Habits.MOST_PAUSES) {
            refuse("pauses", source.toString(), "there are as many pauses as there may be");
            return;
        }
        edit.pause(new Pause(id, habitId, new DateRange(source.from(), source.to())));
    }

    private String cut(String text, int most, String of) {
        if (text == null || text.length() <= most) {
            return text;
        }
        notes.add("A text of %s was longer than %d characters and was cut.".formatted(of, most));
        return text.substring(0, most);
    }

    private void refuse(String where, String what, String reason) {
        if (refused.size() < Archive.LISTED_AT_MOST) {
            refused.add(new RefusedLine(where, what, reason));
        }
    }

    /// Streaks are compared once all days and pauses are in.
    private void compareStreaks(List<ImportReport.HabitLine> lines) {
        Map<UUID, Archive.Habit> sources = new HashMap<>();
        archive.habits().forEach(source -> sources.put(ids.get(source.key()), source));
        lines.replaceAll(
                line ->
                        sources.get(line.id())
                                .streaks()
                                .map(theirs -> compared(line, sources.get(line.id()), theirs))
                                .orElse(line));
    }

    private ImportReport.HabitLine compared(
            ImportReport.HabitLine line, Archive.Habit source, List<Archive.Streak> theirs) {
        Set<LocalDate> met = new HashSet<>();
        source.entries().stream()
                .filter(entry -> !entry.skipped() && entry.amount() >= source.target())
                .forEach(entry -> met.add(entry.day()));
        List<Run> ours = edit.runs(line.id());
        return new ImportReport.HabitLine(
                line.id(),
                line.title(),
                line.schedule(),
                line.added(),
                line.taken(),
                line.alreadyThere(),
                StreakDifferences.compare(source.schedule(), met, theirs, ours));
    }
}
