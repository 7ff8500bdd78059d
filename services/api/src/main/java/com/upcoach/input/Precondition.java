package com.upcoach.input;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.util.List;

/// What a client says that it has seen of what it is about to change: the header `If-Match` (RFC
/// 9110, section 13.1.1). Without it a change would undo what somebody else has changed since.
///
/// The use case asks [#isMetBy] in the same step that writes, so that nobody changes it in
/// between.
public final class Precondition {

  private static final String WHATEVER = "*";

  private final String ifMatch;

  private Precondition(String ifMatch) {
    this.ifMatch = ifMatch;
  }

  /// @param lines of the header; null or empty where it was not sent
  /// @throws InvalidRequest where it was not sent
  public static Precondition required(List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      throw new InvalidRequest(
          Problem.of(
              ProblemKind.PRECONDITION_REQUIRED,
              "Say with If-Match which state you change: the ETag of the last answer"
                  + " to GET or PATCH, or * for any."));
    }
    return new Precondition(String.join(",", lines));
  }

  /// The same where nothing need be said: then any state will do.
  ///
  /// @param lines of the header; null or empty where it was not sent
  public static Precondition optional(List<String> lines) {
    return lines == null || lines.isEmpty() ? new Precondition(WHATEVER) : required(lines);
  }

  /// Whether what is there is what the client has seen.
  ///
  /// @param json all of it, as GET gives it
  public boolean isMetBy(byte[] json) {
    // To make a tag for nobody would be in vain.
    return ifMatch.equals(WHATEVER) || new CachedResponse(json).matchesIfMatch(ifMatch);
  }

  /// The entity tag of an answer that is sent as it is, in its quotes.
  ///
  /// @param json the answer
  public static String tag(byte[] json) {
    return new CachedResponse(json).body(ContentEncoding.IDENTITY).entityTag();
  }
}
