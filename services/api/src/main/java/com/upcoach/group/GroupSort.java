package com.upcoach.group;

import com.upcoach.paging.Cursor;

/// Fields by which a list of the caller's groups can be sorted.
enum GroupSort {
  ID,
  NAME,
  CREATED_AT,
  JOINED_AT;

  Cursor place(Membership membership) {
    Group group = membership.group();
    return switch (this) {
      case ID -> Cursor.at(group.id());
      case NAME -> new Cursor(group.name(), group.id());
      case CREATED_AT -> Cursor.at(group.createdAt(), group.id());
      case JOINED_AT -> Cursor.at(membership.joinedAt(), group.id());
    };
  }
}
