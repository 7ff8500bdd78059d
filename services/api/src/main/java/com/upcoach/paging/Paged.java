package com.upcoach.paging;

/// A part of a list, after which there may be more.
public interface Paged {

  /// The cursor of the next page, or null on the last.
  String next();
}
