package com.upcoach.session;

import com.upcoach.input.JsonInput;
import com.upcoach.member.MemberFields;
import java.util.Optional;

/// What somebody sends who signs in.
///
/// @param email as e-mails are kept
/// @param device what the device calls itself
record SignIn(String email, String password, Optional<String> device) {

  /// Characters of a device's name.
  static final int LONGEST_DEVICE = 200;

  static SignIn of(JsonInput fields) {
    Optional<String> email = fields.required("email", fields.text("email", 1, 254));
    Optional<String> password =
        fields.required("password", MemberFields.passwordToCheck(fields, "password"));
    Optional<String> device = fields.text("device", 1, LONGEST_DEVICE);
    fields.done();
    return new SignIn(MemberFields.normalised(email.orElseThrow()), password.orElseThrow(), device);
  }

  /// The password stays out of logs.
  @Override
  public String toString() {
    return "SignIn[device=" + device + "]";
  }
}
