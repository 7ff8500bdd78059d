package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BodyAdmissionTest {

  @Test
  void a_type_may_leave_the_charset_out_or_name_utf_8() {
    for (String type :
        new String[] {
          null,
          "application/json",
          "application/json; charset=utf-8",
          "application/json;charset=\"UTF-8\"",
          "application/json; charset=UTF8",
          "application/json; version=1; Charset=Utf-8",
          "multipart/form-data; boundary=x; charset=utf-16"
        }) {
      assertTrue(BodyAdmission.isUtf8(type), type);
    }
    for (String type :
        new String[] {
          "application/json; charset=utf-16",
          "application/json;charset=iso-8859-1",
          "application/json; charset=\"utf-7\"",
          "application/json; charset=",
          "application/json; charset=utf-8; charset=utf-32"
        }) {
      assertFalse(BodyAdmission.isUtf8(type), type);
    }
  }
}
