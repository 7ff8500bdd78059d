package com.upcoach.graphql;

/// Upper limits of a document, checked before it is executed.
///
/// @param characters of the document
/// @param tokens names, punctuators and values
/// @param depth of nested fields, including fragments
/// @param fields number of requested fields; each fragment counts at every spread
/// @param aliases number of fields with an alias
/// @param cost of an operation, as [CostNode] calculates it
/// @param operations in one batch request
record DocumentLimits(
    int characters, int tokens, int depth, int fields, int aliases, long cost, int operations) {

  /// Nested grammar rules that the parser needs for each level of fields.
  private static final int RULES_PER_LEVEL = 10;

  /// The default limits. They suffice for every screen of the apps, and for the introspection query
  /// of common clients, which nests deepest.
  ///
  /// @param cost maximum cost of an operation
  static DocumentLimits withCost(long cost) {
    return new DocumentLimits(16_384, 4_000, 20, 1_000, 100, cost, 10);
  }

  /// Maximum depth of nested grammar rules in the parser.
  int ruleDepth() {
    return RULES_PER_LEVEL * (depth + 5);
  }
}
