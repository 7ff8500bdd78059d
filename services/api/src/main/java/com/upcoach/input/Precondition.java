package com.upcoach.input;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.util.List;

/// The precondition of a change: the header `If-Match` (RFC 9110, section 13.1.1), an optimistic
/// lock. It states which version of a resource the client has seen. Without it, a change could
/// overwrite a concurrent change (lost update).
///
/// The use case calls [#isMetBy] in the same step that writes, so no change can happen in between.
public final class Precondition {

  private static final String ANY = "*";

  private final String ifMatch;

  private Precondition(String ifMatch) {
    this.ifMatch = ifMatch;
  }

  /// A mandatory precondition.
  ///
  /// @param lines of the header; null or empty if it was not sent
  /// @throws InvalidRequest if it was not sent
  public static Precondition required(List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      throw new InvalidRequest(
          Problem.of(
              ProblemKind.PRECONDITION_REQUIRED,
              "Send the header If-Match with the ETag of the last response to GET or PATCH,"
                  + " or with * to change any version."));
    }
    return new Precondition(String.join(",", lines));
  }

  /// An optional precondition; if it was not sent, every version meets it.
  ///
  /// @param lines of the header; null or empty if it was not sent
  public static Precondition optional(List<String> lines) {
    return lines == null || lines.isEmpty() ? new Precondition(ANY) : required(lines);
  }

  /// Whether the current version of the resource meets the precondition.
  ///
  /// @param json the whole resource, as GET returns it
  public boolean isMetBy(byte[] json) {
    // Computes the entity tag only if it is compared.
    return ifMatch.equals(ANY) || new CachedResponse(json).matchesIfMatch(ifMatch);
  }
}
