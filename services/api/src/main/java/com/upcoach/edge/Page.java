package com.upcoach.edge;

import java.util.List;
import java.util.function.Function;

/// One page of a list: the items and where the next page begins.
///
/// @param next opaque; null on the last page
public record Page<T>(List<T> items, String next) {

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

    /// A page from rows of which one more was asked for than fits, to see whether more follow.
    ///
    /// @param size how many items fit
    /// @param cursor where the page after that item begins
    public static <T> Page<T> of(List<T> rows, int size, Function<T, String> cursor) {
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, size));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
        return new Page<>(items.stream().<R>map(conversion).toList(), next);
    }
}
