package com.upcoach.transfer;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/// Keeps account while a source is read: each record is entered exactly once, in one column.
final class Ledger {

    private final ImportLimits limits;
    private final Map<String, Long> notCheckIns = new TreeMap<>();
    private final List<RepeatedLine> repeatedLines = new ArrayList<>();
    private final List<RefusedLine> refusedLines = new ArrayList<>();
    private final SequencedSet<String> notes = new LinkedHashSet<>();
    private long total;
    private long taken;
    private long repeated;
    private long refused;

    Ledger(ImportLimits limits) {
        this.limits = limits;
    }

    /// The text, or its beginning where it is longer than a list repeats, fit to be kept.
    static String quoted(String text) {
        int length = Math.min(text.length(), Archive.QUOTED_CHARS);
        return Objects.requireNonNullElse(SourceText.orNull(text.substring(0, length)), "");
    }

    void taken() throws IOException {
        count();
        taken++;
    }

    void repeated(RepeatedLine line) throws IOException {
        count();
        repeated++;
        if (repeatedLines.size() < Archive.LISTED_AT_MOST) {
            repeatedLines.add(line);
        }
    }

    void notACheckIn(String word) throws IOException {
        count();
        notCheckIns.merge(word, 1L, Long::sum);
    }

    /// A check-in record that cannot be read.
    void refused(String where, String what, String reason) throws IOException {
        count();
        refused++;
        list(where, what, reason);
    }

    /// Something other than a check-in record that cannot be read: a habit, a stored streak.
    void refusedBesides(String where, String what, String reason) {
        list(where, what, reason);
    }

    void note(String sentence) {
        if (notes.size() < Archive.LISTED_AT_MOST) {
            notes.add(sentence);
        }
    }

    Archive archive(
            Archive.Source source, Optional<Archive.Member> member, List<Archive.Habit> habits) {
        return archive(source, member, habits, List.of());
    }

    Archive archive(
            Archive.Source source,
            Optional<Archive.Member> member,
            List<Archive.Habit> habits,
            List<Archive.Pause> pauses) {
        Tally tally = new Tally(total, taken, repeated, notCheckIns, refused);
        return new Archive(
                source,
                member,
                habits,
                pauses,
                tally,
                repeatedLines,
                refusedLines,
                List.copyOf(notes));
    }

    private void list(String where, String what, String reason) {
        if (refusedLines.size() < Archive.LISTED_AT_MOST) {
            refusedLines.add(new RefusedLine(where, what, reason));
        }
    }

    private void count() throws IOException {
        total++;
        if (total > limits.records()) {
            throw RefusedWhole.tooLarge("records", limits.records());
        }
    }

    /// The days of one habit as they come in; of two records of one day the later one stays.
    final class Days {
        private final String title;
        private final TreeMap<LocalDate, Archive.Entry> byDay = new TreeMap<>();

        Days(String title) {
            this.title = title;
        }

        void take(String where, Archive.Entry entry) throws IOException {
            Archive.Entry earlier = byDay.put(entry.day(), entry);
            if (earlier == null) {
                taken();
                return;
            }
            String what =
                    (earlier.skipped() ? "skipped" : String.valueOf(earlier.amount()))
                            + (earlier.note() == null ? "" : ", " + earlier.note());
            repeated(new RepeatedLine(title, entry.day(), where, what, earlier.equals(entry)));
        }

        List<Archive.Entry> entries() {
            return List.copyOf(byDay.values());
        }

        LocalDate firstDay() {
            return byDay.isEmpty() ? null : byDay.firstKey();
        }
    }
}
