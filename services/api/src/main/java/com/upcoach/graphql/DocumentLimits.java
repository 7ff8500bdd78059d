package com.upcoach.graphql;

/// What a document may be at most, before anything is done with it.
///
/// @param characters of the document
/// @param tokens names, punctuation, values
/// @param depth of fields within fields, fragments included
/// @param fields that it asks for, each fragment counted wherever it is spread
/// @param aliases among them
/// @param cost of an operation, as [CostNode] reckons it
/// @param operations in one request
record DocumentLimits(
    int characters, int tokens, int depth, int fields, int aliases, long cost, int operations) {

  /// Rules within rules that the parser follows: several for each level of fields.
  private static final int RULES_A_LEVEL = 10;

  /// Enough for the introspection of common clients, which goes deepest, and for any screen.
  ///
  /// @param cost see above
  static DocumentLimits withCost(long cost) {
    return new DocumentLimits(16_384, 4_000, 20, 1_000, 100, cost, 10);
  }

  int ruleDepth() {
    return RULES_A_LEVEL * (depth + 5);
  }
}
