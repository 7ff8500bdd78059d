package com.upcoach.http;

import com.upcoach.input.Parameters;
import com.upcoach.json.Selection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which fields the answer of each route can have: what `contracts/openapi.yaml` says of it, in
/// short. The whole of the contract takes a cold server half a second to read, which nobody is to
/// wait for.
@Singleton
public final class SelectableFields {

  private static final String FILE = "/contracts/fields.txt";

  private final Map<String, Selection> byRoute;

  SelectableFields() {
    try (InputStream file = SelectableFields.class.getResourceAsStream(FILE)) {
      this.byRoute =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(" ", 2))
              .collect(
                  Collectors.toUnmodifiableMap(
                      words -> words[0], words -> Selection.ofContract(words[1])));
    } catch (IOException broken) {
      throw new UncheckedIOException("the jar holds no " + FILE, broken);
    }
  }

  /// What is wanted of an answer.
  ///
  /// @param route as the contract has it
  /// @param fields as often as it was sent; null where it was not
  /// @throws com.upcoach.problem.InvalidRequest for what cannot be read, and for a field that the
  ///     answer cannot have
  public Selection wanted(String route, List<String> fields) {
    if (fields == null) {
      return Selection.WHOLE;
    }
    if (fields.size() > 1) {
      throw Parameters.invalid(Selection.PARAMETER, "must be sent once");
    }
    Selection known = byRoute.get(route);
    if (known == null) {
      throw new IllegalStateException(FILE + " has no " + route);
    }
    return Selection.of(fields.getFirst()).resolve(known);
  }
}
