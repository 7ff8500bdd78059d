package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.archive.OwnExport;
import com.upcoach.book.Book;
import com.upcoach.book.Books;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.member.Member;
import com.upcoach.member.Members;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Use case of exports: all of a member's data in one zip that people can read and that can be
/// imported.
@Singleton
public final class Exports {

  private static final int ATTEMPTS = 20;

  private final Books books;
  private final Members members;

  public Exports(Books books, Members members) {
    this.books = books;
    this.members = members;
  }

  /// Creates the zip from one database snapshot. Blocks, so it must not run on an event loop.
  public byte[] zip(UUID memberId) {
    Member member = members.find(memberId).await().indefinitely().orElseThrow();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Book book = read(memberId);
      Map<UUID, List<CheckIn>> histories = new HashMap<>();
      for (UUID habitId : book.pages().keySet()) {
        histories.put(habitId, books.history(memberId, habitId).await().indefinitely());
      }
      if (read(memberId).revision() == book.revision()) {
        return zip(member, book, histories);
      }
    }
    throw new IllegalStateException("the member is writing faster than it can be read");
  }

  private Book read(UUID memberId) {
    return books.read(memberId).await().indefinitely().orElseThrow();
  }

  private static byte[] zip(Member member, Book book, Map<UUID, List<CheckIn>> histories) {
    try {
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      OwnExport.write(
          zip,
          new Archive.Member(
              member.name(),
              member.memberClock().zone(),
              member.memberClock().dayStart(),
              book.firstWeekday()),
          book.pages().values().stream().map(page -> habit(page.habit())).toList(),
          book.pauses().stream().map(Exports::pause).toList(),
          habit -> histories.get(UUID.fromString(habit.key())).stream().map(Exports::entry));
      return zip.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be written to", impossible);
    }
  }

  private static Archive.Habit habit(Habit habit) {
    return new Archive.Habit(
        habit.id().toString(),
        habit.title(),
        habit.note(),
        habit.kind(),
        habit.unit(),
        habit.target(),
        habit.unlogged(),
        habit.color(),
        habit.icon(),
        habit.start(),
        habit.end(),
        habit.archived(),
        habit.schedule(),
        List.of(),
        Optional.empty(),
        habit.createdAt(),
        true);
  }

  private static Archive.Pause pause(com.upcoach.book.Pause pause) {
    return new Archive.Pause(
        pause.id().toString(),
        pause.habitId() == null ? null : pause.habitId().toString(),
        pause.range().from(),
        pause.range().to());
  }

  private static Archive.Entry entry(CheckIn checkIn) {
    return new Archive.Entry(
        checkIn.day(),
        checkIn.amount(),
        checkIn.note(),
        checkIn.skipped(),
        Optional.of(new Archive.Stamp(checkIn.at(), ZoneId.of(checkIn.zone()), checkIn.dayStart())),
        checkIn.noteAlone());
  }
}
