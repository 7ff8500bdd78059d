package com.upcoach.group;

import com.upcoach.paging.Cursor;
import com.upcoach.paging.SortOrder;

/// What the members of a group may be sorted by.
enum ParticipantSort {
  MEMBER_ID,
  JOINED_AT;

  /// The order of a list where nobody asks for another.
  static final SortOrder<ParticipantSort> USUAL = SortOrder.of(MEMBER_ID);

  Cursor place(Participant one) {
    return switch (this) {
      case MEMBER_ID -> Cursor.at(one.memberId());
      case JOINED_AT -> Cursor.at(one.joinedAt(), one.memberId());
    };
  }
}
