package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.book.Book;
import com.upcoach.streak.Mark;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Matches the habits of a source with the habits of earlier imports.
///
/// A habit is identified by its key. A habit of another tracker is also matched by its name and
/// days, so that a backup and a CSV of the same data become one history. Where several habits of a
/// file have one name, they are matched by days first and by order second.
final class HabitMatching {

  /// Minimum share of days that two records of one habit have in common.
  private static final double MIN_SHARED_DAYS = 0.8;

  /// UUID version of ids derived from a key. Ids that members and their devices choose have other
  /// versions.
  private static final int IMPORTED_ID_VERSION = 3;

  private final Book book;
  private final Archive archive;
  private final Map<Integer, Match> matches = new HashMap<>();
  private final Set<UUID> claimed = new HashSet<>();

  /// @param book before the import
  HabitMatching(Book book, Archive archive) {
    this.book = book;
    this.archive = archive;
  }

  /// The habit of the book that a source's habit is imported into.
  ///
  /// @param id of an existing habit, or of a new one
  /// @param how the way it was matched
  record Match(UUID id, MatchKind how) {}

  /// Ways in which a habit is matched.
  enum MatchKind {
    BY_KEY,
    BY_NAME_AND_DAYS,
    NEW,
    /// New although another habit has this name, because their days differ.
    NEW_BESIDE_NAMESAKE
  }

  /// The match of each habit, in the order of the source.
  List<Match> matches() {
    List<Archive.Habit> sources = archive.habits();
    Map<String, Integer> titles = new HashMap<>();
    sources.forEach(source -> titles.merge(source.title(), 1, Integer::sum));
    boolean keysHoldOrder = archive.source() == Archive.Source.LOOP_CSV;
    for (int i = 0; i < sources.size(); i++) {
      if (!keysHoldOrder || titles.get(sources.get(i).title()) == 1) {
        matchByKey(i);
      }
    }
    if (archive.source() != Archive.Source.UPCOACH) {
      matchByDays();
    }
    for (int i = 0; i < sources.size(); i++) {
      matchByKey(i);
    }
    List<Match> inOrder = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Match match = matches.get(i);
      inOrder.add(match == null ? newMatch(sources.get(i)) : match);
    }
    return inOrder;
  }

  private void matchByKey(int source) {
    UUID id = idOf(archive.habits().get(source).key());
    if (!matches.containsKey(source) && book.page(id).isPresent() && claimed.add(id)) {
      matches.put(source, new Match(id, MatchKind.BY_KEY));
    }
  }

  /// A habit of the source and one of the book that may be the same.
  private record Candidate(int source, UUID id, long shared) {}

  private void matchByDays() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < archive.habits().size(); i++) {
      if (!matches.containsKey(i)) {
        candidates.addAll(candidatesOf(i));
      }
    }
    candidates.sort(Comparator.comparingLong(Candidate::shared).reversed());
    for (Candidate candidate : candidates) {
      if (!matches.containsKey(candidate.source()) && claimed.add(candidate.id())) {
        matches.put(candidate.source(), new Match(candidate.id(), MatchKind.BY_NAME_AND_DAYS));
      }
    }
  }

  private List<Candidate> candidatesOf(int index) {
    Archive.Habit source = archive.habits().get(index);
    List<Book.Page> namesakes =
        book.pages().values().stream()
            .filter(page -> page.habit().id().version() == IMPORTED_ID_VERSION)
            .filter(page -> page.habit().title().equals(titleOf(source)))
            .filter(page -> page.habit().kind() == source.kind())
            .filter(page -> !claimed.contains(page.habit().id()))
            .toList();
    List<Candidate> candidates = new ArrayList<>();
    for (Book.Page page : namesakes) {
      long shared =
          source.entries().stream().filter(entry -> isRecorded(page, entry.day())).count();
      long fewer = Math.min(source.entries().size(), recordedDays(page));
      boolean same =
          fewer == 0 ? namesakes.size() == 1 : shared >= Math.ceil(MIN_SHARED_DAYS * fewer);
      if (same) {
        candidates.add(new Candidate(index, page.habit().id(), shared));
      }
    }
    return candidates;
  }

  private static boolean isRecorded(Book.Page page, LocalDate day) {
    return !page.ledger().mark(day).equals(Mark.NONE);
  }

  private static long recordedDays(Book.Page page) {
    Optional<LocalDate> first = page.ledger().first();
    if (first.isEmpty()) {
      return 0;
    }
    return first
        .get()
        .datesUntil(page.ledger().last().orElseThrow().plusDays(1))
        .filter(day -> isRecorded(page, day))
        .count();
  }

  private Match newMatch(Archive.Habit source) {
    UUID id = idOf(source.key());
    for (int twin = 2; book.page(id).isPresent() || !claimed.add(id); twin++) {
      id = idOf(source.key() + "\n" + twin);
    }
    boolean namesake =
        archive.source() != Archive.Source.UPCOACH
            && book.pages().values().stream()
                .anyMatch(
                    page ->
                        page.habit().title().equals(titleOf(source))
                            && !claimed.contains(page.habit().id()));
    return new Match(id, namesake ? MatchKind.NEW_BESIDE_NAMESAKE : MatchKind.NEW);
  }

  private static String titleOf(Archive.Habit source) {
    return ArchiveImporter.title(source);
  }

  /// The id derived from a key, the same at every import.
  private UUID idOf(String key) {
    return archive.source() == Archive.Source.UPCOACH && !key.contains("\n")
        ? UUID.fromString(key)
        : UUID.nameUUIDFromBytes(
            (archive.source().name() + "/" + key).getBytes(StandardCharsets.UTF_8));
  }
}
