package com.upcoach.json;

import java.util.ArrayDeque;
import java.util.Deque;

/// Removes unselected fields from a response while it is written. An unselected field is written at
/// first, and removed at the next name on its level or at the end of its object.
final class SelectionFilter {

  private static final int NONE = -1;

  /// The selection of each open object, innermost first.
  private final Deque<Selection> objects = new ArrayDeque<>();

  /// The selection of the next value.
  private Selection next;

  /// The depth of the unselected field being written, and the index of its first byte.
  private int mutedDepth = NONE;

  private int mutedFrom;

  SelectionFilter(Selection selection) {
    this.next = selection;
  }

  /// Handles the beginning of an object.
  void object() {
    objects.push(next);
  }

  /// Handles the end of an object.
  ///
  /// @return the number of bytes to keep
  int endObject(int size) {
    int keptSize = keptSize(size);
    // The next object of a list has the same selection.
    next = objects.pop();
    return keptSize;
  }

  /// Handles the name of a field.
  ///
  /// @return the number of bytes to keep
  int name(JsonWord name, int size) {
    int keptSize = keptSize(size);
    next = objects.element().below(name);
    if (next == null) {
      // The whole field will be removed, so nothing below need be.
      next = Selection.WHOLE;
      mutedDepth = objects.size();
      mutedFrom = keptSize;
    }
    return keptSize;
  }

  /// Whether the current value is not selected and will be removed.
  boolean isMuted() {
    return mutedDepth != NONE;
  }

  private int keptSize(int size) {
    if (mutedDepth != objects.size()) {
      return size;
    }
    mutedDepth = NONE;
    return mutedFrom;
  }
}
