package com.upcoach.checkin;

import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.CheckIn;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Applies the operations that an offline device has queued. They run in order and each gets
/// its own result. A repeated operation gets its first result again, whatever has happened since.
/// Of two operations on a day the later one wins, whatever their order.
@ApplicationScoped
public class OfflineOperations {

  private final Books books;
  private final CheckInStore store;

  public OfflineOperations(Books books, CheckInStore store) {
    this.books = books;
    this.store = store;
  }

  /// One operation with the id that the device gave it.
  ///
  /// @param operation the operation, or the refusal of a malformed one
  record Numbered(UUID id, Outcome<Operation> operation) {}

  /// Result of an operation that was carried out.
  ///
  /// @param superseded whether a newer or equally new value stays on the day
  /// @param existing what the day holds now
  record Applied(boolean superseded, Optional<CheckIn> existing) {}

  /// Applies all operations in one write.
  ///
  /// @param serializer serializes the stored result of an operation from its outcome
  /// @return the results in the order of the operations
  Uni<List<String>> applyOperations(
      UUID memberId,
      List<Numbered> operations,
      BiFunction<UUID, Outcome<Applied>, String> serializer) {
    return books
        .changeReading(memberId, edit -> applyOperations(edit, operations, serializer))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<List<String>>(List<String> results) -> results;
                  case Outcome.Refused<List<String>>(var refusal) ->
                      throw new IllegalStateException("refused as a whole: " + refusal);
                });
  }

  private Uni<Outcome<List<String>>> applyOperations(
      BookEdit edit,
      List<Numbered> operations,
      BiFunction<UUID, Outcome<Applied>, String> serializer) {
    UUID memberId = edit.book().memberId();
    UUID[] ids = operations.stream().map(Numbered::id).distinct().toArray(UUID[]::new);
    List<CheckInStore.Key> days = days(memberId, operations);
    Uni<Map<CheckInStore.Key, DayContent>> contents =
        days.isEmpty() ? Uni.createFrom().item(Map.of()) : store.contents(memberId, days);
    return Uni.combine()
        .all()
        .unis(store.results(memberId, ids), contents)
        .with((before, now) -> results(edit, operations, before, new HashMap<>(now), serializer))
        .map(Outcome::done);
  }

  /// The days on which the operations act.
  private static List<CheckInStore.Key> days(UUID memberId, List<Numbered> operations) {
    return operations.stream()
        .map(Numbered::operation)
        .flatMap(
            operation ->
                operation instanceof Outcome.Done<Operation>(Operation valid)
                    ? Stream.of(key(memberId, valid))
                    : Stream.empty())
        .distinct()
        .toList();
  }

  private static CheckInStore.Key key(UUID memberId, Operation operation) {
    return new CheckInStore.Key(memberId, operation.habitId(), operation.day());
  }

  private static List<String> results(
      BookEdit edit,
      List<Numbered> operations,
      Map<UUID, String> before,
      Map<CheckInStore.Key, DayContent> contents,
      BiFunction<UUID, Outcome<Applied>, String> serializer) {
    Map<UUID, String> results = new LinkedHashMap<>(before);
    for (Numbered operation : operations) {
      results.computeIfAbsent(
          operation.id(),
          id -> {
            String text = serializer.apply(id, applied(edit, operation.operation(), contents));
            edit.recordResult(id, text);
            return text;
          });
    }
    return operations.stream().map(operation -> results.get(operation.id())).toList();
  }

  /// Deleting an empty day is not refused here: the day is in the state that the device asked for.
  private static Outcome<Applied> applied(
      BookEdit edit, Outcome<Operation> operation, Map<CheckInStore.Key, DayContent> contents) {
    return switch (operation) {
      case Outcome.Refused<Operation>(var refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Operation>(Operation valid) -> {
        CheckInStore.Key day = key(edit.book().memberId(), valid);
        yield DayChange.of(edit, valid, contents.get(day))
            .map(
                change -> {
                  change.apply(edit);
                  contents.put(day, change.after());
                  return new Applied(change.superseded(), change.after().recorded());
                });
      }
    };
  }
}
