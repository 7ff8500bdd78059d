package com.upcoach.checkin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.book.CheckIn;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;

/// Stored results of operations. They have one form for REST and GraphQL, so a repeated operation
/// gets the same result through either.
@Singleton
final class OperationResults {

  private static final int DONE = 200;

  private final Responses responses;
  private final ObjectMapper json;

  OperationResults(Responses responses, ObjectMapper json) {
    this.responses = responses;
    this.json = json;
  }

  /// @param superseded null unless a newer or equally new value stays on the day
  /// @param problem null where the operation was carried out
  record Result(
      UUID id,
      int status,
      @JsonInclude(JsonInclude.Include.NON_NULL) Superseded superseded,
      @JsonInclude(JsonInclude.Include.NON_NULL) Problem.Json problem) {}

  /// @param checkIn what the day held then; null where it was empty
  record Superseded(StoredCheckIn checkIn) {
    static Superseded by(Optional<CheckIn> existing) {
      return new Superseded(existing.map(StoredCheckIn::of).orElse(null));
    }

    /// The check-in for GraphQL; null where the day was empty.
    CheckIn read() {
      return checkIn == null ? null : checkIn.read();
    }
  }

  /// JSON form of a check-in in a stored result.
  record StoredCheckIn(
      UUID habitId,
      LocalDate day,
      double amount,
      String note,
      boolean skipped,
      Instant at,
      String zone) {

    static StoredCheckIn of(CheckIn checkIn) {
      return new StoredCheckIn(
          checkIn.habitId(),
          checkIn.day(),
          checkIn.amount(),
          checkIn.note(),
          checkIn.skipped(),
          checkIn.at(),
          checkIn.zone());
    }

    /// Converts it to a check-in. The start of its day is not included.
    CheckIn read() {
      return new CheckIn(habitId, day, amount, note, skipped, at, zone, LocalTime.MIDNIGHT);
    }
  }

  /// Serializes the result of an operation. The text is stored, and returned again for a repeated
  /// operation.
  String text(UUID id, Outcome<OfflineOperations.Applied> outcome) {
    Result result =
        switch (outcome) {
          case Outcome.Done<OfflineOperations.Applied>(var carried) ->
              new Result(
                  id, DONE, carried.superseded() ? Superseded.by(carried.existing()) : null, null);
          case Outcome.Refused<OfflineOperations.Applied>(var refusal) -> {
            Problem problem = responses.problem(refusal);
            yield new Result(id, problem.kind().status(), null, problem.json());
          }
        };
    try {
      return json.writeValueAsString(result);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a result must be serializable", broken);
    }
  }

  /// Parses a stored result.
  Result read(String text) {
    try {
      return json.readValue(text, Result.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a stored result must be readable", broken);
    }
  }
}
