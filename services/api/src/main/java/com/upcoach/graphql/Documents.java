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

/// Reads documents, holds them to their limits, validates and plans them: each once, as long as
/// it is remembered.
///
/// May be used by any thread.
final class Documents {

  /// Characters of all remembered documents together; a document that was read takes some
  /// thirty times its text.
  private static final long MOST_CHARACTERS = 512 * 1024;

  private static final int LONGEST_MESSAGE = 300;

  private final Graph graph;
  private final DocumentLimits limits;
  private final ParserOptions options;
  private final Cache<String, Reading> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String text, Reading reading) -> text.length() + 100)
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

  /// What came of reading a document.
  sealed interface Reading {}

  record Good(PreparedDocument document) implements Reading {}

  /// @param errors one or more
  record Bad(List<GraphError> errors) implements Reading {}

  /// Whether it takes next to no time to read it: it is known, or refused for its length.
  boolean isKnown(String text) {
    return text.length() > limits.characters() || known.getIfPresent(text) != null;
  }

  Reading read(String text) {
    if (text.length() > limits.characters()) {
      return new Bad(
          List.of(
              GraphError.of(
                      ProblemKind.DOCUMENT_TOO_COMPLEX,
                      "The document has %d characters; at most %d are taken."
                          .formatted(text.length(), limits.characters()))
                  .with(Map.of("limit", limits.characters()))));
    }
    return known.get(text, this::readAnew);
  }

  private Reading readAnew(String text) {
    Document document;
    try {
      document =
          Parser.parse(
              ParserEnvironment.newParserEnvironment()
                  .document(text)
                  .parserOptions(options)
                  .build());
    } catch (ParseCancelledTooDeepException tooDeep) {
      return new Bad(
          List.of(
              tooMuch(
                  tooDeep, "goes deeper than %d fields within fields".formatted(limits.depth()))));
    } catch (ParseCancelledException tooMuch) {
      return new Bad(
          List.of(tooMuch(tooMuch, "has more than %d tokens".formatted(limits.tokens()))));
    } catch (InvalidSyntaxException wrong) {
      return new Bad(
          List.of(
              GraphError.at(
                  ProblemKind.MALFORMED_DOCUMENT, cut(wrong.getMessage()), wrong.getLocation())));
    }
    Optional<GraphError> shape = DocumentShape.wrongIn(document, limits);
    if (shape.isPresent()) {
      return new Bad(List.of(shape.get()));
    }
    List<ValidationError> wrong =
        new Validator()
            .validateDocument(
                graph.schema(), document, rule -> true, Locale.ENGLISH, QueryComplexityLimits.NONE);
    if (!wrong.isEmpty()) {
      return new Bad(wrong.stream().map(Documents::invalid).toList());
    }
    return planned(document);
  }

  private Reading planned(Document document) {
    Map<String, OperationPlan> plans = new LinkedHashMap<>();
    for (OperationDefinition one : document.getDefinitionsOfType(OperationDefinition.class)) {
      plans.put(
          one.getName() == null ? "" : one.getName(), OperationPlanner.plan(graph, document, one));
    }
    return plans.isEmpty()
        ? new Bad(
            List.of(GraphError.of(ProblemKind.INVALID_DOCUMENT, "The document has no operation.")))
        : new Good(new PreparedDocument(document, plans));
  }

  private static GraphError tooMuch(InvalidSyntaxException tooMuch, String what) {
    return GraphError.at(
        ProblemKind.DOCUMENT_TOO_COMPLEX, "The document " + what + ".", tooMuch.getLocation());
  }

  private static GraphError invalid(ValidationError error) {
    return new GraphError(
        Problem.of(ProblemKind.INVALID_DOCUMENT, cut(error.getMessage())),
        error.getLocations() == null ? List.of() : error.getLocations(),
        List.of(),
        Map.of());
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  DocumentLimits limits() {
    return limits;
  }
}
