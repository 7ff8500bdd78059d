package com.upcoach.bench.coalesce;

import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.machine.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// The signed-in demo members of a database, and their requests.
final class People {

  /// Minimum number of requests of each kind, so that no member has two in flight.
  private static final int FEWEST = 200;

  /// Fractions of the target that a day is set to in turn. Each differs from the previous one in
  /// whether the day is held, and so in streak, score and points.
  private static final double[] PARTS = {1.0, 0.3, 1.0, 0.6};

  private final Map<String, String> tokens = new HashMap<>();
  private final List<Pair> habits = new ArrayList<>();
  private final List<Day> days;
  private final List<Target> targets;

  /// A member's habit.
  record Pair(String member, String habit) {}

  /// A member of five habits on its present day.
  record Day(String member, String day) {}

  /// A habit that takes check-ins.
  record Target(String member, String habit, String day, double amount) {}

  /// Reads the members, in an order unrelated to that on disk.
  ///
  /// @param tokenFile as `./upcoach demo --tokens` writes it
  /// @throws IllegalStateException where they are too few for a measurement
  People(Path tokenFile, Database database) throws IOException, SQLException {
    Random order = new Random(1);
    for (String line : Files.readAllLines(tokenFile)) {
      String[] words = line.split(" ", -1);
      tokens.put(words[0], words[1]);
      for (int i = 2; i < words.length; i++) {
        habits.add(new Pair(words[0], words[i]));
      }
    }
    Collections.shuffle(habits, order);
    days =
        database.list(
            Database.statement("members-of-five.sql"),
            row -> new Day(row.getString(1), row.getString(2)));
    Collections.shuffle(days, order);
    targets =
        database.list(
            Database.statement("check-in-targets.sql"),
            row ->
                new Target(row.getString(1), row.getString(2), row.getString(3), row.getDouble(4)));
    Collections.shuffle(targets, order);
    days.removeIf(day -> !tokens.containsKey(day.member()));
    targets.removeIf(target -> !tokens.containsKey(target.member()));
    if (days.size() < FEWEST || targets.size() < FEWEST) {
      throw new IllegalStateException(
          "%d members of five habits and %d that take check-ins are too few"
              .formatted(days.size(), targets.size()));
    }
  }

  List<Pair> habits() {
    return Collections.unmodifiableList(habits);
  }

  List<Day> days() {
    return Collections.unmodifiableList(days);
  }

  int targetCount() {
    return targets.size();
  }

  /// Reads of one habit for each of many members.
  Requests habitReads() {
    return Requests.of(habitList());
  }

  /// Reads of the day for each member of five habits.
  Requests todayReads() {
    return Requests.of(
        days.stream()
            .map(day -> Request.get("today", "/v1/today", tokens.get(day.member())))
            .toList());
  }

  /// Check-ins for all targets, pass after pass with other amounts.
  Requests checkIns() {
    return Requests.of(checkInList());
  }

  /// A typical mix of reads: six days to four single habits.
  Requests reads() {
    return mixed(0, 6, 4);
  }

  /// One check-in to six days and three single habits.
  Requests everything() {
    return mixed(1, 6, 3);
  }

  private Requests mixed(int ofCheckIns, int ofToday, int ofHabit) {
    List<Request> kinds = new ArrayList<>();
    RoundRobin checkIns = new RoundRobin(checkInList());
    RoundRobin today = new RoundRobin(todayOfEverybody());
    RoundRobin habit = new RoundRobin(habitList());
    int turns = checkIns.requests.size() / Math.max(1, ofCheckIns);
    Random random = new Random(2);
    for (int turn = 0; turn < turns; turn++) {
      List<RoundRobin> ten = new ArrayList<>();
      ten.addAll(Collections.nCopies(ofCheckIns, checkIns));
      ten.addAll(Collections.nCopies(ofToday, today));
      ten.addAll(Collections.nCopies(ofHabit, habit));
      Collections.shuffle(ten, random);
      ten.forEach(next -> kinds.add(next.take()));
    }
    return Requests.of(kinds);
  }

  private static final class RoundRobin {
    private final List<Request> requests;
    private int next;

    RoundRobin(List<Request> requests) {
      this.requests = requests;
    }

    Request take() {
      return requests.get(next++ % requests.size());
    }
  }

  private List<Request> habitList() {
    return habits.stream()
        .map(pair -> Request.get("habit", "/v1/habits/" + pair.habit(), tokens.get(pair.member())))
        .toList();
  }

  /// The members of five habits are too few for many connections: one member would have two
  /// requests in flight.
  private List<Request> todayOfEverybody() {
    return tokens.values().stream()
        .sorted()
        .map(token -> Request.get("today", "/v1/today", token))
        .toList();
  }

  private List<Request> checkInList() {
    List<Request> passes = new ArrayList<>();
    for (double part : PARTS) {
      for (Target target : targets) {
        passes.add(checkIn(target, part));
      }
    }
    return passes;
  }

  private Request checkIn(Target target, double part) {
    return Request.sending(
        "check-in",
        "PUT",
        "/v1/habits/%s/check-ins/%s".formatted(target.habit(), target.day()),
        tokens.get(target.member()),
        String.format(Locale.ROOT, "{\"amount\":%.3f}", target.amount() * part));
  }
}
