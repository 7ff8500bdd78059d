package com.upcoach.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/// Checks that a JSON body is UTF-8, the only encoding between systems (RFC 8259, 8.1).
///
/// The JSON parser detects UTF-16 and UTF-32 from the first bytes, and accepts overlong forms and
/// encoded surrogates. Therefore every body is checked here first.
public final class JsonEncoding {

  private JsonEncoding() {}

  /// Refuses a body that is not UTF-8. JSON in UTF-8 contains no zero byte; JSON in UTF-16 and
  /// UTF-32 always does.
  ///
  /// @throws InvalidRequest `malformed-json`, with the position of the first invalid byte
  public static void require(byte[] body) {
    int asciiEnd = 0;
    while (asciiEnd < body.length && body[asciiEnd] > 0) {
      asciiEnd++;
    }
    if (asciiEnd == body.length) {
      return;
    }
    int zero = asciiEnd;
    while (zero < body.length && body[zero] != 0) {
      zero++;
    }
    if (zero < body.length) {
      throw invalid(zero);
    }
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      // Only a check: the parser decodes the same bytes again.
      var _ =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes);
    } catch (CharacterCodingException malformed) {
      throw invalid(bytes.position());
    }
  }

  private static InvalidRequest invalid(int index) {
    return new InvalidRequest(
        Problem.of(
            ProblemKind.MALFORMED_JSON,
            "The body is not UTF-8 text: byte %d is invalid. Send JSON in UTF-8."
                .formatted(index + 1)));
  }
}
