package com.upcoach.member;

import com.upcoach.outcome.Refusal;

/// Why a use case of members changes nothing.
public sealed interface MemberRefusal extends Refusal {

  /// No member has this e-mail or id.
  record UnknownMember() implements MemberRefusal {}

  /// The member is not what was seen of it any more.
  record Changed() implements MemberRefusal {}

  /// The new password was sent without the right present one.
  record WrongPassword() implements MemberRefusal {}

  /// The new password is easily guessed.
  ///
  /// @param field the field that it was sent in
  /// @param reason to follow the field's name
  record WeakPassword(String field, String reason) implements MemberRefusal {}
}
