package com.upcoach.member;

import com.upcoach.input.JsonInput;
import com.upcoach.input.PlainText;
import com.upcoach.input.TimeZones;
import com.upcoach.input.UuidV7;
import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Reads the fields of a member from a request.
public final class MemberFields {

  /// One `@` with something on both sides and no white space: whether an address works only a
  /// mail sent to it can tell.
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,188}");

  private static final int SHORTEST_PASSWORD = 8;

  /// Enough for any phrase, and a bound on what is hashed.
  private static final int LONGEST_PASSWORD = 256;

  private MemberFields() {}

  /// What a newcomer sends.
  ///
  /// @param id the name of the field with the id that may be chosen
  static Members.Registration registration(JsonInput fields, String id, UuidV7 ids) {
    Optional<UUID> chosen = fields.uuid(id);
    Optional<String> email = fields.required("email", email(fields));
    Optional<String> password = fields.required("password", password(fields, "password"));
    Optional<String> name = fields.required("name", name(fields));
    Optional<ZoneId> zone = zone(fields);
    Optional<LocalTime> dayStart = dayStart(fields);
    Optional<DayOfWeek> firstWeekday = firstWeekday(fields);
    fields.done();
    return new Members.Registration(
        chosen.orElseGet(ids::next),
        email.orElseThrow(),
        password.orElseThrow(),
        name.orElseThrow(),
        new WallClock(zone.orElse(ZoneId.of("Etc/UTC")), dayStart.orElse(LocalTime.MIDNIGHT)),
        firstWeekday.orElse(DayOfWeek.MONDAY));
  }

  /// What a member changes of its profile.
  static Members.Change change(JsonInput fields) {
    Members.Change change =
        new Members.Change(name(fields), zone(fields), dayStart(fields), firstWeekday(fields));
    fields.done();
    return change;
  }

  /// The e-mail in lower case.
  public static Optional<String> email(JsonInput fields) {
    return fields
        .text("email", 3, 254)
        .flatMap(
            email ->
                EMAIL.matcher(email).matches() && PlainText.isVisibleThroughout(email)
                    ? Optional.of(normalised(email))
                    : fields.wrong("email", "must be an e-mail address"));
  }

  /// The form in which e-mails are kept and compared.
  public static String normalised(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /// A new password.
  static Optional<String> password(JsonInput fields, String name) {
    return fields.secret(name, SHORTEST_PASSWORD, LONGEST_PASSWORD);
  }

  /// A password to be compared: any length up to the bound may be tried.
  public static Optional<String> passwordToCheck(JsonInput fields, String name) {
    return fields.secret(name, 0, LONGEST_PASSWORD);
  }

  static Optional<String> name(JsonInput fields) {
    return fields.text("name", 1, 100);
  }

  static Optional<ZoneId> zone(JsonInput fields) {
    return fields.parsed(
        "zone",
        text -> TimeZones.parse(text).orElseThrow(IllegalArgumentException::new),
        "must be an IANA time zone such as Europe/Berlin");
  }

  static Optional<LocalTime> dayStart(JsonInput fields) {
    return fields.parsed(
        "dayStart",
        text -> {
          LocalTime time = LocalTime.parse(text);
          if (text.length() != 5 || time.isAfter(WallClock.LATEST_DAY_START)) {
            throw new IllegalArgumentException("out of range");
          }
          return time;
        },
        "must be a time from 00:00 to 06:00");
  }

  static Optional<DayOfWeek> firstWeekday(JsonInput fields) {
    return fields.parsed(
        "firstWeekday",
        text -> {
          if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("upper case");
          }
          return DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT));
        },
        "must be a weekday in lower case, such as monday");
  }
}
