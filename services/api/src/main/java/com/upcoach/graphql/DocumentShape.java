package com.upcoach.graphql;

import com.upcoach.input.Bounds;
import com.upcoach.problem.ProblemKind;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the depth and the number of fields of a document before validation. Validation compares
/// fields pairwise, so their number must be limited first.
///
/// Each fragment is measured once, no matter how often it is spread.
final class DocumentShape {

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, Size> fragmentSizes = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private GraphError cycle;

  private DocumentShape(Document document) {
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
  }

  /// The size of a selection.
  ///
  /// @param depth of the deepest field; 1 for a root field
  private record Size(int depth, long fields, long aliases) {
    static final Size NOTHING = new Size(0, 0, 0);

    Size and(Size other) {
      return new Size(Math.max(depth, other.depth), fields + other.fields, aliases + other.aliases);
    }

    /// Capped far above every limit, which prevents overflow.
    Size bounded() {
      return new Size(depth, Math.min(fields, 1 << 20), Math.min(aliases, 1 << 20));
    }
  }

  /// The error if a document exceeds a limit or a fragment spreads itself.
  static Optional<GraphError> check(Document document, DocumentLimits limits) {
    DocumentShape shape = new DocumentShape(document);
    Size all = shape.of(document);
    if (shape.cycle != null) {
      return Optional.of(shape.cycle);
    }
    return tooMany("levels of nested fields", all.depth(), limits.depth())
        .or(() -> tooMany("aliases", all.aliases(), limits.aliases()))
        .or(() -> tooMany("fields", all.fields(), limits.fields()));
  }

  /// The size of all operations, plus each fragment once: validation covers unused fragments too.
  private Size of(Document document) {
    Size all = Size.NOTHING;
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      all = all.and(of(operation.getSelectionSet()));
    }
    for (FragmentDefinition fragment : fragments.values()) {
      all = all.and(of(fragment));
    }
    return all;
  }

  private static Optional<GraphError> tooMany(String counted, long count, long max) {
    return count <= max
        ? Optional.empty()
        : Optional.of(
            GraphError.of(
                    ProblemKind.DOCUMENT_TOO_COMPLEX,
                    "The document has %d %s; at most %d are allowed."
                        .formatted(count, counted, max))
                .with(Map.of("limit", max)));
  }

  private Size of(SelectionSet selections) {
    Size all = Size.NOTHING;
    if (selections == null) {
      return all;
    }
    for (Selection<?> selection : selections.getSelections()) {
      all = all.and(of(selection)).bounded();
    }
    return all;
  }

  private Size of(Selection<?> selection) {
    return switch (selection) {
      case Field field -> {
        Size inner = of(field.getSelectionSet());
        yield new Size(
            inner.depth() + 1,
            inner.fields() + 1,
            inner.aliases() + (field.getAlias() == null ? 0 : 1));
      }
      case InlineFragment inline -> of(inline.getSelectionSet());
      case FragmentSpread spread -> of(spread);
      default -> throw new IllegalStateException("unknown kind of selection");
    };
  }

  private Size of(FragmentSpread spread) {
    FragmentDefinition fragment = fragments.get(spread.getName());
    // Validation reports a missing fragment.
    if (fragment == null || cycle != null) {
      return Size.NOTHING;
    }
    if (open.contains(spread.getName())) {
      cycle =
          GraphError.at(
              ProblemKind.INVALID_DOCUMENT,
              "The fragment %s spreads itself.".formatted(Bounds.shortened(spread.getName())),
              spread.getSourceLocation());
      return Size.NOTHING;
    }
    return of(fragment);
  }

  private Size of(FragmentDefinition fragment) {
    Size measured = fragmentSizes.get(fragment.getName());
    if (measured != null) {
      return measured;
    }
    open.add(fragment.getName());
    Size size = of(fragment.getSelectionSet());
    open.remove(fragment.getName());
    fragmentSizes.put(fragment.getName(), size);
    return size;
  }
}
