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

/// The data fetchers of one type's fields.
///
/// @param <S> the Java type of the values of this type
public final class TypeFields<S> {

  private final Map<String, DataFetcher<?>> fetchers;

  TypeFields(Map<String, DataFetcher<?>> fetchers) {
    this.fetchers = fetchers;
  }

  /// A value computed from its source and the context.
  @FunctionalInterface
  public interface ContextValue<S> {
    Object of(S source, GraphContext context);
  }

  /// A value computed from its source, the field's arguments and the context.
  @FunctionalInterface
  public interface ArgumentValue<S> {
    Object of(S source, Arguments arguments, GraphContext context);
  }

  /// A value that is read asynchronously.
  @FunctionalInterface
  public interface Read<S> {
    Uni<?> of(S source, Arguments arguments, GraphContext context);
  }

  /// A value that data loaders read, in one batch with the other fields on the level.
  @FunctionalInterface
  public interface LoadedRead<S> {
    CompletionStage<?> of(S source, Arguments arguments, GraphContext context, Loaders loaders);
  }

  /// A mutation.
  @FunctionalInterface
  public interface Change {
    Uni<? extends Outcome<?>> apply(Arguments arguments, GraphContext context);
  }

  /// A field that is a property of its source.
  public TypeFields<S> value(String field, Function<? super S, ?> value) {
    return add(field, new PropertyFetcher<S>(value));
  }

  /// A field whose value depends on the caller or the time.
  public TypeFields<S> value(String field, ContextValue<S> value) {
    return add(field, environment -> value.of(source(environment), context(environment)));
  }

  /// A field whose value depends on arguments.
  public TypeFields<S> value(String field, ArgumentValue<S> value) {
    return add(
        field,
        environment -> value.of(source(environment), arguments(environment), context(environment)));
  }

  /// A field that is read on its own, without batching. `Optional` values are unwrapped.
  public TypeFields<S> read(String field, Read<S> read) {
    return add(
        field,
        environment ->
            read.of(source(environment), arguments(environment), context(environment))
                .subscribeAsCompletionStage());
  }

  /// A field that data loaders read, in one batch with the other fields on the level.
  public TypeFields<S> loaded(String field, LoadedRead<S> read) {
    return add(
        field,
        environment ->
            read.of(
                source(environment),
                arguments(environment),
                context(environment),
                new Loaders(environment)));
  }

  /// A mutation. A refusal becomes one of the problems in the union that is the field's type.
  ///
  /// @param responses maps each refusal to its problem
  public TypeFields<S> change(String field, Responses responses, Change change) {
    return add(
        field,
        environment -> {
          try {
            return change
                .apply(arguments(environment), context(environment))
                .map(outcome -> result(outcome, responses, environment))
                .subscribeAsCompletionStage();
          } catch (InvalidRequest wrong) {
            return asResult(wrong.problem(), environment);
          }
        });
  }

  private static Object result(
      Outcome<?> outcome, Responses responses, DataFetchingEnvironment environment) {
    return switch (outcome) {
      case Outcome.Done<?>(Object value) -> value;
      case Outcome.Refused<?>(Refusal refusal) -> asResult(responses.problem(refusal), environment);
    };
  }

  /// Returns the problem as the field's value.
  ///
  /// @throws InvalidRequest if the field's union does not contain it, so it becomes an error
  private static Problem asResult(Problem problem, DataFetchingEnvironment environment) {
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

  @SuppressWarnings("unchecked") // fetchers of this type's parents return values of class S
  private S source(DataFetchingEnvironment environment) {
    return (S) environment.getSource();
  }

  private static Arguments arguments(DataFetchingEnvironment environment) {
    return new Arguments(environment.getArguments());
  }

  private static GraphContext context(DataFetchingEnvironment environment) {
    return environment.getGraphQlContext().get(GraphContext.class);
  }

  /// A fetcher of a source's property, for which the engine need not build an environment.
  private record PropertyFetcher<S>(Function<? super S, ?> value)
      implements LightDataFetcher<Object> {
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

  /// The GraphQL type of a problem, such as `IdTaken`.
  public static String typeOf(Problem problem) {
    StringBuilder type = new StringBuilder();
    for (String word : problem.kind().word().split("-", -1)) {
      type.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return type.toString();
  }
}
