package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.json.Selection;
import com.upcoach.server.Api;
import com.upcoach.server.Contract;
import com.upcoach.server.FieldTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SelectableFieldsTest {

  private static final Path PAGE = Path.of("../../contracts/fields.txt");
  private static final Path RIGHT = Path.of("target/fields.txt");

  @Test
  void fields_txt_agrees_with_the_contract() throws IOException {
    String right = page(Contract.read());
    Files.writeString(RIGHT, right);
    assertEquals(
        right,
        Files.readString(PAGE),
        () -> "the contract has changed: cp services/api/" + RIGHT + " contracts/");
  }

  @Test
  void an_added_removed_or_moved_field_is_detected() {
    String text = Contract.text();
    for (String[] planted :
        new String[][] {
          {"        score: {$ref: '#/components/schemas/Score'}\n", ""},
          {"        hitRate:", "        hits:"},
          {"        - $ref: '#/components/parameters/fields'\n", ""},
          {
            "items: {$ref: '#/components/schemas/Run'}",
            "items: {$ref: '#/components/schemas/Rate'}"
          },
        }) {
      assertTrue(text.contains(planted[0]), planted[0]);
      assertNotEquals(
          page(Contract.read()),
          page(Contract.of(text.replace(planted[0], planted[1]))),
          planted[0]);
    }
  }

  @Test
  void every_read_of_json_takes_fields_and_nothing_else_does() {
    for (Contract.Operation operation : Api.CONTRACT.operations()) {
      assertEquals(
          isRead(operation),
          takesFields(Api.CONTRACT, operation),
          () -> operation.method() + " " + operation.path());
    }
  }

  @Test
  void every_line_is_a_valid_selection_of_all_its_fields() throws IOException {
    Files.readAllLines(PAGE).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .forEach(all -> assertEquals(all, Selection.of(all).toString()));
  }

  private static boolean isRead(Contract.Operation operation) {
    return operation.method().equals("GET")
        && operation.path().startsWith("/v1/")
        && operation.node().at("/responses/200/content").has("application/json");
  }

  private static boolean takesFields(Contract contract, Contract.Operation operation) {
    return operation
        .node()
        .path("parameters")
        .valueStream()
        .map(contract::resolved)
        .map(parameter -> parameter.get("name").textValue())
        .anyMatch(Selection.PARAMETER::equals);
  }

  /// The page as the contract has it.
  private static String page(Contract contract) {
    return contract.operations().stream()
        .filter(operation -> takesFields(contract, operation))
        .map(operation -> operation.path() + ' ' + known(contract, operation) + '\n')
        .sorted()
        .collect(Collectors.joining());
  }

  private static FieldTree known(Contract contract, Contract.Operation operation) {
    return FieldTree.known(
        contract, operation.node().at("/responses/200/content/application~1json/schema"));
  }
}
