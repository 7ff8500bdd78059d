package com.upcoach.architecture.planted.statements;

/// A planted violation: has SQL statements outside static fields.
final class StoreWithStatementInMethod {

  private final String inField = "delete from habit h where h.id = $2";

  String inMethod() {
    return "select amount from check_in c where c.habit_id = $1";
  }

  String built(String column) {
    return "update habit set " + column + " = $1 where id = $2";
  }

  String ofOthers() {
    return "select title from habit where member_id <> $1";
  }

  String field() {
    return inField;
  }
}
