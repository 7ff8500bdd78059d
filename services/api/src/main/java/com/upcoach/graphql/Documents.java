package com.upcoach.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.validation.QueryComplexityLimits;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A cache of documents: parses, limits, validates and plans each of them once. Thread-safe.
final class Documents {

  /// Maximum characters of all cached documents together. A parsed document takes about thirty
  /// times the memory of its text.
  private static final long MAX_CHARACTERS = 512 * 1024;

  private static final int MAX_MESSAGE = 300;

  private final Graph graph;
  private final DocumentLimits limits;
  private final ParserOptions options;
  private final Cache<String, ParseResult> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .weigher((String text, ParseResult result) -> text.length() + 100)
          .executor(Runnable::run)
          .build();

  Documents(Graph graph, DocumentLimits limits) {
    this.graph = graph;
    this.limits = limits;
    this.options =
        ParserOptions.newParserOptions()
            .maxCharacters(limits.characters())
            .maxTokens(limits.tokens())
            .maxWhitespaceTokens(limits.characters())
            .maxRuleDepth(limits.ruleDepth())
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .readerTrackData(false)
            .build();
  }

  /// The outcome of reading a document.
  sealed interface ParseResult {}

  /// The document is valid.
  record Valid(PreparedDocument document) implements ParseResult {}

  /// The document is refused.
  ///
  /// @param errors one or more
  record Invalid(List<GraphError> errors) implements ParseResult {}

  /// Whether [#read] returns without parsing: the document is cached, or refused for its length.
  boolean isCached(String text) {
    return text.length() > limits.characters() || cache.getIfPresent(text) != null;
  }

  /// Parses, limits, validates and plans a document, or returns the cached outcome.
  ParseResult read(String text) {
    if (text.length() > limits.characters()) {
      return new Invalid(
          List.of(
              GraphError.of(
                      ProblemKind.DOCUMENT_TOO_COMPLEX,
                      "The document has %d characters; at most %d are allowed."
                          .formatted(text.length(), limits.characters()))
                  .with(Map.of("limit", limits.characters()))));
    }
    return cache.get(text, this::parse);
  }

  private ParseResult parse(String text) {
    Document document;
    try {
      document =
          Parser.parse(
              ParserEnvironment.newParserEnvironment()
                  .document(text)
                  .parserOptions(options)
                  .build());
    } catch (ParseCancelledTooDeepException tooDeep) {
      return new Invalid(
          List.of(
              tooMuch(
                  tooDeep, "has more than %d levels of nested fields".formatted(limits.depth()))));
    } catch (ParseCancelledException tooMuch) {
      return new Invalid(
          List.of(tooMuch(tooMuch, "has more than %d tokens".formatted(limits.tokens()))));
    } catch (InvalidSyntaxException wrong) {
      return new Invalid(
          List.of(
              GraphError.at(
                  ProblemKind.MALFORMED_DOCUMENT,
                  shortened(wrong.getMessage()),
                  wrong.getLocation())));
    }
    Optional<GraphError> shape = DocumentShape.check(document, limits);
    if (shape.isPresent()) {
      return new Invalid(List.of(shape.get()));
    }
    List<ValidationError> wrong =
        new Validator()
            .validateDocument(
                graph.schema(), document, _ -> true, Locale.ENGLISH, QueryComplexityLimits.NONE);
    if (!wrong.isEmpty()) {
      return new Invalid(wrong.stream().map(Documents::invalid).toList());
    }
    return planned(document);
  }

  private ParseResult planned(Document document) {
    Map<String, OperationPlan> plans = new LinkedHashMap<>();
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      plans.put(
          operation.getName() == null ? "" : operation.getName(),
          OperationPlanner.plan(graph, document, operation));
    }
    return plans.isEmpty()
        ? new Invalid(
            List.of(GraphError.of(ProblemKind.INVALID_DOCUMENT, "The document has no operation.")))
        : new Valid(new PreparedDocument(document, plans));
  }

  private static GraphError tooMuch(InvalidSyntaxException tooMuch, String counted) {
    return GraphError.at(
        ProblemKind.DOCUMENT_TOO_COMPLEX, "The document " + counted + ".", tooMuch.getLocation());
  }

  private static GraphError invalid(ValidationError error) {
    return new GraphError(
        Problem.of(ProblemKind.INVALID_DOCUMENT, shortened(error.getMessage())),
        error.getLocations() == null ? List.of() : error.getLocations(),
        List.of(),
        Map.of());
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }

  DocumentLimits limits() {
    return limits;
  }
}
