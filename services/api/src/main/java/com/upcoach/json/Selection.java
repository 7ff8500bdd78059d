package com.upcoach.json;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which fields of an answer are wanted, as a client says it in `fields`:
/// `day,habits(state,habit(id,title))`. A field without brackets is wanted whole.
///
/// The fields that an answer can have are one too: there, a field without brackets has none.
public final class Selection {

  /// The name of the parameter.
  public static final String PARAMETER = "fields";

  /// All there is.
  public static final Selection WHOLE = new Selection(Map.of());

  private static final String ITEMS = "items";
  private static final String NEXT = "next";

  /// By name, never empty but for [#WHOLE].
  private final Map<String, Selection> fields;

  Selection(Map<String, Selection> fields) {
    this.fields = fields;
  }

  /// @param text as it was sent; null where it was not, and all is wanted
  /// @throws InvalidRequest for what is too long, too deep, too much or cannot be read, saying
  ///     where
  public static Selection of(String text) {
    return text == null ? WHOLE : SelectionText.read(text);
  }

  /// The fields that an answer can have, as a line of `contracts/fields.txt` says it.
  public static Selection ofContract(String text) {
    return new SelectionText(text).selection();
  }

  /// Whether all is wanted.
  public boolean isWhole() {
    return fields.isEmpty();
  }

  /// What is wanted of a field; null where nothing is.
  Selection below(JsonWord name) {
    return below(name.text);
  }

  /// What is wanted of a field; null where nothing is.
  public Selection below(String name) {
    return isWhole() ? WHOLE : fields.get(name);
  }

  /// Whether something is wanted of a field deep in the answer.
  ///
  /// @param path the names that lead to it, the outermost first
  public boolean has(String... path) {
    Selection at = this;
    for (String name : path) {
      at = at.below(name);
      if (at == null) {
        return false;
      }
    }
    return true;
  }

  /// What is wanted of an answer that can have these fields. Of a page it is said for each of
  /// its items; what else is on the page stays.
  ///
  /// @throws InvalidRequest naming the first field that it cannot have, with those that it can
  public Selection ofAnswer(Selection known) {
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

  /// A page has nothing else; a board has, and so its items are a field like any other.
  private boolean isPage() {
    return fields.keySet().equals(Set.of(ITEMS, NEXT));
  }

  private void requireKnown(String above, Selection known) {
    fields.forEach(
        (name, wanted) -> {
          String path = above + name;
          if (!known.fields.containsKey(name)) {
            throw Parameters.invalid(
                PARAMETER,
                "names %s, which is not known; known there: %s"
                    .formatted(Bounds.shortened(path), String.join(", ", known.fields.keySet())));
          }
          if (!wanted.isWhole()) {
            wanted.requireFields(path, known.below(name));
          }
        });
  }

  private void requireFields(String path, Selection known) {
    if (known.isWhole()) {
      throw Parameters.invalid(PARAMETER, "names fields of %s, which has none".formatted(path));
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
