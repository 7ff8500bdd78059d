package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonResponse;
import com.upcoach.json.JsonWriter;
import com.upcoach.json.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;

/// Compares hand-written JSON writers with Jackson, for random values. A failure prints its seed;
/// repeat it with `-Dseed=…`.
public final class JacksonComparison {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int ROUNDS = 3_000;
  private static final JsonMapper JSON = new JsonMapper();

  private JacksonComparison() {}

  /// Fails if the bytes of any value differ from Jackson's bytes of the record, for the whole value
  /// or for a selection of its fields.
  public static <T> void same(
      Function<RandomResponses, T> values,
      JsonWriter<T> writer,
      Function<? super T, Object> record) {
    RandomResponses answers = new RandomResponses(SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      T value = values.apply(answers);
      String place = "value " + round + " of -Dseed=" + SEED + ": " + value;
      byte[] whole = WireRecords.bytes(record.apply(value));
      assertEquals(
          new String(whole, StandardCharsets.UTF_8),
          new String(JsonBytes.of(value, writer), StandardCharsets.UTF_8),
          place);
      sameInPart(tree(whole), new JsonResponse<>(value, writer, false), random, place);
    }
  }

  /// Fails if other than the selected fields are written.
  private static void sameInPart(
      JsonNode whole, JsonResponse<?> answer, Random random, String place) {
    FieldTree known = FieldTree.in(whole);
    if (!known.fields().isEmpty()) {
      FieldTree some = known.some(random);
      assertEquals(
          some.of(whole, false),
          tree(answer.bytes(Selection.of(some.toString()))),
          () -> some + " of " + place);
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(new String(json, StandardCharsets.UTF_8), broken);
    }
  }
}
