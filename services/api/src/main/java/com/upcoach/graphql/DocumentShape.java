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

/// How deep and how wide a document is, found out before it is validated: validation compares
/// fields with each other, and must not be given many.
///
/// Each fragment is looked at once, however often it is spread.
final class DocumentShape {

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, Size> known = new HashMap<>();
  private final Set<String> within = new HashSet<>();
  private GraphError wrong;

  private DocumentShape(Document document) {
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
  }

  /// @param depth of the deepest field, 1 for one that stands outermost
  private record Size(int depth, long fields, long aliases) {
    static final Size NOTHING = new Size(0, 0, 0);

    Size and(Size other) {
      return new Size(Math.max(depth, other.depth), fields + other.fields, aliases + other.aliases);
    }

    /// Far beyond every limit, and far from overflowing.
    Size bounded() {
      return new Size(depth, Math.min(fields, 1 << 20), Math.min(aliases, 1 << 20));
    }
  }

  /// What is wrong with the shape of a document, if anything is.
  static Optional<GraphError> wrongIn(Document document, DocumentLimits limits) {
    DocumentShape shape = new DocumentShape(document);
    Size all = shape.of(document);
    if (shape.wrong != null) {
      return Optional.of(shape.wrong);
    }
    return tooMuch("fields within fields", all.depth(), limits.depth())
        .or(() -> tooMuch("aliases", all.aliases(), limits.aliases()))
        .or(() -> tooMuch("fields", all.fields(), limits.fields()));
  }

  /// Operations, and each fragment once more: those that nobody spreads are validated too.
  private Size of(Document document) {
    Size all = Size.NOTHING;
    for (OperationDefinition one : document.getDefinitionsOfType(OperationDefinition.class)) {
      all = all.and(of(one.getSelectionSet()));
    }
    for (FragmentDefinition one : fragments.values()) {
      all = all.and(of(one));
    }
    return all;
  }

  private static Optional<GraphError> tooMuch(String what, long many, long most) {
    return many <= most
        ? Optional.empty()
        : Optional.of(
            GraphError.of(
                    ProblemKind.DOCUMENT_TOO_COMPLEX,
                    "The document has %d %s; at most %d are taken.".formatted(many, what, most))
                .with(Map.of("limit", most)));
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
      default -> throw new IllegalStateException("there are no other selections");
    };
  }

  private Size of(FragmentSpread spread) {
    FragmentDefinition fragment = fragments.get(spread.getName());
    // One that is not there is for validation to name.
    if (fragment == null || wrong != null) {
      return Size.NOTHING;
    }
    if (within.contains(spread.getName())) {
      wrong =
          GraphError.at(
              ProblemKind.INVALID_DOCUMENT,
              "The fragment %s spreads itself.".formatted(Bounds.shortened(spread.getName())),
              spread.getSourceLocation());
      return Size.NOTHING;
    }
    return of(fragment);
  }

  private Size of(FragmentDefinition fragment) {
    Size there = known.get(fragment.getName());
    if (there != null) {
      return there;
    }
    within.add(fragment.getName());
    Size size = of(fragment.getSelectionSet());
    within.remove(fragment.getName());
    known.put(fragment.getName(), size);
    return size;
  }
}
