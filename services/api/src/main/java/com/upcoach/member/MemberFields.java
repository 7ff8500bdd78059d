package com.upcoach.member;

import com.upcoach.input.JsonInput;
import com.upcoach.input.PlainText;
import com.upcoach.input.UuidV7;
import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Reads and validates the fields of a member in a request.
public final class MemberFields {

  /// One `@` with characters on both sides and no white space. Only a mail sent to an address can
  /// show whether it works, so the pattern is not stricter.
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,188}");

  private static final int MIN_PASSWORD_LENGTH = 8;

  /// The longest password: enough for a passphrase, and a bound on the input of hashing.
  private static final int MAX_PASSWORD_LENGTH = 256;

  private MemberFields() {}

  /// The registration in a request.
  ///
  /// @param id the name of the optional field with a client-chosen id
  static Members.Registration registration(JsonInput fields, String id, UuidV7 ids) {
    Optional<UUID> chosenId = fields.uuid(id);
    Optional<String> email = fields.required("email", email(fields));
    Optional<String> password = fields.required("password", password(fields, "password"));
    Optional<String> name = fields.required("name", name(fields));
    Optional<ZoneId> zone = fields.zone("zone");
    Optional<LocalTime> dayStart = fields.dayStart("dayStart");
    Optional<DayOfWeek> firstWeekday = fields.word("firstWeekday", DayOfWeek.class);
    fields.done();
    return new Members.Registration(
        chosenId.orElseGet(ids::next),
        email.orElseThrow(),
        password.orElseThrow(),
        name.orElseThrow(),
        new MemberClock(zone.orElse(ZoneId.of("Etc/UTC")), dayStart.orElse(LocalTime.MIDNIGHT)),
        firstWeekday.orElse(DayOfWeek.MONDAY));
  }

  /// The profile change in a request.
  static Members.Change change(JsonInput fields) {
    Members.Change change =
        new Members.Change(
            name(fields),
            fields.zone("zone"),
            fields.dayStart("dayStart"),
            fields.word("firstWeekday", DayOfWeek.class));
    fields.done();
    return change;
  }

  /// The valid e-mail, in lower case.
  public static Optional<String> email(JsonInput fields) {
    return fields
        .text("email", 3, 254)
        .flatMap(
            email ->
                EMAIL.matcher(email).matches() && PlainText.isVisibleThroughout(email)
                    ? Optional.of(normalised(email))
                    : fields.wrong("email", "must be an e-mail address"));
  }

  /// The normalized form in which e-mails are stored and compared.
  public static String normalised(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /// A new password, whose length is validated.
  static Optional<String> password(JsonInput fields, String name) {
    return fields.secret(name, MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH);
  }

  /// A password to check against the stored hash: any length up to the longest is accepted.
  public static Optional<String> passwordToCheck(JsonInput fields, String name) {
    return fields.secret(name, 0, MAX_PASSWORD_LENGTH);
  }

  static Optional<String> name(JsonInput fields) {
    return fields.text("name", 1, 100);
  }
}
