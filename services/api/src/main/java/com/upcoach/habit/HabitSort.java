package com.upcoach.habit;

import com.upcoach.book.Habit;
import com.upcoach.paging.Cursor;

/// Fields by which a list of habits can be sorted.
enum HabitSort {
  ID,
  TITLE,
  CREATED_AT;

  Cursor place(Habit habit) {
    return switch (this) {
      case ID -> Cursor.at(habit.id());
      case TITLE -> new Cursor(habit.title(), habit.id());
      case CREATED_AT -> Cursor.at(habit.createdAt(), habit.id());
    };
  }
}
