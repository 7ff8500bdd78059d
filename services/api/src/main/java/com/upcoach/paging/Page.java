package com.upcoach.paging;

import com.upcoach.json.JsonWord;
import com.upcoach.json.JsonWriter;
import java.util.List;
import java.util.function.Function;

/// One page of a list.
///
/// @param next the cursor of the next page, opaque; null on the last page
public record Page<T>(List<T> items, String next) implements Paged {

  private static final JsonWord ITEMS = JsonWord.of("items");
  private static final JsonWord NEXT = JsonWord.of("next");

  /// The JSON of a page, whose items `item` writes.
  public static <T> JsonWriter<Page<T>> writer(JsonWriter<? super T> item) {
    return (json, page) -> {
      json.object();
      json.name(ITEMS).values(page.items(), item);
      json.name(NEXT).text(page.next());
      json.endObject();
    };
  }

  /// The page with its items converted.
  public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
    return new Page<>(items.stream().<R>map(conversion).toList(), next);
  }
}
