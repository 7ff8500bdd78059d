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

/// The data fetchers, loaders and nodes of all features, collected once at the start of the server.
public final class GraphFields {

  private final Map<String, Map<String, DataFetcher<?>>> fetchers = new HashMap<>();
  private final Map<String, Loader<?, ?>> loaders = new HashMap<>();
  private final Map<Class<?>, String> types = new HashMap<>();
  private final Map<String, Nodes> nodes = new HashMap<>();

  /// @param owned whether the ids of the kind carry their owner
  private record Nodes(
      boolean owned, BiFunction<UUID, GraphContext, Uni<? extends Optional<?>>> read) {

    boolean mayHave(GlobalId id, GraphContext context) {
      return owned ? id.mayBeOf(context.memberId()) : id.owner().isEmpty();
    }
  }

  /// The fields of a type.
  ///
  /// @param <S> the Java type of its values
  public <S> TypeFields<S> type(String name) {
    return new TypeFields<>(fetchers.computeIfAbsent(name, same -> new HashMap<>()));
  }

  /// The fields of a type that is a member of a union or interface. Its values have this class, and
  /// no other type has values of this class.
  public <S> TypeFields<S> type(String name, Class<S> values) {
    String other = types.put(values, name);
    if (other != null) {
      throw new IllegalStateException("%s is %s and %s".formatted(values, other, name));
    }
    return type(name);
  }

  /// The root fields of queries; they have no source.
  public TypeFields<Object> query() {
    return type("Query");
  }

  /// The root fields of mutations; they have no source.
  public TypeFields<Object> mutation() {
    return type("Mutation");
  }

  /// Describes a connection type and its edge type.
  ///
  /// @param name `HabitConnection`, whose edges are `HabitEdge`
  public void connection(String name) {
    Connection.describe(this, name);
  }

  /// Describes the type of a kind of problem, such as `IdTaken`.
  public void problem(String name) {
    this.<Problem>type(name)
        .value("code", problem -> problem.kind().word())
        .value("detail", problem -> problem.json().detail())
        .value("fields", problem -> problem.json().errors());
  }

  /// A data loader: it batches the reads of all fields on one level of an operation.
  ///
  /// @param name a unique name
  /// @param reads returns one value for each of the distinct keys, in their order
  public <K, V> Loader<K, V> loader(String name, Function<List<K>, Uni<List<V>>> reads) {
    Loader<K, V> loader = new Loader<>(name, reads);
    if (loaders.put(name, loader) != null) {
      throw new IllegalStateException("there is a loader " + name + " already");
    }
    return loader;
  }

  /// Registers how the node of a kind is read. The read must check whether the caller may see it.
  ///
  /// @param kind the name of the GraphQL type
  public void node(String kind, BiFunction<UUID, GraphContext, Uni<? extends Optional<?>>> read) {
    nodes.put(kind, new Nodes(false, read));
  }

  /// Registers how the node of a kind is read whose ids carry their owner. `read` is called only
  /// for nodes of the caller.
  public void ownNode(
      String kind, BiFunction<UUID, GraphContext, Uni<? extends Optional<?>>> read) {
    nodes.put(kind, new Nodes(true, read));
  }

  /// The node with a global id; empty if it does not exist or the caller may not see it.
  public Uni<? extends Optional<?>> node(String id, GraphContext context) {
    return GlobalId.parse(id)
        .filter(parsed -> nodes.containsKey(parsed.kind()))
        .filter(parsed -> nodes.get(parsed.kind()).mayHave(parsed, context))
        .<Uni<? extends Optional<?>>>map(
            parsed -> nodes.get(parsed.kind()).read().apply(parsed.uuid(), context))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /// The data fetcher of each field, by type and field name.
  public Map<String, Map<String, DataFetcher<?>>> fetchers() {
    return fetchers;
  }

  /// The GraphQL type of a value of a union or interface.
  public Optional<String> typeOf(Object value) {
    return Optional.ofNullable(types.get(value.getClass()));
  }

  /// The GraphQL types by the class of their values.
  public Map<Class<?>, String> types() {
    return types;
  }
}
