package com.upcoach.paging;

/// A part of a list that more items may follow.
public interface Paged {

  /// The cursor of the next page, or null on the last.
  String next();
}
