package com.upcoach.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All routes of the server, as a tree of path segments. It is built once, from the annotations of
/// the resources and from the routes of the runtime. It matches as JAX-RS does: a literal segment
/// takes precedence over a parameter, for each method separately.
public final class RouteTable {

  private static final String GET = "GET";
  private static final String HEAD = "HEAD";

  private static final RouteMatch UNKNOWN_PATH = new RouteMatch.UnknownPath();

  private final List<Route> routes;
  private final Node root = new Node("");

  private RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    routes.forEach(this::add);
  }

  /// Builds the table.
  ///
  /// @param resources classes with a JAX-RS path
  /// @param others routes that no resource serves
  /// @throws IllegalStateException if two routes have the same method and path, or a template
  ///     has something that is neither a literal segment nor a parameter
  public static RouteTable of(Collection<? extends Class<?>> resources, List<Route> others) {
    return new RouteTable(
        Stream.concat(
                resources.stream()
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .flatMap(method -> Route.of(method).stream()),
                others.stream())
            .toList());
  }

  public List<Route> routes() {
    return routes;
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : route.template().substring(1).split("/", -1)) {
      boolean isParameter = segment.startsWith("{") && segment.endsWith("}");
      if (segment.isEmpty() || (!isParameter && segment.contains("{"))) {
        throw new IllegalStateException("invalid segment in the route " + route.template());
      }
      node = isParameter ? node.addParameter() : node.addLiteral(segment);
    }
    if (node.routes.put(route.method(), new RouteMatch.Matched(route)) != null) {
      throw new IllegalStateException("two routes for " + route.method() + " " + route.template());
    }
  }

  /// Matches a path in normal form. A text that is no path matches nothing.
  ///
  /// @param method as sent; methods are case-sensitive
  public RouteMatch match(String method, String path) {
    if (path.isEmpty()) {
      return UNKNOWN_PATH;
    }
    RouteMatch matched = find(root, path, method.equals(HEAD) ? GET : method, 1);
    if (matched != null) {
      return matched;
    }
    Set<String> allowed = new TreeSet<>();
    methods(root, path, 1, allowed);
    return allowed.isEmpty() ? UNKNOWN_PATH : new RouteMatch.WrongMethod(allowed);
  }

  /// The route of a path in normal form; empty where none has the path and the method.
  public Optional<Route> find(String method, String path) {
    return match(method, path) instanceof RouteMatch.Matched(Route route)
        ? Optional.of(route)
        : Optional.empty();
  }

  /// Finds a route below a node.
  ///
  /// @param from index at which the next segment begins
  /// @return null if there is none
  private static RouteMatch find(Node node, String path, String method, int from) {
    int slash = path.indexOf('/', from);
    int end = slash < 0 ? path.length() : slash;
    RouteMatch found = below(node.literal(path, from, end), path, method, slash);
    return found == null && end > from ? below(node.parameter, path, method, slash) : found;
  }

  private static RouteMatch below(Node child, String path, String method, int slash) {
    if (child == null) {
      return null;
    }
    return slash < 0 ? child.routes.get(method) : find(child, path, method, slash + 1);
  }

  private static void methods(Node node, String path, int from, Set<String> allowed) {
    int slash = path.indexOf('/', from);
    int end = slash < 0 ? path.length() : slash;
    List<Node> children = new ArrayList<>(2);
    children.add(node.literal(path, from, end));
    children.add(end > from ? node.parameter : null);
    for (Node child : children) {
      if (child != null && slash < 0) {
        allowed.addAll(child.routes.keySet());
      } else if (child != null) {
        methods(child, path, slash + 1, allowed);
      }
    }
    if (allowed.contains(GET)) {
      allowed.add(HEAD);
    }
  }

  private static final class Node {

    /// The literal segment that leads here; empty for the root and for a parameter.
    private final String segment;

    private final List<Node> literals = new ArrayList<>();
    private final Map<String, RouteMatch.Matched> routes = new TreeMap<>();
    private Node parameter;

    private Node(String segment) {
      this.segment = segment;
    }

    /// The child for the segment of a path, or null. Segments are compared in place: each request
    /// is matched, and a map would need a copy of each of its segments.
    private Node literal(String path, int from, int end) {
      for (int i = 0; i < literals.size(); i++) {
        Node child = literals.get(i);
        if (child.segment.length() == end - from && path.startsWith(child.segment, from)) {
          return child;
        }
      }
      return null;
    }

    private Node addLiteral(String segment) {
      Node existing = literal(segment, 0, segment.length());
      if (existing != null) {
        return existing;
      }
      Node added = new Node(segment);
      literals.add(added);
      return added;
    }

    private Node addParameter() {
      if (parameter == null) {
        parameter = new Node("");
      }
      return parameter;
    }
  }
}
