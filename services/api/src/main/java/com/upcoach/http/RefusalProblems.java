package com.upcoach.http;

import com.upcoach.archive.FileRefusal;
import com.upcoach.checkin.CheckInRefusal;
import com.upcoach.group.GroupRefusal;
import com.upcoach.habit.HabitRefusal;
import com.upcoach.json.Responses;
import com.upcoach.member.MemberRefusal;
import com.upcoach.outcome.Refusal;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.security.TooManyAttempts;
import com.upcoach.session.SessionRefusal;
import com.upcoach.statistics.StatisticsRefusal;
import jakarta.inject.Singleton;
import java.util.List;

/// Maps each refusal to the problem that the client gets.
///
/// The refusals of a feature are sealed, so a new one does not compile until it is mapped here.
@Singleton
public final class RefusalProblems implements Responses {

  /// The most refused lines that a problem lists of an import that took nothing.
  private static final int LINES_AT_MOST = 100;

  private static final Problem CHANGED =
      Problem.of(
          ProblemKind.PRECONDITION_FAILED,
          "It has changed since, and nothing was written: GET it again, see what is new,"
              + " and send the ETag of that answer as If-Match.");

  @Override
  public Problem problem(Refusal refusal) {
    return switch (refusal) {
      case MemberRefusal member -> of(member);
      case SessionRefusal session -> of(session);
      case HabitRefusal habit -> of(habit);
      case CheckInRefusal checkIn -> of(checkIn);
      case StatisticsRefusal statistics -> of(statistics);
      case GroupRefusal group -> of(group);
      case FileRefusal file -> of(file);
      case TooManyAttempts attempts -> of(attempts);
      default -> throw new IllegalStateException("no problem is decided for " + refusal);
    };
  }

  private static Problem of(MemberRefusal refusal) {
    return switch (refusal) {
      case MemberRefusal.UnknownMember() -> notFound("No member has this id.");
      case MemberRefusal.Changed() -> CHANGED;
      case MemberRefusal.WrongPassword() ->
          Problem.of(
              ProblemKind.WRONG_CREDENTIALS,
              "The present password is another one; nothing was changed.");
      case MemberRefusal.WeakPassword(var field, var reason) -> wrongField(field, reason);
    };
  }

  private static Problem of(SessionRefusal refusal) {
    return switch (refusal) {
      case SessionRefusal.WrongCredentials() ->
          Problem.of(
              ProblemKind.WRONG_CREDENTIALS, "No member has this e-mail with this password.");
      case SessionRefusal.UnknownSession() -> notFound("You have no such session.");
    };
  }

  private static Problem of(TooManyAttempts refusal) {
    return Problem.of(
        ProblemKind.TOO_MANY_ATTEMPTS,
        "Wrong passwords were sent for this account too often. Try again in %d seconds, or sign in from a network that you have used before."
            .formatted(refusal.retryAfter().plusMillis(999).toSeconds()));
  }

  private static Problem of(HabitRefusal refusal) {
    return switch (refusal) {
      case HabitRefusal.UnknownHabit(var id) -> notFound("You have no habit " + id + ".");
      case HabitRefusal.UnknownPause(var id) -> notFound("You have no pause " + id + ".");
      case HabitRefusal.Changed() -> CHANGED;
      case HabitRefusal.IdTaken(var id) ->
          Problem.of(
              ProblemKind.ID_TAKEN,
              "%s is in use for something else; choose another id.".formatted(id));
      case HabitRefusal.TooManyHabits(int most) ->
          Problem.of(
              ProblemKind.TOO_MANY,
              "You have %d habits, the most there may be; remove one first.".formatted(most));
      case HabitRefusal.TooManyPauses(int most) ->
          Problem.of(
              ProblemKind.TOO_MANY,
              "You have %d pauses, the most there may be; remove one first.".formatted(most));
      case HabitRefusal.EndBeforeStart(var start, var end) ->
          Problem.of(
              ProblemKind.RANGE_REVERSED,
              "It would end on %s, before it begins on %s.".formatted(end, start));
      case HabitRefusal.CheckInsOutside(var first, var last) ->
          Problem.of(
              ProblemKind.INVALID_FIELD,
              ("There are check-ins from %s to %s; the habit's days must include" + " them.")
                  .formatted(first, last));
      case HabitRefusal.NoTarget() ->
          wrongField("target", "must be above 0 for a habit of kind do");
    };
  }

  private static Problem of(CheckInRefusal refusal) {
    return switch (refusal) {
      case CheckInRefusal.UnknownHabit(var id) -> notFound("You have no habit " + id + ".");
      case CheckInRefusal.NothingRecorded(var day) ->
          notFound("Nothing is recorded on %s.".formatted(day));
      case CheckInRefusal.DayInFuture(var day, var today) ->
          Problem.of(
              ProblemKind.DAY_IN_FUTURE,
              "%s has not begun in your time zone, where it is %s.".formatted(day, today));
      case CheckInRefusal.DayNotInZone(var day, var zone) ->
          Problem.of(
              ProblemKind.DAY_NOT_IN_ZONE,
              "%s, your time zone, never had %s: its clocks jumped over the whole of that date."
                  .formatted(zone, day));
      case CheckInRefusal.DayBeforeStart(var day, var start) ->
          Problem.of(
              ProblemKind.DAY_BEFORE_START,
              "%s lies before %s, the habit's first day; move its start to record it."
                  .formatted(day, start));
      case CheckInRefusal.DayAfterEnd(var day, var end) ->
          Problem.of(
              ProblemKind.DAY_AFTER_END,
              "%s lies after %s, the habit's last day; move its end to record it."
                  .formatted(day, end));
      case CheckInRefusal.Malformed(Problem problem) -> problem;
    };
  }

  private static Problem of(StatisticsRefusal refusal) {
    return switch (refusal) {
      case StatisticsRefusal.UnknownHabit(var id) -> notFound("You have no habit " + id + ".");
      case StatisticsRefusal.RangeReversed(var from, var to) ->
          Problem.of(
              ProblemKind.RANGE_REVERSED,
              "The range would end on %s, before it begins on %s.".formatted(to, from));
      case StatisticsRefusal.RangeTooLong(int most) ->
          Problem.of(
              ProblemKind.TOO_MANY, "At most %d days are explained in one answer.".formatted(most));
    };
  }

  private static Problem of(GroupRefusal refusal) {
    return switch (refusal) {
      case GroupRefusal.UnknownGroup(var id) ->
          notFound("You belong to no group %s.".formatted(id));
      case GroupRefusal.UnknownCode() -> notFound("No group has this code.");
      case GroupRefusal.NotTheOwner() ->
          Problem.of(ProblemKind.NOT_ALLOWED, "Only the group's owner may do this.");
      case GroupRefusal.OwnerStays() ->
          Problem.of(
              ProblemKind.NOT_ALLOWED, "The owner cannot leave the group; delete it instead.");
      case GroupRefusal.TooManyGroups(int most) ->
          Problem.of(
              ProblemKind.TOO_MANY,
              "You are in %d groups, the most there may be; leave one first.".formatted(most));
      case GroupRefusal.GroupFull(int most) ->
          Problem.of(
              ProblemKind.TOO_MANY,
              "The group has %d members, the most there may be.".formatted(most));
      case GroupRefusal.IdTaken(var id) ->
          Problem.of(
              ProblemKind.ID_TAKEN,
              "%s is in use for something else; choose another id.".formatted(id));
    };
  }

  private static Problem of(FileRefusal refusal) {
    return switch (refusal) {
      case FileRefusal.UnknownKind(var name, var seen) ->
          unreadable("%s is %s.".formatted(name, seen));
      case FileRefusal.Truncated(var where, var detail) ->
          unreadable("The file is cut short at %s: %s.".formatted(where, detail));
      case FileRefusal.Corrupt(var where, var detail) ->
          unreadable("The file is damaged at %s: %s.".formatted(where, detail));
      case FileRefusal.TooLarge(var limit, long most) ->
          unreadable(
              switch (limit) {
                case "fileBytes" -> "The file is larger than %d bytes.".formatted(most);
                case "unpackedBytes" ->
                    "The files in the archive unpack to more than %d bytes.".formatted(most);
                case "files" -> "The archive contains more than %d files.".formatted(most);
                case "habits" -> "The file contains more than %d habits.".formatted(most);
                case "records" -> "The file contains more than %d check-ins.".formatted(most);
                case "lineChars" ->
                    "A line or text in the file is longer than %d characters.".formatted(most);
                default -> throw new IllegalStateException("no sentence for the limit " + limit);
              });
      case FileRefusal.UnknownTracker(var missing) ->
          unreadable(
              "The database is not of a habit tracker; it has no %s."
                  .formatted(String.join(", ", missing)));
      case FileRefusal.NewerExport(int version, int known) ->
          unreadable(
              "The export has version %d; this server reads up to %d.".formatted(version, known));
      case FileRefusal.OtherTracker(var tracker, var advice) ->
          unreadable("The file is from %s. %s".formatted(tracker, advice));
      case FileRefusal.SeveralBackups(var names) ->
          unreadable(
              "There are several backups in it (%s); import each of them by itself."
                  .formatted(String.join(", ", names)));
      case FileRefusal.AmbiguousDates(var where, var date) ->
          Problem.of(
              ProblemKind.AMBIGUOUS_DATES,
              ("%s: the date %s may be read in more than one order, and no line of"
                      + " the file tells which is right. Import it again with"
                      + " the order of its dates: --date-order %s on the"
                      + " command line, dateOrder in the API. Nothing was"
                      + " taken over.")
                  .formatted(where, date, "mdy, dmy or ymd"));
      case FileRefusal.NothingImported nothing -> nothingTaken(nothing);
    };
  }

  private static Problem nothingTaken(FileRefusal.NothingImported nothing) {
    String detail =
        nothing.lines().isEmpty()
            ? "The file has no habits. Nothing was taken over."
            : "All %d records of the file were refused, so nothing was taken over. The first reason: %s: %s."
                .formatted(
                    nothing.records(),
                    nothing.lines().getFirst().where(),
                    nothing.lines().getFirst().reason());
    return new Problem(
        ProblemKind.NOTHING_TAKEN,
        detail,
        nothing.lines().stream()
            .limit(LINES_AT_MOST)
            .map(
                line ->
                    new Problem.FieldError(
                        line.where(), "%s (%s)".formatted(line.reason(), line.what())))
            .toList());
  }

  private static Problem unreadable(String detail) {
    return Problem.of(ProblemKind.UNREADABLE_FILE, detail + " Nothing was taken over.");
  }

  private static Problem notFound(String detail) {
    return Problem.of(ProblemKind.NOT_FOUND, detail);
  }

  private static Problem wrongField(String name, String reason) {
    return new Problem(
        ProblemKind.INVALID_FIELD,
        name + " " + reason + ".",
        List.of(new Problem.FieldError(name, reason)));
  }
}
