package com.upcoach.member;

import com.upcoach.outcome.Refusal;

/// The refusals of the use cases of members.
public sealed interface MemberRefusal extends Refusal {

  /// The e-mail or id of no member.
  record UnknownMember() implements MemberRefusal {}

  /// A failed precondition: the member has changed since the client read it.
  record Changed() implements MemberRefusal {}

  /// The current password in the request is wrong.
  record WrongPassword() implements MemberRefusal {}

  /// The new password is easily guessed.
  ///
  /// @param field the field of the password
  /// @param reason a text to follow the field's name
  record WeakPassword(String field, String reason) implements MemberRefusal {}
}
