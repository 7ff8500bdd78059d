package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Mark;
import com.upcoach.streak.MemberClock;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Rules;
import com.upcoach.streak.Run;
import com.upcoach.streak.Streaks;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// An edit of a book in memory: the changes of a use case, in which later changes see the earlier
/// ones.
///
/// An edit writes nothing itself and lives for one attempt. When another writer was faster, the
/// retry begins a new edit from the newer book.
public final class BookEdit {

  private final Book book;
  private final Instant now;
  private final Map<UUID, Book.Page> pages;
  private final List<Pause> pauses;
  private DayOfWeek firstWeekday;
  private MemberClock memberClock;

  private final Set<UUID> touched = new LinkedHashSet<>();
  private final Set<UUID> defined = new LinkedHashSet<>();
  private final Set<UUID> removed = new LinkedHashSet<>();
  private final List<Pause> paused = new ArrayList<>();
  private final Set<UUID> resumed = new LinkedHashSet<>();
  private final Map<BookChanges.HabitDay, Optional<CheckIn>> checkIns = new LinkedHashMap<>();
  private final Map<BookChanges.HabitDay, Instant> deletions = new LinkedHashMap<>();
  private final Map<UUID, String> operationResults = new LinkedHashMap<>();
  private Optional<TransactionalStatement> alongside = Optional.empty();
  private Optional<Map<Standing, Integer>> storedPoints = Optional.empty();

  BookEdit(Book book, Instant now) {
    this.book = book;
    this.now = now;
    this.pages = new LinkedHashMap<>(book.pages());
    this.pauses = new ArrayList<>(book.pauses());
    this.firstWeekday = book.firstWeekday();
    this.memberClock = book.memberClock();
  }

  /// The time of this edit.
  public Instant now() {
    return now;
  }

  /// The member's current day, by the time zone and day start as edited so far.
  public LocalDate today() {
    return memberClock.dayOf(now);
  }

  /// The time zone and day start that decide the member's days, as edited so far.
  public MemberClock memberClock() {
    return memberClock;
  }

  /// The book as read, without this edit.
  public Book book() {
    return book;
  }

  /// The habit as edited so far.
  public Optional<Habit> habit(UUID id) {
    return Optional.ofNullable(pages.get(id)).map(Book.Page::habit);
  }

  public int habitCount() {
    return pages.size();
  }

  public List<Pause> pauses() {
    return List.copyOf(pauses);
  }

  /// Whether the day has a check-in, as edited so far.
  public boolean isRecorded(UUID habitId, LocalDate day) {
    return !page(habitId).ledger().mark(day).equals(Mark.NONE);
  }

  /// All runs of a habit, oldest first, as edited so far.
  public List<Run> runs(UUID habitId) {
    Book.Page page = page(habitId);
    return Streaks.runs(rules(page.habit()), page.ledger(), pausesOf(habitId), today());
  }

  /// Records a check-in; it replaces the day's earlier one.
  public void record(CheckIn checkIn) {
    Book.Page page = page(checkIn.habitId());
    Habit habit = page.habit();
    Mark mark = checkIn.mark(habit.kind(), habit.target());
    put(page.marked(checkIn.day(), mark).holding(checkIn));
    checkIns.put(new BookChanges.HabitDay(habit.id(), checkIn.day()), Optional.of(checkIn));
  }

  /// Undoes the check-in of a day.
  ///
  /// @return whether the day had a check-in
  public boolean undo(UUID habitId, LocalDate day) {
    Book.Page page = page(habitId);
    if (page.ledger().mark(day).equals(Mark.NONE)) {
      return false;
    }
    put(page.marked(day, Mark.NONE).without(day));
    checkIns.put(new BookChanges.HabitDay(habitId, day), Optional.empty());
    return true;
  }

  /// Stores when a day was emptied (a tombstone), so that an older operation cannot fill it again.
  public void recordDeletion(UUID habitId, LocalDate day, Instant at) {
    page(habitId);
    deletions.put(new BookChanges.HabitDay(habitId, day), at);
  }

  private void put(Book.Page page) {
    pages.put(page.habit().id(), page);
    touched.add(page.habit().id());
  }

  /// Adds a habit.
  ///
  /// @throws IllegalStateException where the book already has a habit with this id
  public void add(Habit habit) {
    if (pages.containsKey(habit.id())) {
      throw new IllegalStateException("habit " + habit.id() + " exists already");
    }
    pages.put(habit.id(), new Book.Page(habit, Ledger.EMPTY));
    defined.add(habit.id());
    touched.add(habit.id());
  }

  /// Changes a habit's definition.
  ///
  /// @param history all check-ins of the habit: their marks are recomputed
  public void redefine(Habit habit, List<CheckIn> history) {
    Book.Page page = page(habit.id());
    Ledger ledger = page.habit().marksDifferFrom(habit) ? ledgerOf(habit, history) : page.ledger();
    pages.put(habit.id(), new Book.Page(habit, ledger, page.latest()));
    defined.add(habit.id());
    touched.add(habit.id());
  }

  /// The ledger of a habit with exactly these check-ins.
  public static Ledger ledgerOf(Habit habit, List<CheckIn> history) {
    Map<LocalDate, Mark> marks = new LinkedHashMap<>();
    for (CheckIn checkIn : history) {
      marks.put(checkIn.day(), checkIn.mark(habit.kind(), habit.target()));
    }
    return Ledger.of(marks);
  }

  /// Recomputes ledgers, summaries and points, after the rules have changed.
  ///
  /// @param histories all check-ins, by habit
  /// @param stored the stored points, which may have been computed by older rules
  void recount(Map<UUID, List<CheckIn>> histories, Map<Standing, Integer> stored) {
    histories.forEach(
        (id, history) -> {
          Book.Page page = page(id);
          put(new Book.Page(page.habit(), ledgerOf(page.habit(), history), page.latest()));
        });
    storedPoints = Optional.of(Map.copyOf(stored));
  }

  /// Deletes a habit, with everything recorded for it.
  public void remove(UUID habitId) {
    page(habitId);
    pages.remove(habitId);
    pauses.removeIf(pause -> habitId.equals(pause.habitId()));
    removed.add(habitId);
    touched.add(habitId);
  }

  public void pause(Pause pause) {
    pauses.add(pause);
    paused.add(pause);
    touchCoveredBy(pause);
  }

  /// Deletes a pause, as if it had never been.
  ///
  /// @return whether there was a pause with that id
  public boolean resume(UUID pauseId) {
    Optional<Pause> found = pauses.stream().filter(pause -> pause.id().equals(pauseId)).findFirst();
    found.ifPresent(
        pause -> {
          pauses.remove(pause);
          resumed.add(pauseId);
          touchCoveredBy(pause);
        });
    return found.isPresent();
  }

  /// Changes the first day of the member's week.
  public void changeFirstWeekday(DayOfWeek weekday) {
    if (weekday == firstWeekday) {
      return;
    }
    firstWeekday = weekday;
    touched.addAll(pages.keySet());
  }

  /// Changes the time zone and day start that decide the member's days. The profile itself is
  /// written by [#alongside]. Days recorded before keep their dates; a date that the new zone left
  /// out is no longer a day.
  public void changeMemberClock(MemberClock other) {
    if (!memberClock.hasSameDaysAs(other)) {
      touched.addAll(pages.keySet());
    }
    memberClock = other;
  }

  /// Stores the result of an operation of an offline device, which repeats of it receive.
  public void recordResult(UUID operationId, String result) {
    operationResults.put(operationId, result);
  }

  /// Adds another package's statement to the transaction of this edit: both commit, or neither.
  public void alongside(TransactionalStatement statement) {
    alongside = Optional.of(statement);
  }

  private void touchCoveredBy(Pause pause) {
    pages.keySet().stream().filter(pause::covers).forEach(touched::add);
  }

  private Book.Page page(UUID habitId) {
    return Objects.requireNonNull(pages.get(habitId), () -> "no habit " + habitId);
  }

  /// Computes the rows to write.
  BookChanges finish() {
    List<CheckIn> recorded = new ArrayList<>();
    List<BookChanges.HabitDay> undone = new ArrayList<>();
    checkIns.forEach(
        (habitDay, checkIn) -> {
          if (pages.containsKey(habitDay.habitId())) {
            checkIn.ifPresentOrElse(recorded::add, () -> undone.add(habitDay));
          }
        });
    deletions.keySet().removeIf(habitDay -> !pages.containsKey(habitDay.habitId()));
    return new BookChanges(
        defined.stream().filter(pages::containsKey).map(id -> pages.get(id).habit()).toList(),
        Set.copyOf(removed),
        List.copyOf(paused),
        Set.copyOf(resumed),
        firstWeekday == book.firstWeekday() ? Optional.empty() : Optional.of(firstWeekday),
        recorded,
        undone,
        Map.copyOf(deletions),
        summaries(),
        points(),
        Map.copyOf(operationResults),
        alongside);
  }

  private Map<Standing, Integer> points() {
    return storedPoints
        .map(
            stored -> {
              PointsChange.Side nothing =
                  new PointsChange.Side(Map.of(), List.of(), firstWeekday, memberClock.zone());
              Map<Standing, Integer> gains =
                  new HashMap<>(new PointsChange(nothing, pageAfter()).of(pages.keySet()));
              stored.forEach((standing, points) -> gains.merge(standing, -points, Integer::sum));
              gains.values().removeIf(gain -> gain == 0);
              return gains;
            })
        .orElseGet(() -> new PointsChange(pageBefore(), pageAfter()).of(touched));
  }

  private List<BookChanges.SummaryRow> summaries() {
    LocalDate today = today();
    return touched.stream()
        .filter(pages::containsKey)
        .map(pages::get)
        .map(
            page ->
                new BookChanges.SummaryRow(
                    page.habit().id(),
                    Streaks.summarise(
                        rules(page.habit()), page.ledger(), pausesOf(page.habit().id()), today),
                    page.ledger(),
                    page.latest()))
        .toList();
  }

  private PointsChange.Side pageBefore() {
    return new PointsChange.Side(
        book.pages(), book.pauses(), book.firstWeekday(), book.memberClock().zone());
  }

  private PointsChange.Side pageAfter() {
    return new PointsChange.Side(pages, pauses, firstWeekday, memberClock.zone());
  }

  private Rules rules(Habit habit) {
    return habit.rules(firstWeekday, memberClock.zone());
  }

  private Pauses pausesOf(UUID habitId) {
    return Book.pausesOf(pauses, habitId);
  }
}
