package com.upcoach.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/// The encoding of JSON between systems: UTF-8 alone (RFC 8259, 8.1).
///
/// The parser guesses UTF-16 and UTF-32 from the first bytes, and takes overlong forms and
/// surrogates for characters; so bodies pass here first.
public final class JsonEncoding {

  private JsonEncoding() {}

  /// Refuses a body that is not UTF-8. A zero byte is never part of JSON in UTF-8, and always of
  /// JSON in UTF-16 and UTF-32.
  ///
  /// @throws InvalidRequest `malformed-json`, with the place of the first wrong byte
  public static void require(byte[] body) {
    int plain = 0;
    while (plain < body.length && body[plain] > 0) {
      plain++;
    }
    if (plain == body.length) {
      return;
    }
    int zero = plain;
    while (zero < body.length && body[zero] != 0) {
      zero++;
    }
    if (zero < body.length) {
      throw wrong(zero);
    }
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      // The text is thrown away: what the parser makes of the same bytes is the same.
      var _ =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes);
    } catch (CharacterCodingException malformed) {
      throw wrong(bytes.position());
    }
  }

  private static InvalidRequest wrong(int place) {
    return new InvalidRequest(
        Problem.of(
            ProblemKind.MALFORMED_JSON,
            "The body is not UTF-8 text: byte %d is wrong. Send JSON in UTF-8."
                .formatted(place + 1)));
  }
}
