package com.upcoach.demo;

import com.upcoach.book.Book;
import com.upcoach.book.BookRows;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.book.Pause;
import com.upcoach.book.ScheduleText;
import com.upcoach.book.Standing;
import com.upcoach.demo.DemoSessions.SignedIn;
import com.upcoach.group.Group;
import com.upcoach.member.Member;
import com.upcoach.streak.Run;
import com.upcoach.streak.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Rows of a batch of members for all tables, encoded for `COPY`. It is filled, written, cleared
/// and reused, so its buffers are allocated once.
final class CopyBatch {

  private final Map<DemoTable, CopyRows> rows = new EnumMap<>(DemoTable.class);
  private final List<String> tokenLines = new ArrayList<>();

  void clear() {
    rows.values().forEach(CopyRows::clear);
    tokenLines.clear();
  }

  CopyRows of(DemoTable table) {
    return rows.computeIfAbsent(table, _ -> new CopyRows());
  }

  /// Lines `member-id token habit-id…`, one for each member with a session.
  List<String> tokenLines() {
    return tokenLines;
  }

  void add(DemoMember demoMember, String passwordHash) {
    Member member = demoMember.member();
    UUID id = member.id();
    put(member, passwordHash);
    row(DemoTable.BOOK_REVISION).uuid(id).int8(demoMember.book().revision());
    // The check-ins of a habit are in the order of days.
    Map<UUID, CheckIn> newest = new HashMap<>();
    demoMember.checkIns().forEach(checkIn -> newest.put(checkIn.habitId(), checkIn));
    for (Book.Page page : demoMember.book().pages().values()) {
      UUID habitId = page.habit().id();
      put(id, page.habit());
      put(id, demoMember.summaries().get(habitId), page, newest.get(habitId));
    }
    demoMember.checkIns().forEach(checkIn -> put(id, checkIn));
    demoMember.book().pauses().forEach(pause -> put(id, pause));
    demoMember.book().standings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(BY_KEY))
        .forEach(
            entry ->
                row(DemoTable.STANDING)
                    .uuid(id)
                    .text(entry.getKey().period().word())
                    .date(entry.getKey().starts())
                    .int4(entry.getValue()));
    demoMember
        .group()
        .ifPresent(
            membership -> {
              if (demoMember.founded()) {
                put(membership.group());
              }
              row(DemoTable.TEAM_MEMBER)
                  .uuid(id)
                  .uuid(membership.group().id())
                  .instant(membership.joinedAt());
            });
  }

  void add(DemoMember demoMember, SignedIn opened) {
    row(DemoTable.SESSION)
        .uuid(demoMember.member().id())
        .uuid(opened.session().id())
        .bytes(opened.made().token().hash().getBytes())
        .text(opened.session().device())
        .instant(opened.session().createdAt())
        .instant(opened.session().expiresAt());
    StringBuilder line = new StringBuilder();
    line.append(demoMember.member().id()).append(' ').append(opened.made().text());
    demoMember.book().pages().keySet().forEach(habitId -> line.append(' ').append(habitId));
    tokenLines.add(line.toString());
  }

  private static final Comparator<Standing> BY_KEY =
      Comparator.comparing((Standing standing) -> standing.period().word())
          .thenComparing(Standing::starts);

  private CopyRows row(DemoTable table) {
    return of(table).row(table.columns);
  }

  private void put(Member member, String passwordHash) {
    row(DemoTable.MEMBER)
        .uuid(member.id())
        .text(member.email())
        .text(member.name())
        .text(passwordHash)
        .text(member.memberClock().zone().getId())
        .int2(BookRows.minutes(member.memberClock().dayStart()))
        .int2(member.firstWeekday().getValue())
        .text(member.role().word())
        .instant(member.createdAt());
  }

  private void put(UUID memberId, Habit habit) {
    row(DemoTable.HABIT)
        .uuid(memberId)
        .uuid(habit.id())
        .text(habit.title())
        .text(habit.note())
        .text(BookRows.word(habit.kind()))
        .text(habit.unit())
        .amount(habit.target())
        .text(BookRows.word(habit.unlogged()))
        .text(habit.color())
        .text(habit.icon())
        .date(habit.start())
        .date(habit.end())
        .bool(habit.archived())
        .text(ScheduleText.write(habit.schedule()))
        .int4(habit.revision())
        .instant(habit.createdAt());
  }

  /// @param newest check-in of the habit; null for none
  private void put(UUID memberId, Summary summary, Book.Page page, CheckIn newest) {
    CopyRows row =
        row(DemoTable.SUMMARY).uuid(memberId).uuid(page.habit().id()).date(summary.asOf());
    put(row, summary.current());
    put(row, summary.longest());
    row.float8(summary.score()).bytes(page.ledger().encoded());
    if (newest == null) {
      row.absent().absent().absent();
    } else {
      row.date(newest.day()).amount(newest.amount()).text(newest.note());
    }
  }

  private static void put(CopyRows row, Run run) {
    row.int4(run == null ? 0 : run.length())
        .date(run == null ? null : run.from())
        .date(run == null ? null : run.to());
  }

  private void put(UUID memberId, CheckIn checkIn) {
    row(DemoTable.CHECK_IN)
        .uuid(memberId)
        .uuid(checkIn.habitId())
        .date(checkIn.day())
        .amount(checkIn.amount())
        .bool(checkIn.skipped())
        .int2(BookRows.minutes(checkIn.dayStart()))
        .instant(checkIn.at())
        .text(checkIn.zone())
        .text(checkIn.note());
  }

  private void put(UUID memberId, Pause pause) {
    row(DemoTable.PAUSE)
        .uuid(memberId)
        .uuid(pause.id())
        .uuid(pause.habitId())
        .date(pause.range().from())
        .date(pause.range().to());
  }

  private void put(Group group) {
    row(DemoTable.TEAM)
        .uuid(group.id())
        .text(group.name())
        .text(group.code())
        .uuid(group.ownerId())
        .instant(group.createdAt());
  }
}
