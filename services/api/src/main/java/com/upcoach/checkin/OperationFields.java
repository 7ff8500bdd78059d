package com.upcoach.checkin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.outcome.Outcome;
import com.upcoach.problem.InvalidRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Reads check-ins and operations from requests.
final class OperationFields {

  static final int MAX_OPERATIONS = 500;

  private static final int MAX_NOTE_LENGTH = 5_000;

  private OperationFields() {}

  /// Reads the body of a single check-in.
  static Operation.Recording recording(byte[] body, UUID habitId, LocalDate day) {
    JsonInput fields = JsonInput.of(body);
    Operation.Recording recording = recording(fields, habitId, day, Optional.empty());
    fields.done();
    return recording;
  }

  /// Reads the fields that record a day. The object may have further fields.
  ///
  /// A note without an amount or a skip changes the note alone; a null note removes it. `"skipped":
  /// false` is the same as leaving the field out.
  static Operation.Recording recording(
      JsonInput fields, UUID habitId, LocalDate day, Optional<Instant> at) {
    Optional<Double> amount = fields.amount("amount");
    String note =
        fields.lines("note", 0, MAX_NOTE_LENGTH).filter(text -> !text.isEmpty()).orElse(null);
    boolean skipped = fields.flag("skipped").orElse(false);
    return fields.has("note") && amount.isEmpty() && !skipped
        ? new Operation.Note(habitId, day, note, at)
        : new Operation.Put(habitId, day, amount, note, skipped, at);
  }

  /// Reads the body of a bulk request. A malformed operation gets its own result. An operation
  /// without an id fails the whole request, because its result could not be assigned.
  ///
  /// @param habitId reads the field of that name
  static List<OfflineOperations.Numbered> operations(
      JsonInput fields, Function<JsonInput, Optional<UUID>> habitId) {
    fields.required("operations", Optional.of(true).filter(sent -> fields.has("operations")));
    List<ObjectNode> objects = fields.objects("operations", MAX_OPERATIONS);
    fields.done();
    Map<UUID, Outcome<Operation>> operationById = new HashMap<>();
    List<OfflineOperations.Numbered> operations = new ArrayList<>();
    for (int index = 0; index < objects.size(); index++) {
      ObjectNode object = objects.get(index);
      UUID id = id(object, index);
      operations.add(
          new OfflineOperations.Numbered(
              id, operationById.computeIfAbsent(id, first -> operation(object, habitId))));
    }
    return operations;
  }

  private static UUID id(ObjectNode object, int index) {
    JsonInput fields = JsonInput.of(object);
    return fields
        .uuid("id")
        .orElseThrow(
            () -> Parameters.invalidField("operations[%d].id".formatted(index), "must be a UUID"));
  }

  private static Outcome<Operation> operation(
      ObjectNode object, Function<JsonInput, Optional<UUID>> habitIdReader) {
    try {
      JsonInput fields = JsonInput.of(object);
      fields.uuid("id");
      Optional<String> op = fields.required("op", fields.word("op", List.of("put", "delete")));
      Optional<UUID> habitId = fields.required("habitId", habitIdReader.apply(fields));
      Optional<LocalDate> day = fields.required("day", fields.date("day"));
      // Check-ins are stored to the millisecond.
      Optional<Instant> at = fields.instant("at").map(sent -> sent.truncatedTo(ChronoUnit.MILLIS));
      Operation.Recording recording = recording(fields, habitId.orElse(null), day.orElse(null), at);
      fields.done();
      return Outcome.done(
          op.orElseThrow().equals("put")
              ? recording
              : new Operation.Delete(recording.habitId(), recording.day(), at));
    } catch (InvalidRequest invalid) {
      return Outcome.refused(new CheckInRefusal.Malformed(invalid.problem()));
    }
  }
}
