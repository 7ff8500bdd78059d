package com.upcoach.json;

import java.util.ArrayDeque;
import java.util.Deque;

/// Follows an answer as it is written and says what of it is to be taken back. What is not
/// selected is written as far as it takes, until the next name on its level, or the end of its
/// object, shows where it ends.
final class SelectionFilter {

  private static final int NOWHERE = -1;

  /// What is selected of each object that has begun, the innermost first.
  private final Deque<Selection> objects = new ArrayDeque<>();

  /// What is selected of the value that comes.
  private Selection next;

  /// How deep the name stands that is not selected, and at which byte it begins.
  private int mutedDepth = NOWHERE;

  private int mutedFrom;

  SelectionFilter(Selection wanted) {
    this.next = wanted;
  }

  void object() {
    objects.push(next);
  }

  /// An object ends.
  ///
  /// @return how many of the bytes stay
  int endObject(int size) {
    int kept = kept(size);
    // In a list, the next one is like it.
    next = objects.pop();
    return kept;
  }

  /// A name comes.
  ///
  /// @return how many of the bytes stay
  int name(JsonWord name, int size) {
    int kept = kept(size);
    next = objects.element().below(name);
    if (next == null) {
      // Of what is taken back, nothing below need be.
      next = Selection.WHOLE;
      mutedDepth = objects.size();
      mutedFrom = kept;
    }
    return kept;
  }

  /// Whether nobody will see what is written now.
  boolean isMuted() {
    return mutedDepth != NOWHERE;
  }

  private int kept(int size) {
    if (mutedDepth != objects.size()) {
      return size;
    }
    mutedDepth = NOWHERE;
    return mutedFrom;
  }
}
