package com.upcoach.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Objects;

/// A strict JSON parser with limits, for input of any origin.
///
/// It reads UTF-8 only, and refuses an object with the same name twice. It limits nesting and the
/// length of texts and numbers.
public final class BoundedJson {

  private static final int MAX_NUMBER_LENGTH = 64;
  private static final int MAX_MESSAGE = 300;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final JsonMapper mapper;

  public BoundedJson(int maxNesting, int maxTextLength) {
    mapper =
        new JsonMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(maxNesting)
                        .maxStringLength(maxTextLength)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
  }

  /// Parses the body of a request, which holds one JSON value.
  ///
  /// @param body null for none
  /// @throws InvalidRequest `malformed-json`, with the position of the fault
  public JsonNode parse(byte[] body) {
    byte[] sent = Objects.requireNonNullElse(body, new byte[0]);
    JsonEncoding.require(sent);
    try (JsonParser parser = mapper.createParser(sent)) {
      JsonNode tree = mapper.readTree(parser);
      if (tree == null) {
        throw malformed("The body is empty; send JSON.");
      }
      if (parser.nextToken() != null) {
        throw malformed("The body continues after its JSON value; send one value only.");
      }
      return tree;
    } catch (JsonProcessingException invalid) {
      throw malformed(reason(invalid) + place(invalid.getLocation()));
    } catch (IOException unreadable) {
      throw malformed("The body is not UTF-8 text.");
    }
  }

  /// A parser for a file that is too large for a tree. It skips a byte order mark.
  ///
  /// It throws [java.nio.charset.CharacterCodingException] for bytes that are not UTF-8, and
  /// [JsonProcessingException] for everything else that it refuses.
  public JsonParser parser(InputStream file) throws IOException {
    BufferedReader text = new BufferedReader(new InputStreamReader(file, UTF_8.newDecoder()));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return mapper.createParser(text);
  }

  private static InvalidRequest malformed(String detail) {
    return new InvalidRequest(Problem.of(ProblemKind.MALFORMED_JSON, detail));
  }

  /// The position of a syntax error.
  ///
  /// @param location null if a limit was exceeded
  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /// What is wrong with the JSON. The message of the parser quotes the input and may name a setting
  /// of the parser, so it is truncated and the setting is left out.
  public static String reason(JsonProcessingException invalid) {
    String message = invalid.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
