package com.upcoach.bench.week;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Requests and writes of the week, in order of time.
///
/// Each time the app is opened it reads the day. On some of these occasions (a cold start) it also
/// reads profile, habits and pauses, and on some the member's rank. Then the member takes a few
/// steps. A step is a check-in, after which the app reads the day again, or a page, after which it
/// reads the day again on return. An app that returns from the background within minutes reads the
/// day.
final class Traffic {

  private static final double COLD_START = 0.4;
  private static final double RANK_AT_START = 0.3;
  private static final double ONE_MORE_STEP = 0.69;
  private static final double COMES_BACK = 0.35;

  private static final double CHECK_IN = 0.38;
  private static final double EDIT = 0.01;
  private static final double HABIT_PAGE = 0.25;
  private static final double BOARD_PAGE = 0.13;
  private static final double PROFILE_PAGE = 0.07;

  private static final double SECONDS_OF_STEP = 12;
  private static final long MOMENT = Crowd.SECOND / 3;
  private static final long MILLI = 1_000_000;

  /// Event codes of other events than reads; a read's code is its response's index.
  static final int FIRST_CHECK_IN = 1 << 8;

  static final int CHANGE = 1 << 9;
  static final int PREFETCH = 1 << 10;

  private final SplittableRandom random;
  private long[] at = new long[1 << 16];
  private int[] member = new int[1 << 16];
  private short[] action = new short[1 << 16];
  private int size;

  Traffic(SplittableRandom random) {
    this.random = random;
  }

  /// Generates the week of a crowd.
  ///
  /// @param rules decide what is prefetched, which is an event as well
  static Traffic of(Crowd crowd, Rules rules, long seed) {
    Traffic traffic = new Traffic(new SplittableRandom(seed));
    for (int person = 0; person < crowd.size(); person++) {
      for (int day = 0; day < 7; day++) {
        int opens = crowd.opens(person, day, traffic.random);
        for (int open = 0; open < opens; open++) {
          long moment = crowd.moment(person, day, traffic.random);
          traffic.open(person, crowd.person(person).habits(), moment);
        }
      }
    }
    Traffic sorted = traffic.inOrder();
    return rules.prefetchAfterWrites() || rules.prefetchBeforeUsualHour()
        ? sorted.withPrefetches(crowd, rules).inOrder()
        : sorted;
  }

  int size() {
    return size;
  }

  long at(int event) {
    return at[event];
  }

  int member(int event) {
    return member[event];
  }

  boolean isRead(int event) {
    return action[event] < FIRST_CHECK_IN;
  }

  boolean isWrite(int event) {
    return action[event] >= FIRST_CHECK_IN && action[event] < PREFETCH;
  }

  /// Index of the response that is read or prefetched.
  int slot(int event) {
    return action[event] == PREFETCH ? Answer.TODAY.slot(0) : action[event];
  }

  /// The habit that was checked in; -1 for any other write.
  int habit(int event) {
    return action[event] == CHANGE ? -1 : action[event] - FIRST_CHECK_IN;
  }

  long reads() {
    return IntStream.range(0, size).filter(this::isRead).count();
  }

  long writes() {
    return IntStream.range(0, size).filter(this::isWrite).count();
  }

  private void open(int person, int habits, long moment) {
    long now = moment;
    read(person, now, Answer.TODAY, 0);
    if (random.nextDouble() < COLD_START) {
      read(person, now, Answer.PROFILE, 0);
      read(person, now, Answer.HABITS, 0);
      read(person, now, Answer.PAUSES, 0);
    }
    if (random.nextDouble() < RANK_AT_START) {
      read(person, now, Answer.OWN_RANK, 0);
    }
    while (random.nextDouble() < ONE_MORE_STEP) {
      now = step(person, habits, now + pause());
    }
    if (random.nextDouble() < COMES_BACK) {
      now += random.nextLong(Crowd.MINUTE, 8 * Crowd.MINUTE);
      read(person, now, Answer.TODAY, 0);
    }
  }

  private long pause() {
    return (long) (-Math.log(1 - random.nextDouble()) * SECONDS_OF_STEP * Crowd.SECOND);
  }

  /// @return time at which the member is back at its day
  private long step(int person, int habits, long now) {
    double chance = random.nextDouble();
    int habit = random.nextInt(habits);
    if ((chance -= CHECK_IN) < 0) {
      add(person, now, FIRST_CHECK_IN + habit);
      return back(person, now + MOMENT);
    }
    if ((chance -= EDIT) < 0) {
      add(person, now, CHANGE);
      return back(person, now + MOMENT);
    }
    if ((chance -= HABIT_PAGE) < 0) {
      read(person, now, Answer.HABIT, habit);
      read(person, now, Answer.CHECK_INS, habit);
      read(person, now, Answer.STREAK, habit);
      read(person, now, Answer.STATISTICS, habit);
    } else if ((chance -= BOARD_PAGE) < 0) {
      read(person, now, Answer.LEADERBOARD, 0);
      read(person, now, Answer.OWN_RANK, 0);
    } else if (chance - PROFILE_PAGE < 0) {
      read(person, now, Answer.PROFILE, 0);
      read(person, now, Answer.PAUSES, 0);
    } else {
      read(person, now, Answer.HABITS, 0);
    }
    return back(person, now + pause());
  }

  private long back(int person, long now) {
    read(person, now, Answer.TODAY, 0);
    return now;
  }

  private void read(int person, long now, Answer answer, int habit) {
    add(person, now, answer.slot(habit));
  }

  /// Adds an event, rounded to the millisecond. Events outside the week are dropped.
  void add(int person, long now, int happens) {
    if (now < 0 || now >= 7 * Crowd.DAY) {
      return;
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      member = Arrays.copyOf(member, 2 * size);
      action = Arrays.copyOf(action, 2 * size);
    }
    at[size] = now / MILLI * MILLI;
    member[size] = person;
    action[size] = (short) happens;
    size++;
  }

  private Traffic withPrefetches(Crowd crowd, Rules rules) {
    Traffic all = new Traffic(random);
    int[] lastDay = new int[crowd.size()];
    Arrays.fill(lastDay, Integer.MIN_VALUE);
    for (int event = 0; event < size; event++) {
      int person = member[event];
      all.add(person, at[event], action[event]);
      if (rules.prefetchAfterWrites() && isWrite(event)) {
        all.add(person, at[event], PREFETCH);
      }
      int day = crowd.day(person, at[event]);
      if (rules.prefetchBeforeUsualHour() && day != lastDay[person]) {
        lastDay[person] = day;
        all.add(person, at[event] + Crowd.DAY - 30 * Crowd.MINUTE, PREFETCH);
      }
    }
    return all;
  }

  /// Sorts by time; events of the same time keep the order in which they were added.
  private Traffic inOrder() {
    long[] order = new long[size];
    // A week of milliseconds takes 30 bits, which leaves 24 bits for the index.
    for (int event = 0; event < size; event++) {
      order[event] = (at[event] / MILLI) << 24 | event;
    }
    if (size >= 1 << 24) {
      throw new IllegalStateException(size + " events are too many to be put in order");
    }
    Arrays.sort(order);
    Traffic sorted = new Traffic(random);
    for (long index : order) {
      int event = (int) (index & ((1 << 24) - 1));
      sorted.add(member[event], at[event], action[event]);
    }
    return sorted;
  }
}
