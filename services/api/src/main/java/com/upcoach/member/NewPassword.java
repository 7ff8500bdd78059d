package com.upcoach.member;

/// A password that a member chooses, with what it must not be close to.
///
/// @param field the name of the field that it was sent in
/// @param email of the member
/// @param name of the member
record NewPassword(String field, String text, String email, String name) {

  /// The password stays out of logs.
  @Override
  public String toString() {
    return "NewPassword[field=" + field + "]";
  }
}
