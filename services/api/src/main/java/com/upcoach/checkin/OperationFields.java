package com.upcoach.checkin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.edge.Fields;
import com.upcoach.edge.InvalidRequest;
import com.upcoach.edge.Parameters;
import com.upcoach.outcome.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Reads check-ins and operations from requests.
final class OperationFields {

    static final int MOST_OPERATIONS = 500;

    private static final int LONGEST_NOTE = 5_000;

    private OperationFields() {}

    /// The body of a single check-in.
    static Operation.Put put(byte[] body, UUID habitId, LocalDate day) {
        Fields fields = Fields.of(body);
        Operation.Put put = put(fields, habitId, day);
        fields.done();
        return put;
    }

    /// What is recorded of a day; other fields may stand beside it.
    static Operation.Put put(Fields fields, UUID habitId, LocalDate day) {
        return new Operation.Put(
                habitId,
                day,
                fields.amount("amount"),
                fields.lines("note", 0, LONGEST_NOTE).filter(note -> !note.isEmpty()).orElse(null),
                fields.flag("skipped").orElse(false));
    }

    /// The body of a bulk request. What is wrong within one operation is that one's answer; only
    /// an operation without an id of its own spoils the request, as nobody could be told about
    /// it.
    ///
    /// @param habitId reads the field of that name
    static List<OfflineOperations.Numbered> operations(
            Fields fields, Function<Fields, Optional<UUID>> habitId) {
        fields.required("operations", Optional.of(true).filter(sent -> fields.has("operations")));
        List<ObjectNode> objects = fields.objects("operations", MOST_OPERATIONS);
        fields.done();
        Map<UUID, Outcome<Operation>> asked = new HashMap<>();
        List<OfflineOperations.Numbered> operations = new ArrayList<>();
        for (int place = 0; place < objects.size(); place++) {
            ObjectNode object = objects.get(place);
            UUID id = id(object, place);
            operations.add(
                    new OfflineOperations.Numbered(
                            id, asked.computeIfAbsent(id, first -> operation(object, habitId))));
        }
        return operations;
    }

    private static UUID id(ObjectNode object, int place) {
        Fields fields = Fields.of(object);
        return fields.uuid("id")
                .orElseThrow(
                        () ->
                                Parameters.invalidField(
                                        "operations[%d].id".formatted(place), "must be a UUID"));
    }

    private static Outcome<Operation> operation(
            ObjectNode object, Function<Fields, Optional<UUID>> reading) {
        try {
            Fields fields = Fields.of(object);
            fields.uuid("id");
            Optional<String> op = fields.required("op", fields.text("op", 1, 10));
            Optional<UUID> habitId = fields.required("habitId", reading.apply(fields));
            Optional<LocalDate> day = fields.required("day", fields.date("day"));
            Operation.Put put = put(fields, habitId.orElse(null), day.orElse(null));
            op.filter(word -> !word.equals("put") && !word.equals("delete"))
                    .ifPresent(word -> fields.wrong("op", "must be put or delete"));
            fields.done();
            return Outcome.done(
                    op.orElseThrow().equals("put")
                            ? put
                            : new Operation.Delete(put.habitId(), put.day()));
        } catch (InvalidRequest wrong) {
            return Outcome.refused(new CheckInRefusal.Malformed(wrong.problem()));
        }
    }
}
