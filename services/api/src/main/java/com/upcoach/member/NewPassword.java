package com.upcoach.member;

/// A new password, with the member's e-mail and name, which it must not resemble.
///
/// @param field the name of the request's field with the password
/// @param email of the member
/// @param name of the member
record NewPassword(String field, String text, String email, String name) {

  /// Leaves the password out, so that logs do not contain it.
  @Override
  public String toString() {
    return "NewPassword[field=" + field + "]";
  }
}
