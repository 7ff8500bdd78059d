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

/// Carries out what an offline device has gathered: in order, each operation answered on its own,
/// and a repeated operation answered as it was the first time, whatever has happened since. Of two
/// operations on a day the one that was done later stays, whichever comes first.
@ApplicationScoped
public class OfflineOperations {

  private final Books books;
  private final CheckInStore store;

  public OfflineOperations(Books books, CheckInStore store) {
    this.books = books;
    this.store = store;
  }

  /// One operation as the device numbered it.
  ///
  /// @param asked the operation, or the refusal that its form already earned
  record Numbered(UUID id, Outcome<Operation> asked) {}

  /// What became of an operation that was carried out.
  ///
  /// @param superseded whether something as new, or newer, stays on the day
  /// @param there what the day holds now
  record Carried(boolean superseded, Optional<CheckIn> there) {}

  /// Carries the operations out, all in one write.
  ///
  /// @param answer what is kept and answered for an operation and its outcome
  /// @return the answers in the order of the operations
  Uni<List<String>> carryOut(
      UUID memberId, List<Numbered> operations, BiFunction<UUID, Outcome<Carried>, String> answer) {
    UUID[] ids = operations.stream().map(Numbered::id).distinct().toArray(UUID[]::new);
    List<CheckInStore.Key> days = days(memberId, operations);
    Uni<Outcome<List<String>>> answered =
        books.changeReading(
            memberId,
            edit ->
                Uni.combine()
                    .all()
                    .unis(
                        store.answers(memberId, ids),
                        days.isEmpty()
                            ? Uni.createFrom().item(Map.<CheckInStore.Key, DayContent>of())
                            : store.contents(memberId, days))
                    .with(
                        (before, contents) ->
                            Outcome.done(
                                answers(
                                    edit, operations, before, new HashMap<>(contents), answer))));
    return answered.map(
        outcome ->
            switch (outcome) {
              case Outcome.Done<List<String>>(List<String> answers) -> answers;
              case Outcome.Refused<List<String>>(var refusal) ->
                  throw new IllegalStateException("refused as a whole: " + refusal);
            });
  }

  /// The days that the operations are about.
  private static List<CheckInStore.Key> days(UUID memberId, List<Numbered> operations) {
    return operations.stream()
        .map(Numbered::asked)
        .flatMap(
            asked ->
                asked instanceof Outcome.Done<Operation>(Operation operation)
                    ? Stream.of(key(memberId, operation))
                    : Stream.empty())
        .distinct()
        .toList();
  }

  private static CheckInStore.Key key(UUID memberId, Operation operation) {
    return new CheckInStore.Key(memberId, operation.habitId(), operation.day());
  }

  private static List<String> answers(
      BookEdit edit,
      List<Numbered> operations,
      Map<UUID, String> before,
      Map<CheckInStore.Key, DayContent> contents,
      BiFunction<UUID, Outcome<Carried>, String> answer) {
    Map<UUID, String> answers = new LinkedHashMap<>(before);
    for (Numbered operation : operations) {
      answers.computeIfAbsent(
          operation.id(),
          id -> {
            String text = answer.apply(id, applied(edit, operation.asked(), contents));
            edit.recordResult(id, text);
            return text;
          });
    }
    return operations.stream().map(operation -> answers.get(operation.id())).toList();
  }

  /// Taking back what is not there is no refusal here: the device wants the day empty, and it is.
  private static Outcome<Carried> applied(
      BookEdit edit, Outcome<Operation> asked, Map<CheckInStore.Key, DayContent> contents) {
    return switch (asked) {
      case Outcome.Refused<Operation>(var refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Operation>(Operation operation) -> {
        CheckInStore.Key day = key(edit.book().memberId(), operation);
        yield DayChange.of(edit, operation, contents.get(day))
            .map(
                change -> {
                  change.apply(edit);
                  contents.put(day, change.after());
                  return new Carried(change.superseded(), change.after().recorded());
                });
      }
    };
  }
}
