package com.upcoach.group;

import com.upcoach.paging.Cursor;
import com.upcoach.paging.SortOrder;

/// Fields by which the members of a group can be sorted.
enum ParticipantSort {
  MEMBER_ID,
  JOINED_AT;

  /// Default order of a list of members.
  static final SortOrder<ParticipantSort> DEFAULT_ORDER = SortOrder.of(MEMBER_ID);

  Cursor place(Participant participant) {
    return switch (this) {
      case MEMBER_ID -> Cursor.at(participant.memberId());
      case JOINED_AT -> Cursor.at(participant.joinedAt(), participant.memberId());
    };
  }
}
