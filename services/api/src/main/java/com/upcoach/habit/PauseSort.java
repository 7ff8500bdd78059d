package com.upcoach.habit;

import com.upcoach.book.Pause;
import com.upcoach.paging.Cursor;

/// Fields by which a list of pauses can be sorted.
enum PauseSort {
  FROM,
  ID;

  Cursor place(Pause pause) {
    return switch (this) {
      case FROM -> Cursor.at(pause.range().from(), pause.id());
      case ID -> Cursor.at(pause.id());
    };
  }
}
