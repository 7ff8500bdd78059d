package com.upcoach.graph;

import com.upcoach.paging.Page;
import java.util.List;
import java.util.function.Function;

/// A page of a list as a Relay connection: nodes with their cursors.
///
/// @param nodes the nodes of the page
/// @param hasNext whether more nodes follow
/// @param hasPrevious whether the page begins after a cursor
/// @param cursor produces the cursor text of a node
public record Connection<T>(
    List<T> nodes, boolean hasNext, boolean hasPrevious, Function<T, String> cursor) {

  /// A connection from rows, one more of which was queried than fits on the page.
  public static <T> Connection<T> of(List<T> rows, PageArguments page, Function<T, String> cursor) {
    boolean more = rows.size() > page.first();
    return new Connection<>(
        more ? rows.subList(0, page.first()) : rows, more, page.after().isPresent(), cursor);
  }

  /// A connection from a page of the REST API.
  public static <T> Connection<T> of(
      Page<T> found, PageArguments page, Function<T, String> cursor) {
    return new Connection<>(found.items(), found.next() != null, page.after().isPresent(), cursor);
  }

  /// An empty connection.
  public static <T> Connection<T> empty() {
    return new Connection<>(List.of(), false, false, node -> "");
  }

  List<Edge<T>> edges() {
    return nodes.stream().map(node -> new Edge<>(node, cursor)).toList();
  }

  String start() {
    return nodes.isEmpty() ? null : cursor.apply(nodes.getFirst());
  }

  String end() {
    return nodes.isEmpty() ? null : cursor.apply(nodes.getLast());
  }

  record Edge<T>(T node, Function<T, String> text) {
    String cursor() {
      return text.apply(node);
    }
  }

  /// Describes a connection type and its edge type.
  ///
  /// @param type `HabitConnection`, whose edges are `HabitEdge`
  static void describe(GraphFields graph, String type) {
    graph
        .<Connection<?>>type(type)
        .value("edges", Connection::edges)
        .value("nodes", Connection::nodes)
        .value("pageInfo", page -> page);
    graph
        .<Edge<?>>type(type.substring(0, type.length() - "Connection".length()) + "Edge")
        .value("cursor", Edge::cursor)
        .value("node", Edge::node);
  }

  /// Describes `PageInfo`, which all connections share.
  static void describePageInfo(GraphFields graph) {
    graph
        .<Connection<?>>type("PageInfo")
        .value("hasNextPage", Connection::hasNext)
        .value("hasPreviousPage", Connection::hasPrevious)
        .value("startCursor", Connection::start)
        .value("endCursor", Connection::end);
  }
}
