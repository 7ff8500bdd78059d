package com.upcoach.graph;

import com.upcoach.paging.Cursor;
import com.upcoach.paging.ListFingerprint;
import java.util.Optional;

/// Which page of a connection is asked for.
///
/// @param first how many nodes, at most
/// @param after the cursor of the node before the page; empty for the first page
public record PageArguments(int first, Optional<String> after) {

  /// The place that the page begins behind.
  ///
  /// @param list that the cursor has to be of
  /// @throws com.upcoach.problem.InvalidRequest where it is of no list, or of another
  public Optional<Cursor> behind(ListFingerprint list) {
    return after.map(text -> Cursor.parse("after", text, list));
  }
}
