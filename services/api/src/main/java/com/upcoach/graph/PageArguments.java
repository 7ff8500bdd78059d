package com.upcoach.graph;

import com.upcoach.paging.Cursor;
import com.upcoach.paging.ListFingerprint;
import java.util.Optional;

/// The requested page of a connection.
///
/// @param first maximum number of nodes
/// @param after the cursor of the node before the page; empty for the first page
public record PageArguments(int first, Optional<String> after) {

  /// The position after which the page begins; empty for the first page.
  ///
  /// @param list the list to which the cursor must belong
  /// @throws com.upcoach.problem.InvalidRequest if the cursor is invalid or belongs to another list
  public Optional<Cursor> behind(ListFingerprint list) {
    return after.map(text -> Cursor.parse("after", text, list));
  }
}
