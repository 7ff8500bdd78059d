package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.book.Book;
import com.upcoach.input.PlainText;
import com.upcoach.input.TimeZones;
import com.upcoach.member.Member;
import com.upcoach.member.Members;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Decides whether the profile in an export replaces that of the importing member.
///
/// It does where the member has recorded nothing yet: zone, day start and first weekday decide
/// which days count, and without them streaks would differ. The profile of a member who already has
/// habits stays, and the report lists the differences.
final class ProfileRestoring {

  private static final int MAX_NAME_LENGTH = 100;

  private ProfileRestoring() {}

  /// A decision.
  ///
  /// @param change of the profile; empty where it stays
  /// @param note for the report; empty where both profiles are equal
  record Decision(Optional<Members.Change> change, Optional<String> note) {}

  /// @param book of the member, before the import
  static Decision decide(Archive archive, Member member, Book book) {
    if (archive.member().isEmpty()) {
      return new Decision(Optional.empty(), Optional.empty());
    }
    Archive.Member source = archive.member().get();
    boolean sameDays =
        source.zone().equals(member.memberClock().zone())
            && source.dayStart().equals(member.memberClock().dayStart())
            && source.firstWeekday() == member.firstWeekday();
    boolean emptyBook = book.pages().isEmpty() && book.pauses().isEmpty();
    boolean named = source.name().equals(member.name());
    if (sameDays && (named || !emptyBook)) {
      return new Decision(Optional.empty(), Optional.empty());
    }
    String exported = settings(source.zone(), source.dayStart(), source.firstWeekday());
    String own =
        settings(
            member.memberClock().zone(), member.memberClock().dayStart(), member.firstWeekday());
    if (!emptyBook) {
      return kept(
          "Your profile stays as it is (%s), because you already have habits here. The export"
              + " was made with %s. Weekly streaks may differ from those there;"
              + " change your profile if the export's settings are the right ones.",
          own, exported);
    }
    if (TimeZones.parse(source.zone().getId()).isEmpty()) {
      return kept(
          "Your profile stays as it is (%s): the export has %s, and that time zone is not"
              + " one that a profile can have.",
          own, exported);
    }
    return new Decision(
        Optional.of(
            new Members.Change(
                name(source.name()),
                Optional.of(source.zone()),
                Optional.of(source.dayStart()),
                Optional.of(source.firstWeekday()))),
        sameDays
            ? Optional.empty()
            : Optional.of(
                "Your profile was restored from the export: %s. Before, it was %s."
                    .formatted(exported, own)));
  }

  private static Decision kept(String note, String own, String exported) {
    return new Decision(Optional.empty(), Optional.of(note.formatted(own, exported)));
  }

  /// The name, if a profile may have it.
  private static Optional<String> name(String exported) {
    return Optional.of(PlainText.trimmed(exported))
        .filter(name -> !name.isEmpty() && name.length() <= MAX_NAME_LENGTH)
        .filter(name -> PlainText.fault(name, PlainText.Lines.ONE).isEmpty());
  }

  private static String settings(ZoneId zone, LocalTime dayStart, DayOfWeek firstWeekday) {
    String weekday = firstWeekday.name();
    return "time zone %s, day start %s, first weekday %s"
        .formatted(
            zone.getId(),
            dayStart,
            weekday.charAt(0) + weekday.substring(1).toLowerCase(Locale.ROOT));
  }
}
