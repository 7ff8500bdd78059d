package com.upcoach.checkin;

import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/// Carries out what an offline device has gathered: in order, each operation answered on its own,
/// and a repeated operation answered as it was the first time, whatever has happened since.
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

    /// Carries the operations out, all in one write.
    ///
    /// @param answer what is kept and answered for an operation and its outcome
    /// @return the answers in the order of the operations
    Uni<List<String>> carryOut(
            UUID memberId,
            List<Numbered> operations,
            BiFunction<UUID, Outcome<Operation>, String> answer) {
        UUID[] ids = operations.stream().map(Numbered::id).distinct().toArray(UUID[]::new);
        Uni<Outcome<List<String>>> answered =
                books.changeReading(
                        memberId,
                        edit ->
                                store.answers(memberId, ids)
                                        .map(
                                                before ->
                                                        Outcome.done(
                                                                answers(
                                                                        edit,
                                                                        operations,
                                                                        before,
                                                                        answer))));
        return answered.map(
                outcome ->
                        switch (outcome) {
                            case Outcome.Done<List<String>>(List<String> answers) -> answers;
                            case Outcome.Refused<List<String>>(var refusal) ->
                                    throw new IllegalStateException(
                                            "refused as a whole: " + refusal);
                        });
    }

    private static List<String> answers(
            BookEdit edit,
            List<Numbered> operations,
            Map<UUID, String> before,
            BiFunction<UUID, Outcome<Operation>, String> answer) {
        Map<UUID, String> answers = new LinkedHashMap<>(before);
        for (Numbered operation : operations) {
            answers.computeIfAbsent(
                    operation.id(),
                    id -> {
                        String text = answer.apply(id, applied(edit, operation.asked()));
                        edit.answer(id, text);
                        return text;
                    });
        }
        return operations.stream().map(operation -> answers.get(operation.id())).toList();
    }

    private static Outcome<Operation> applied(BookEdit edit, Outcome<Operation> asked) {
        return switch (asked) {
            case Outcome.Refused<Operation> refused -> refused;
            case Outcome.Done<Operation>(Operation.Put put) ->
                    CheckIns.applied(edit, put).map(checkIn -> put);
            case Outcome.Done<Operation>(Operation.Delete delete) -> undone(edit, delete);
        };
    }

    /// Taking back what is not there is no refusal here: the device wants the day empty, and it is.
    private static Outcome<Operation> undone(BookEdit edit, Operation.Delete delete) {
        if (edit.habit(delete.habitId()).isEmpty()) {
            return Outcome.refused(new CheckInRefusal.UnknownHabit(delete.habitId()));
        }
        edit.undo(delete.habitId(), delete.day());
        return Outcome.done(delete);
    }
}
