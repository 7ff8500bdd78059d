package com.upcoach.graphql;

import com.upcoach.access.Access.Rule;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.TypeFields;
import com.upcoach.problem.Problem;
import graphql.introspection.Introspection;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The executable schema: data fetchers, and the access rules and costs that its directives
/// declare.
final class Graph {

  private final GraphQLSchema schema;
  private final Map<FieldCoordinates, Set<Rule>> rules = new HashMap<>();
  private final Map<FieldCoordinates, DeclaredCost> costs;
  private final Rule introspection;

  /// The cost that the directive `@cost` declares for a field.
  ///
  /// @param sizeArgument the argument that limits the entries of the list, or null
  /// @param observed the average number of entries, if there is no such argument; or null
  record DeclaredCost(long weight, String sizeArgument, ObservedSize observed) {}

  private Graph(
      GraphQLSchema schema, Map<FieldCoordinates, DeclaredCost> costs, Rule introspection) {
    this.schema = schema;
    this.costs = costs;
    this.introspection = introspection;
  }

  /// Builds the schema.
  ///
  /// @param texts the texts of all its files
  /// @param openIntrospection whether introspection is public, or only for operators
  /// @throws IllegalStateException if a field has no access rule or no data fetcher, or a data
  ///     fetcher has no field
  static Graph of(
      List<String> texts, List<? extends GraphFeature> features, boolean openIntrospection) {
    GraphFields described = new GraphFields();
    features.forEach(feature -> feature.describe(described));
    TypeDefinitionRegistry all = new TypeDefinitionRegistry();
    SchemaParser parser = new SchemaParser();
    texts.forEach(text -> all.merge(parser.parse(text)));
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    Scalars.all().forEach(wiring::scalar);
    TypeResolver resolver = resolver(described);
    all.types().values().stream()
        .filter(
            type ->
                type instanceof graphql.language.InterfaceTypeDefinition
                    || type instanceof graphql.language.UnionTypeDefinition)
        .forEach(type -> wiring.type(type.getName(), open -> open.typeResolver(resolver)));
    GraphQLSchema bare = new SchemaGenerator().makeExecutableSchema(all, wiring.build());
    Map<FieldCoordinates, DeclaredCost> costs = costs(bare);
    GraphQLCodeRegistry code =
        bare.getCodeRegistry()
            .transform(registry -> fetchers(bare, described, costs).forEach(registry::dataFetcher));
    Graph graph =
        new Graph(
            bare.transform(changed -> changed.codeRegistry(code)),
            costs,
            openIntrospection ? Rule.PUBLIC : Rule.OPERATOR);
    graph.readRules();
    return graph;
  }

  private static TypeResolver resolver(GraphFields described) {
    return environment -> {
      Object value = environment.getObject();
      String type =
          value instanceof Problem problem
              ? TypeFields.typeOf(problem)
              : described
                  .typeOf(value)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "no type is described for " + value.getClass()));
      return environment.getSchema().getObjectType(type);
    };
  }

  private static Map<FieldCoordinates, DataFetcher<?>> fetchers(
      GraphQLSchema schema, GraphFields described, Map<FieldCoordinates, DeclaredCost> costs) {
    Map<FieldCoordinates, DataFetcher<?>> fetchers = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (GraphQLObjectType type : objects(schema)) {
      var ofType = described.fetchers().getOrDefault(type.getName(), Map.of());
      for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
        DataFetcher<?> fetcher = ofType.get(field.getName());
        FieldCoordinates coordinates = FieldCoordinates.coordinates(type, field);
        if (fetcher == null) {
          missing.add(coordinates.toString());
        } else {
          fetchers.put(coordinates, observed(fetcher, costs.get(coordinates)));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("no feature describes " + missing);
    }
    described.fetchers().forEach((type, fields) -> requireKnown(type, fields.keySet(), fetchers));
    return fetchers;
  }

  private static void requireKnown(
      String type, Set<String> fields, Map<FieldCoordinates, DataFetcher<?>> fetchers) {
    for (String field : fields) {
      FieldCoordinates coordinates = FieldCoordinates.coordinates(type, field);
      if (!fetchers.containsKey(coordinates)) {
        throw new IllegalStateException("the schema has no " + coordinates);
      }
    }
  }

  /// Wraps the fetcher of a list without a size argument, to observe the number of its entries.
  private static DataFetcher<?> observed(DataFetcher<?> fetcher, DeclaredCost cost) {
    if (cost == null || cost.observed() == null) {
      return fetcher;
    }
    Function<Object, Object> count =
        value -> {
          if (value instanceof List<?> list) {
            cost.observed().observe(list.size());
          }
          return value;
        };
    return environment ->
        switch (fetcher.get(environment)) {
          case CompletionStage<?> later -> later.thenApply(count);
          case null -> null;
          case Object now -> count.apply(now);
        };
  }

  private static List<GraphQLObjectType> objects(GraphQLSchema schema) {
    return schema.getAllTypesAsList().stream()
        .filter(type -> !Introspection.isIntrospectionTypes(type))
        .filter(GraphQLObjectType.class::isInstance)
        .map(GraphQLObjectType.class::cast)
        .toList();
  }

  private static Map<FieldCoordinates, DeclaredCost> costs(GraphQLSchema schema) {
    Map<FieldCoordinates, DeclaredCost> costs = new HashMap<>();
    for (GraphQLObjectType type : objects(schema)) {
      for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
        GraphQLAppliedDirective directive = field.getAppliedDirective("cost");
        if (directive != null) {
          costs.put(FieldCoordinates.coordinates(type, field), declared(directive));
        }
      }
    }
    return costs;
  }

  private static DeclaredCost declared(GraphQLAppliedDirective directive) {
    Integer size = directive.getArgument("size").getValue();
    Integer weight = directive.getArgument("weight").getValue();
    return new DeclaredCost(
        weight,
        directive.getArgument("by").getValue(),
        size == null ? null : new ObservedSize(size));
  }

  private void readRules() {
    List<String> missing = new ArrayList<>();
    for (GraphQLObjectType type : objects(schema)) {
      for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
        Set<Rule> found = EnumSet.noneOf(Rule.class);
        add(type.getAppliedDirective("access"), found);
        add(field.getAppliedDirective("access"), found);
        FieldCoordinates coordinates = FieldCoordinates.coordinates(type, field);
        if (found.isEmpty()) {
          missing.add(coordinates.toString());
        }
        rules.put(coordinates, found);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("no access rule is declared for " + missing);
    }
  }

  private static void add(GraphQLAppliedDirective directive, Set<Rule> rules) {
    if (directive != null) {
      rules.add(Rule.valueOf((String) directive.getArgument("rule").getValue()));
    }
  }

  GraphQLSchema schema() {
    return schema;
  }

  GraphQLCompositeType rootOf(OperationDefinition.Operation operation) {
    return switch (operation) {
      case QUERY -> schema.getQueryType();
      case MUTATION -> schema.getMutationType();
      case SUBSCRIPTION -> throw new IllegalStateException("the schema has no subscriptions");
    };
  }

  GraphQLCompositeType composite(String name) {
    return (GraphQLCompositeType) schema.getType(name);
  }

  GraphQLFieldDefinition field(GraphQLCompositeType parent, String name) {
    return Introspection.getFieldDef(schema, parent, name);
  }

  /// The access rules of a field; a caller must satisfy all of them. A field of an interface has
  /// the rules of all types that implement it.
  Set<Rule> rules(GraphQLCompositeType parent, GraphQLFieldDefinition field) {
    if (Introspection.INTROSPECTION_SYSTEM_FIELDS.contains(field.getName())
        || Introspection.isIntrospectionTypes((GraphQLNamedType) parent)) {
      return field.getName().equals("__typename") ? Set.of(Rule.PUBLIC) : Set.of(introspection);
    }
    return switch (parent) {
      case GraphQLObjectType object -> rules.get(FieldCoordinates.coordinates(object, field));
      case GraphQLInterfaceType open -> {
        Set<Rule> all = EnumSet.noneOf(Rule.class);
        schema
            .getImplementations(open)
            .forEach(
                type ->
                    all.addAll(
                        rules.get(FieldCoordinates.coordinates(type.getName(), field.getName()))));
        yield all;
      }
      case GraphQLUnionType union -> Set.of(Rule.PUBLIC);
      default -> throw new IllegalStateException("unknown kind of composite type");
    };
  }

  /// The declared cost of a field; null for a plain field.
  DeclaredCost cost(GraphQLCompositeType parent, GraphQLFieldDefinition field) {
    return costs.get(FieldCoordinates.coordinates(parent.getName(), field.getName()));
  }

  /// The default of a size argument; 1 if it has none.
  long defaultSize(GraphQLFieldDefinition field, String argument) {
    return field.getArgument(argument).getArgumentDefaultValue().getValue()
            instanceof graphql.language.IntValue whole
        ? whole.getValue().longValue()
        : 1;
  }
}
