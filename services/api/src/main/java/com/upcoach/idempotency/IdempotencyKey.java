package com.upcoach.idempotency;

import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/// The header `Idempotency-Key`.
public final class IdempotencyKey {

  private static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  /// The key of a request, if it has one.
  ///
  /// @throws InvalidRequest unless it consists of 1 to 255 visible ASCII characters
  public static Optional<String> of(HttpHeaders headers) {
    return of(headers.getRequestHeader(HEADER));
  }

  /// @param lines values of the header; null or empty if it was not sent
  static Optional<String> of(List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      return Optional.empty();
    }
    String key = lines.getFirst();
    boolean fits = lines.size() == 1 && !key.isEmpty() && key.length() <= MAX_LENGTH;
    if (!fits || !key.chars().allMatch(IdempotencyKey::isVisible)) {
      throw Parameters.invalid(
          HEADER, "must be one of 1 to 255 visible ASCII characters, without spaces");
    }
    return Optional.of(key);
  }

  private static boolean isVisible(int character) {
    return character > ' ' && character <= '~';
  }
}
