package com.upcoach.archive;

/// A line, row or habit of a source that could not be read, while others were.
///
/// @param where file name and line, or table and row id
/// @param what the offending text, at most [Archive#QUOTED_CHARS] characters
/// @param reason a sentence for the member
public record RefusedLine(String where, String what, String reason) {
  public RefusedLine {
    what = RecordAccounting.quoted(what);
  }
}
