package com.upcoach.graphql;

import com.upcoach.input.Dates;
import com.upcoach.input.Ids;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The custom scalars of the schema. They do not convert output values, as [ResultJson] writes
/// those.
final class Scalars {

  private Scalars() {}

  static List<GraphQLScalarType> all() {
    return List.of(
        scalar("Date", Dates::parse, "a date such as 2026-11-23"),
        scalar("Instant", Instant::parse, "an instant such as 2026-11-23T10:15:30Z"),
        scalar(
            "UUID", text -> Ids.parse(text).orElseThrow(IllegalArgumentException::new), "a UUID"));
  }

  private static GraphQLScalarType scalar(
      String name, Function<String, Object> parser, String expected) {
    return GraphQLScalarType.newScalar()
        .name(name)
        .coercing(new Text(name, parser, expected))
        .build();
  }

  private record Text(String name, Function<String, Object> parser, String expected)
      implements Coercing<Object, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseValue(Object sent, GraphQLContext context, Locale locale) {
      if (sent instanceof String text) {
        try {
          return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException wrong) {
          throw new CoercingParseValueException(sentence());
        }
      }
      throw new CoercingParseValueException(sentence());
    }

    @Override
    public Object parseLiteral(
        Value<?> sent, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (sent instanceof StringValue text) {
        try {
          return parser.apply(text.getValue());
        } catch (DateTimeException | IllegalArgumentException wrong) {
          throw new CoercingParseLiteralException(sentence());
        }
      }
      throw new CoercingParseLiteralException(sentence());
    }

    @Override
    public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
      return StringValue.of(value.toString());
    }

    private String sentence() {
      return name + " must be " + expected;
    }
  }
}
