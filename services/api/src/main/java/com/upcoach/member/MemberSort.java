package com.upcoach.member;

import com.upcoach.paging.Cursor;

/// The sort fields of the list of members.
enum MemberSort {
  ID,
  EMAIL,
  NAME,
  CREATED_AT;

  Cursor cursor(Member member) {
    return switch (this) {
      case ID -> Cursor.at(member.id());
      case EMAIL -> new Cursor(member.email(), member.id());
      case NAME -> new Cursor(member.name(), member.id());
      case CREATED_AT -> Cursor.at(member.createdAt(), member.id());
    };
  }
}
