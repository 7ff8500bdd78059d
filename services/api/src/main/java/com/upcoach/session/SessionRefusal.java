package com.upcoach.session;

import com.upcoach.outcome.Refusal;

/// The refusals of the use cases of sessions.
public sealed interface SessionRefusal extends Refusal {

  /// E-mail or password is wrong; the refusal does not reveal which.
  record WrongCredentials() implements SessionRefusal {}

  /// The id of no session of the member.
  record UnknownSession() implements SessionRefusal {}
}
