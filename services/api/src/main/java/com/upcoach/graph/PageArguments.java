package com.upcoach.graph;

import com.upcoach.edge.Cursor;
import com.upcoach.edge.ListFingerprint;
import java.util.Optional;

/// Which page of a connection is asked for.
///
/// @param first how many nodes, at most
/// @param after the cursor of the node before the page; empty for the first page
public record PageArguments(int first, Optional<String> after) {

  /// The place that the page begins behind.
  ///
  /// @param list that the cursor has to be of
  /// @throws com.upcoach.edge.InvalidRequest where it is of no list, or of another
  public Optional<Cursor> behind(ListFingerprint list) {
    return after.map(text -> Cursor.parse("after", text, list));
  }
}
