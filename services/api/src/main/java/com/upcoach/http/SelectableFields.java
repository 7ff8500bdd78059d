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

/// The fields that a client can select from the response of each route: a short form of
/// `contracts/openapi.yaml`, which a cold server would need half a second to read.
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

  /// The selection of a request.
  ///
  /// @param route as the contract has it
  /// @param fields the values of the parameter; null where it was not sent
  /// @throws com.upcoach.problem.InvalidRequest for a value that cannot be parsed, and for a field
  ///     that the response does not have
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
