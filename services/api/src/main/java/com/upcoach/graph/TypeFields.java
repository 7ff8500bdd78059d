package com.upcoach.graph;

import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.LightDataFetcher;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// How the fields of one type get their values.
///
/// @param <S> what the type's values are in Java
public final class TypeFields<S> {

  private final Map<String, DataFetcher<?>> fetchers;

  TypeFields(Map<String, DataFetcher<?>> fetchers) {
    this.fetchers = fetchers;
  }

  /// A value that comes with its moment.
  @FunctionalInterface
  public interface AtHand<S> {
    Object of(S source, GraphContext asking);
  }

  /// The same with arguments.
  @FunctionalInterface
  public interface AtHandBy<S> {
    Object of(S source, Arguments arguments, GraphContext asking);
  }

  /// A value that has to be read.
  @FunctionalInterface
  public interface Read<S> {
    Uni<?> of(S source, Arguments arguments, GraphContext asking);
  }

  /// A value that is read together with those of the other fields of the level.
  @FunctionalInterface
  public interface LoadedRead<S> {
    CompletionStage<?> of(S source, Arguments arguments, GraphContext asking, Loaders loads);
  }

  /// A change.
  @FunctionalInterface
  public interface Change {
    Uni<? extends Outcome<?>> make(Arguments arguments, GraphContext asking);
  }

  /// A field that its source has at hand.
  public TypeFields<S> value(String field, Function<? super S, ?> value) {
    return add(field, new AtOnce<S>(value));
  }

  /// The same where it depends on who asks, or when.
  public TypeFields<S> value(String field, AtHand<S> value) {
    return add(field, environment -> value.of(source(environment), asking(environment)));
  }

  /// The same where it depends on arguments.
  public TypeFields<S> value(String field, AtHandBy<S> value) {
    return add(
        field,
        environment -> value.of(source(environment), arguments(environment), asking(environment)));
  }

  /// A field that is read on its own. `Optional` values are unwrapped.
  public TypeFields<S> read(String field, Read<S> read) {
    return add(
        field,
        environment ->
            read.of(source(environment), arguments(environment), asking(environment))
                .subscribeAsCompletionStage());
  }

  /// A field that loaders read, for all of a level together.
  public TypeFields<S> loaded(String field, LoadedRead<S> read) {
    return add(
        field,
        environment ->
            read.of(
                source(environment),
                arguments(environment),
                asking(environment),
                new Loaders(environment)));
  }

  /// A field that changes something. What is refused becomes one of the problems that the union
  /// of its type names.
  ///
  /// @param replies which decides what each refusal is called
  public TypeFields<S> change(String field, Responses replies, Change change) {
    return add(
        field,
        environment -> {
          try {
            return change
                .make(arguments(environment), asking(environment))
                .map(outcome -> result(outcome, replies, environment))
                .subscribeAsCompletionStage();
          } catch (InvalidRequest wrong) {
            return expected(wrong.problem(), environment);
          }
        });
  }

  private static Object result(
      Outcome<?> outcome, Responses replies, DataFetchingEnvironment environment) {
    return switch (outcome) {
      case Outcome.Done<?>(Object value) -> value;
      case Outcome.Refused<?>(Refusal refusal) -> expected(replies.problem(refusal), environment);
    };
  }

  /// @throws InvalidRequest where the field's union does not name it: it becomes an error
  private static Problem expected(Problem problem, DataFetchingEnvironment environment) {
    boolean named =
        GraphQLTypeUtil.unwrapAll(environment.getFieldType()) instanceof GraphQLUnionType union
            && union.getTypes().stream().anyMatch(type -> type.getName().equals(typeOf(problem)));
    if (!named) {
      throw new InvalidRequest(problem);
    }
    return problem;
  }

  private TypeFields<S> add(String field, DataFetcher<?> fetcher) {
    if (fetchers.put(field, fetcher) != null) {
      throw new IllegalStateException(field + " is described twice");
    }
    return this;
  }

  @SuppressWarnings("unchecked") // whoever gives a value of the type gives one of this class
  private S source(DataFetchingEnvironment environment) {
    return (S) environment.getSource();
  }

  private static Arguments arguments(DataFetchingEnvironment environment) {
    return new Arguments(environment.getArguments());
  }

  private static GraphContext asking(DataFetchingEnvironment environment) {
    return environment.getGraphQlContext().get(GraphContext.class);
  }

  /// Spares the engine what only fields with arguments and reads need.
  private record AtOnce<S>(Function<? super S, ?> value) implements LightDataFetcher<Object> {
    @Override
    @SuppressWarnings("unchecked") // as in source
    public Object get(
        GraphQLFieldDefinition field,
        Object source,
        Supplier<DataFetchingEnvironment> environment) {
      return value.apply((S) source);
    }

    @Override
    @SuppressWarnings("unchecked") // as in source
    public Object get(DataFetchingEnvironment environment) {
      return value.apply((S) environment.getSource());
    }
  }

  /// The type of a problem in the graph: `IdTaken`.
  public static String typeOf(Problem problem) {
    StringBuilder type = new StringBuilder();
    for (String word : problem.kind().word().split("-", -1)) {
      type.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return type.toString();
  }
}
