package com.upcoach.graph;

import com.upcoach.problem.Problem;
import graphql.schema.DataFetcher;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/// All that features have described: gathered once, at the start of the server.
public final class GraphFields {

  private final Map<String, Map<String, DataFetcher<?>>> fetchers = new HashMap<>();
  private final Map<String, Loader<?, ?>> loaders = new HashMap<>();
  private final Map<Class<?>, String> types = new HashMap<>();
  private final Map<String, Nodes> nodes = new HashMap<>();

  /// @param owned whether the ids of the kind carry their owner
  private record Nodes(
      boolean owned, BiFunction<UUID, GraphContext, Uni<? extends Optional<?>>> read) {

    boolean mayHave(GlobalId id, GraphContext asking) {
      return owned ? id.mayBeOf(asking.memberId()) : id.owner().isEmpty();
    }
  }

  /// The fields of a type.
  ///
  /// @param <S> what its values are in Java
  public <S> TypeFields<S> type(String name) {
    return new TypeFields<>(fetchers.computeIfAbsent(name, same -> new HashMap<>()));
  }

  /// The fields of a type that unions or interfaces have among theirs: its values are of this
  /// class, and no other type's are.
  public <S> TypeFields<S> type(String name, Class<S> values) {
    String other = types.put(values, name);
    if (other != null) {
      throw new IllegalStateException("%s is %s and %s".formatted(values, other, name));
    }
    return type(name);
  }

  /// The fields that an operation begins with; they have no source.
  public TypeFields<Object> query() {
    return type("Query");
  }

  /// The same for changes.
  public TypeFields<Object> mutation() {
    return type("Mutation");
  }

  /// A connection type and the type of its edges.
  ///
  /// @param name `HabitConnection`, whose edges are `HabitEdge`
  public void connection(String name) {
    Connection.describe(this, name);
  }

  /// A type that stands for a kind of problem: `IdTaken`.
  public void problem(String name) {
    this.<Problem>type(name)
        .value("code", one -> one.kind().word())
        .value("detail", one -> one.wire().detail())
        .value("fields", one -> one.wire().errors());
  }

  /// Reads that gather what all fields of one level ask for, and ask for it at once.
  ///
  /// @param name what it reads; there is one of each name
  /// @param reads answers distinct keys with one value each, in their order
  public <K, V> Loader<K, V> loader(String name, Function<List<K>, Uni<List<V>>> reads) {
    Loader<K, V> loader = new Loader<>(name, reads);
    if (loaders.put(name, loader) != null) {
      throw new IllegalStateException("there is a loader " + name + " already");
    }
    return loader;
  }

  /// How the node of a kind is found; it has to look whether the caller may see it.
  ///
  /// @param kind the name of its type
  public void node(String kind, BiFunction<UUID, GraphContext, Uni<? extends Optional<?>>> read) {
    nodes.put(kind, new Nodes(false, read));
  }

  /// The same for a kind whose ids carry their owner: `read` is asked for the caller's only.
  public void ownNode(
      String kind, BiFunction<UUID, GraphContext, Uni<? extends Optional<?>>> read) {
    nodes.put(kind, new Nodes(true, read));
  }

  /// The node with a global id; empty where there is none, or none of the caller's.
  public Uni<? extends Optional<?>> node(String id, GraphContext asking) {
    return GlobalId.parse(id)
        .filter(parsed -> nodes.containsKey(parsed.kind()))
        .filter(parsed -> nodes.get(parsed.kind()).mayHave(parsed, asking))
        .<Uni<? extends Optional<?>>>map(
            parsed -> nodes.get(parsed.kind()).read().apply(parsed.uuid(), asking))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /// How each field gets its value, by type and name.
  public Map<String, Map<String, DataFetcher<?>>> fetchers() {
    return fetchers;
  }

  /// The type that a value is of, where a union or an interface leaves that open.
  public Optional<String> typeOf(Object value) {
    return Optional.ofNullable(types.get(value.getClass()));
  }

  /// The types whose values tell them.
  public Map<Class<?>, String> types() {
    return types;
  }
}
