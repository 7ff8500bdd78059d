package com.upcoach.session;

import com.upcoach.outcome.Refusal;

/// Why a use case of sessions changes nothing.
public sealed interface SessionRefusal extends Refusal {

  /// E-mail or password is wrong; which of the two is not said.
  record WrongCredentials() implements SessionRefusal {}

  /// The member has no such session.
  record UnknownSession() implements SessionRefusal {}
}
