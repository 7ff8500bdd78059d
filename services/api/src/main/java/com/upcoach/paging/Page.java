package com.upcoach.paging;

import com.upcoach.json.JsonWord;
import com.upcoach.json.JsonWriter;
import java.util.List;
import java.util.function.Function;

/// One page of a list: the items and where the next page begins.
///
/// @param next opaque; null on the last page
public record Page<T>(List<T> items, String next) implements Paged {

  private static final JsonWord ITEMS = JsonWord.of("items");
  private static final JsonWord NEXT = JsonWord.of("next");

  /// A page on the wire, where each item looks as `item` writes it.
  public static <T> JsonWriter<Page<T>> writer(JsonWriter<? super T> item) {
    return (json, page) -> {
      json.object();
      json.name(ITEMS).values(page.items(), item);
      json.name(NEXT).text(page.next());
      json.endObject();
    };
  }

  public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
    return new Page<>(items.stream().<R>map(conversion).toList(), next);
  }
}
