package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Mark;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Rules;
import com.upcoach.streak.Run;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.WallClock;
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

/// An edit of a book on its way: what a use case changes, later changes seeing the earlier ones.
///
/// Nothing is written by it. It lives for one attempt; when another writer was faster a new one
/// is made from the newer book.
public final class BookEdit {

  private final Book book;
  private final Instant now;
  private final Map<UUID, Book.Page> pages;
  private final List<Pause> pauses;
  private DayOfWeek firstWeekday;
  private WallClock wall;

  private final Set<UUID> touched = new LinkedHashSet<>();
  private final Set<UUID> defined = new LinkedHashSet<>();
  private final Set<UUID> removed = new LinkedHashSet<>();
  private final List<Pause> paused = new ArrayList<>();
  private final Set<UUID> resumed = new LinkedHashSet<>();
  private final Map<BookChanges.Spot, Optional<CheckIn>> spots = new LinkedHashMap<>();
  private final Map<BookChanges.Spot, Instant> deletions = new LinkedHashMap<>();
  private final Map<UUID, String> answers = new LinkedHashMap<>();
  private Optional<TransactionalStatement> alongside = Optional.empty();
  private Optional<Map<Standing, Integer>> storedPoints = Optional.empty();

  BookEdit(Book book, Instant now) {
    this.book = book;
    this.now = now;
    this.pages = new LinkedHashMap<>(book.pages());
    this.pauses = new ArrayList<>(book.pauses());
    this.firstWeekday = book.firstWeekday();
    this.wall = book.wall();
  }

  /// When this edit is made.
  public Instant now() {
    return now;
  }

  /// The member's current day, by the zone and day start that this edit leaves so far.
  public LocalDate today() {
    return wall.dayOf(now);
  }

  /// The zone and day start that decide the member's days, as this edit leaves them so far.
  public WallClock wall() {
    return wall;
  }

  /// The book as it was read, without this edit.
  public Book book() {
    return book;
  }

  /// The habit as this edit leaves it so far.
  public Optional<Habit> habit(UUID id) {
    return Optional.ofNullable(pages.get(id)).map(Book.Page::habit);
  }

  public int habitCount() {
    return pages.size();
  }

  public List<Pause> pauses() {
    return List.copyOf(pauses);
  }

  /// Whether the day holds anything, as this edit leaves it so far.
  public boolean isRecorded(UUID habitId, LocalDate day) {
    return !page(habitId).ledger().mark(day).equals(Mark.NONE);
  }

  /// All runs of a habit, oldest first, as this edit leaves it so far.
  public List<Run> runs(UUID habitId) {
    Book.Page page = page(habitId);
    return Streaks.runs(rules(page.habit()), page.ledger(), pausesOf(habitId), today());
  }

  /// Records a check-in, in place of what the day held before.
  public void record(CheckIn checkIn) {
    Book.Page page = page(checkIn.habitId());
    Habit habit = page.habit();
    Mark mark = checkIn.mark(habit.kind(), habit.target());
    put(page.marked(checkIn.day(), mark).holding(checkIn));
    spots.put(new BookChanges.Spot(habit.id(), checkIn.day()), Optional.of(checkIn));
  }

  /// Takes back what a day holds.
  ///
  /// @return whether the day held anything
  public boolean undo(UUID habitId, LocalDate day) {
    Book.Page page = page(habitId);
    if (page.ledger().mark(day).equals(Mark.NONE)) {
      return false;
    }
    put(page.marked(day, Mark.NONE).without(day));
    spots.put(new BookChanges.Spot(habitId, day), Optional.empty());
    return true;
  }

  /// Keeps when a day was emptied, so that an operation from before cannot fill it again.
  public void keepDeletion(UUID habitId, LocalDate day, Instant at) {
    page(habitId);
    deletions.put(new BookChanges.Spot(habitId, day), at);
  }

  private void put(Book.Page page) {
    pages.put(page.habit().id(), page);
    touched.add(page.habit().id());
  }

  /// Adds a habit.
  ///
  /// @throws IllegalStateException where the book has one with its id
  public void add(Habit habit) {
    if (pages.containsKey(habit.id())) {
      throw new IllegalStateException("habit " + habit.id() + " is there already");
    }
    pages.put(habit.id(), new Book.Page(habit, Ledger.EMPTY));
    defined.add(habit.id());
    touched.add(habit.id());
  }

  /// Changes a habit's definition.
  ///
  /// @param history all that is recorded for it: the amounts are weighed anew
  public void redefine(Habit habit, List<CheckIn> history) {
    Book.Page page = page(habit.id());
    Ledger ledger = page.habit().marksDifferFrom(habit) ? weighed(habit, history) : page.ledger();
    pages.put(habit.id(), new Book.Page(habit, ledger, page.latest()));
    defined.add(habit.id());
    touched.add(habit.id());
  }

  /// The ledger of a habit for which this is all that is recorded.
  public static Ledger weighed(Habit habit, List<CheckIn> history) {
    Map<LocalDate, Mark> marks = new LinkedHashMap<>();
    for (CheckIn checkIn : history) {
      marks.put(checkIn.day(), checkIn.mark(habit.kind(), habit.target()));
    }
    return Ledger.of(marks);
  }

  /// Works everything out anew, where the rules have changed.
  ///
  /// @param histories all that is recorded, by habit
  /// @param stored the points as they are stored, which may follow from older rules
  void recount(Map<UUID, List<CheckIn>> histories, Map<Standing, Integer> stored) {
    histories.forEach(
        (id, history) -> {
          Book.Page page = page(id);
          put(new Book.Page(page.habit(), weighed(page.habit(), history), page.latest()));
        });
    storedPoints = Optional.of(Map.copyOf(stored));
  }

  /// Takes a habit out, with everything recorded for it.
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

  /// Ends a pause as if it had never been.
  ///
  /// @return whether there was one with that id
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

  /// Moves the day that begins the member's week.
  public void weekBeginsOn(DayOfWeek weekday) {
    if (weekday == firstWeekday) {
      return;
    }
    firstWeekday = weekday;
    touched.addAll(pages.keySet());
  }

  /// Changes the zone and day start that decide the member's days; the profile itself is written
  /// by [#alongside]. Days recorded before keep their dates; a date that the new zone left out is
  /// no day any more.
  public void daysFollow(WallClock other) {
    if (!wall.hasDaysOf(other)) {
      touched.addAll(pages.keySet());
    }
    wall = other;
  }

  /// Keeps the answer to an operation of an offline device, for when it is sent again.
  public void answer(UUID operationId, String answer) {
    answers.put(operationId, answer);
  }

  /// Has another room's statement carried out with this edit's: both, or neither.
  public void alongside(TransactionalStatement statement) {
    alongside = Optional.of(statement);
  }

  private void touchCoveredBy(Pause pause) {
    pages.keySet().stream().filter(pause::covers).forEach(touched::add);
  }

  private Book.Page page(UUID habitId) {
    return Objects.requireNonNull(pages.get(habitId), () -> "no habit " + habitId);
  }

  /// Works out what is to be written.
  BookChanges finish() {
    List<CheckIn> recorded = new ArrayList<>();
    List<BookChanges.Spot> undone = new ArrayList<>();
    spots.forEach(
        (spot, checkIn) -> {
          if (pages.containsKey(spot.habitId())) {
            checkIn.ifPresentOrElse(recorded::add, () -> undone.add(spot));
          }
        });
    deletions.keySet().removeIf(spot -> !pages.containsKey(spot.habitId()));
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
        Map.copyOf(answers),
        alongside);
  }

  private Map<Standing, Integer> points() {
    return storedPoints
        .map(
            stored -> {
              PointsChange.Side nothing =
                  new PointsChange.Side(Map.of(), List.of(), firstWeekday, wall.zone());
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
        book.pages(), book.pauses(), book.firstWeekday(), book.wall().zone());
  }

  private PointsChange.Side pageAfter() {
    return new PointsChange.Side(pages, pauses, firstWeekday, wall.zone());
  }

  private Rules rules(Habit habit) {
    return habit.rules(firstWeekday, wall.zone());
  }

  private Pauses pausesOf(UUID habitId) {
    return Book.pausesOf(pauses, habitId);
  }
}
