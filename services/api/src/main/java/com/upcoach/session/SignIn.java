package com.upcoach.session;

import com.upcoach.input.JsonInput;
import com.upcoach.member.MemberFields;
import java.util.Optional;

/// A sign-in request.
///
/// @param email in normalized form, as stored
/// @param device the name of the device, if it was sent
record SignIn(String email, String password, Optional<String> device) {

  /// The longest device name, in characters.
  static final int MAX_DEVICE_LENGTH = 200;

  static SignIn of(JsonInput fields) {
    Optional<String> email = fields.required("email", fields.text("email", 1, 254));
    Optional<String> password =
        fields.required("password", MemberFields.passwordToCheck(fields, "password"));
    Optional<String> device = fields.text("device", 1, MAX_DEVICE_LENGTH);
    fields.done();
    return new SignIn(MemberFields.normalised(email.orElseThrow()), password.orElseThrow(), device);
  }

  /// Leaves the password out, so that logs do not contain it.
  @Override
  public String toString() {
    return "SignIn[device=" + device + "]";
  }
}
