package com.upcoach.member;

import com.upcoach.paging.Cursor;

/// What the list of members may be sorted by.
enum MemberSort {
  ID,
  EMAIL,
  NAME,
  CREATED_AT;

  Cursor place(Member member) {
    return switch (this) {
      case ID -> Cursor.at(member.id());
      case EMAIL -> new Cursor(member.email(), member.id());
      case NAME -> new Cursor(member.name(), member.id());
      case CREATED_AT -> Cursor.at(member.createdAt(), member.id());
    };
  }
}
