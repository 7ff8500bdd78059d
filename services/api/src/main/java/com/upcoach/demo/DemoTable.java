package com.upcoach.demo;

/// The tables that the load fills, and the order of their columns.
enum DemoTable {
  MEMBER(
      "member",
      "member_id, email, name, password_hash, zone, day_start, first_weekday, role, created_at"),
  BOOK_REVISION("book_revision", "member_id, revision"),
  SESSION("session", "member_id, id, token_hash, device, created_at, expires_at"),
  HABIT(
      "habit",
      "member_id, id, title, note, kind, unit, target, unlogged, color, icon, starts, ends,"
          + " archived, schedule, revision, created_at"),
  SUMMARY(
      "habit_summary",
      "member_id, habit_id, as_of, current_length, current_from, current_to,"
          + " longest_length, longest_from, longest_to, score, ledger,"
          + " latest_day, latest_amount, latest_note"),
  PAUSE("pause", "member_id, id, habit_id, from_day, to_day"),
  CHECK_IN("check_in", "member_id, habit_id, day, amount, skipped, day_start, at, zone, note"),
  STANDING("standing", "member_id, period, starts, points"),
  TEAM("team", "id, name, code, owner_id, created_at"),
  TEAM_MEMBER("team_member", "member_id, team_id, joined_at");

  final String table;
  final String copy;
  final int columns;

  DemoTable(String table, String columns) {
    this.table = table;
    this.copy = "copy " + table + " (" + columns + ") from stdin (format binary)";
    this.columns = columns.split(",", -1).length;
  }
}
