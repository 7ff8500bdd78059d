package com.upcoach.json;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The selection of response fields that a client sends in the parameter `fields`:
/// `day,habits(state,habit(id,title))`. A field without brackets is selected with all of its
/// fields.
///
/// The known fields of a response are a selection too. In it, a field without brackets has no
/// fields.
public final class Selection {

  /// The name of the query parameter.
  public static final String PARAMETER = "fields";

  /// The selection of all fields.
  public static final Selection WHOLE = new Selection(Map.of());

  private static final String ITEMS = "items";
  private static final String NEXT = "next";

  /// The selected fields by name; empty only for [#WHOLE].
  private final Map<String, Selection> fields;

  Selection(Map<String, Selection> fields) {
    this.fields = fields;
  }

  /// Parses the parameter.
  ///
  /// @param text as sent; null if all fields are selected
  /// @throws InvalidRequest if the text is too long, nested too deep, has too many fields or a
  ///     syntax error
  public static Selection of(String text) {
    return text == null ? WHOLE : SelectionText.read(text);
  }

  /// Parses the known fields of a response from a line of `contracts/fields.txt`.
  public static Selection ofContract(String text) {
    return new SelectionText(text).selection();
  }

  /// Whether all fields are selected.
  public boolean isWhole() {
    return fields.isEmpty();
  }

  /// The selection below a field; null if the field is not selected.
  Selection below(JsonWord name) {
    return below(name.text);
  }

  /// The selection below a field; null if the field is not selected.
  public Selection below(String name) {
    return isWhole() ? WHOLE : fields.get(name);
  }

  /// Whether a nested field is selected.
  ///
  /// @param path the field names that lead to it, outermost first
  public boolean has(String... path) {
    Selection current = this;
    for (String name : path) {
      current = current.below(name);
      if (current == null) {
        return false;
      }
    }
    return true;
  }

  /// Resolves this selection against the known fields of a response. For a page, the selection
  /// applies to each of its items, and the other fields of the page stay.
  ///
  /// @throws InvalidRequest naming the first unknown field, with the known ones
  public Selection resolve(Selection known) {
    if (!known.isPage()) {
      requireKnown("", known);
      return this;
    }
    requireKnown("", known.below(ITEMS));
    Map<String, Selection> page = new LinkedHashMap<>();
    known.fields.keySet().forEach(name -> page.put(name, WHOLE));
    page.put(ITEMS, this);
    return new Selection(page);
  }

  /// Whether these are the fields of a page. A leaderboard has further fields, so its items are a
  /// field like any other.
  private boolean isPage() {
    return fields.keySet().equals(Set.of(ITEMS, NEXT));
  }

  private void requireKnown(String parent, Selection known) {
    fields.forEach(
        (name, selected) -> {
          String path = parent + name;
          if (!known.fields.containsKey(name)) {
            throw Parameters.invalid(
                PARAMETER,
                "names %s, which is unknown; the known fields there are: %s"
                    .formatted(Bounds.shortened(path), String.join(", ", known.fields.keySet())));
          }
          if (!selected.isWhole()) {
            selected.requireFields(path, known.below(name));
          }
        });
  }

  private void requireFields(String path, Selection known) {
    if (known.isWhole()) {
      throw Parameters.invalid(PARAMETER, "selects fields of %s, which has none".formatted(path));
    }
    requireKnown(path + ".", known);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, below) -> {
          text.append(text.isEmpty() ? "" : ",").append(name);
          if (!below.isWhole()) {
            text.append('(').append(below).append(')');
          }
        });
    return text.toString();
  }
}
