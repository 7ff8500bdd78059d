package com.upcoach.bench.week;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.coalesce.cache.TtlRule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// Brings the week to the real response cache, whose clock is that of the week.
final class Replay {

  /// How long it takes to make an answer.
  static final long MAKING = 3_000_000;

  static final int ANY_DAY = -1;

  /// Before this share of its time an answer is never too old.
  private static final double LEAST_OF_TIME = 0.9;

  private static final long NEVER = Long.MIN_VALUE;

  private final Crowd crowd;
  private final Traffic traffic;
  private final Rules rules;
  private final Generations generations = new Generations(Answer.GENERATIONS);
  private final ResponseCache<Key> cache;
  private final TtlRule[] ruleAt = new TtlRule[Answer.SLOTS];
  private final Map<Person, CachedResponse[]> answers = new HashMap<>();
  private final ArrayDeque<Making> underWay = new ArrayDeque<>();
  private final Outcome outcome = new Outcome();

  /// When the answer at each place was made last, for which day, of what, and whether a write
  /// of its member has made it go since.
  private final long[] made;

  private final int[] day;
  private final long[] generation;
  private final boolean[] written;
  private long now;

  /// @param day [#ANY_DAY] where it is the same on all
  private record Key(int member, int day, int slot) {
    /// As the server has it: its day has passed.
    private boolean isOutlivedBy(Key later) {
      return day != ANY_DAY && day < later.day;
    }
  }

  private record Making(long ready, Ticket ticket, CachedResponse answer) {}

  /// @param mostBytes of the cache
  Replay(Crowd crowd, Traffic traffic, Rules rules, long mostBytes, long seed) {
    this.crowd = crowd;
    this.traffic = traffic;
    this.rules = rules;
    this.cache =
        new ResponseCache<>(
            generations,
            mostBytes,
            Answer.MOST_BYTES_OF_MEMBER,
            Key::member,
            () -> now,
            new SplittableRandom(seed)::nextDouble,
            Key::isOutlivedBy,
            Optional.empty(),
            tags -> Optional.empty());
    int places = crowd.size() * Answer.SLOTS;
    this.made = new long[places];
    this.day = new int[places];
    this.generation = new long[places];
    this.written = new boolean[places];
    Arrays.fill(made, NEVER);
    for (int slot = 0; slot < Answer.SLOTS; slot++) {
      Answer answer = Answer.at(slot);
      ruleAt[slot] = new TtlRule(answer.route(), rules.fresh(answer), Answer.STALE);
    }
  }

  Outcome run() {
    for (int event = 0; event < traffic.size(); event++) {
      finishUntil(traffic.at(event));
      now = traffic.at(event);
      int member = traffic.member(event);
      if (traffic.isWrite(event)) {
        write(member, traffic.habit(event));
      } else {
        read(member, traffic.slot(event), traffic.isRead(event));
      }
    }
    return outcome;
  }

  private void finishUntil(long time) {
    while (!underWay.isEmpty() && underWay.peek().ready() <= time) {
      Making making = underWay.poll();
      now = making.ready();
      making.ticket().store(making.answer());
    }
  }

  private void write(int member, int habit) {
    if (rules.byAnswer()) {
      for (int slot = 0; slot < slots(member); slot++) {
        if (rules.makesGo(habit, slot)) {
          generations.bump(tag(member, slot));
          written[member * Answer.SLOTS + slot] = true;
        }
      }
    } else {
      generations.bump(tag(member, 0));
      Arrays.fill(written, member * Answer.SLOTS, (member + 1) * Answer.SLOTS, true);
    }
  }

  private int slots(int member) {
    return Answer.STATISTICS.slot(crowd.person(member).habits() - 1) + 1;
  }

  private void read(int member, int slot, boolean asked) {
    Answer answer = Answer.at(slot);
    int ofDay = rules.isOfDay(answer) ? crowd.day(member, now) : ANY_DAY;
    int place = member * Answer.SLOTS + slot;
    List<Tag> tags = List.of(tag(member, slot));
    switch (cache.find(new Key(member, ofDay, slot), rule(member, slot), tags)) {
      case ResponseCache.Hit _, ResponseCache.Follow _ -> {
        if (asked) {
          outcome.hit(answer);
        }
      }
      case ResponseCache.Lead lead -> {
        if (asked) {
          outcome.missed(answer, why(place, ofDay, answer, tags));
        } else {
          outcome.madeUnasked();
        }
        made[place] = now;
        day[place] = ofDay;
        written[place] = false;
        generation[place] = generations.of(tags);
        underWay.add(new Making(now + MAKING, lead.ticket(), answerOf(member, slot)));
      }
    }
  }

  /// What is of a day has no time beyond it.
  private TtlRule rule(int member, int slot) {
    TtlRule usual = ruleAt[slot];
    long left = crowd.leftOfDay(member, now);
    return rules.isOfDay(Answer.at(slot)) && left < usual.fresh().toNanos()
        ? new TtlRule(usual.name(), Duration.ofNanos(left), usual.stale())
        : usual;
  }

  private Outcome.Miss why(int place, int ofDay, Answer answer, List<Tag> tags) {
    if (made[place] == NEVER || day[place] != ofDay) {
      return Outcome.Miss.FIRST;
    }
    if (written[place]) {
      return Outcome.Miss.WRITTEN;
    }
    if (now - made[place] >= LEAST_OF_TIME * rules.fresh(answer).toNanos()) {
      return Outcome.Miss.TOO_OLD;
    }
    return generation[place] == generations.of(tags) ? Outcome.Miss.EVICTED : Outcome.Miss.SHARED;
  }

  private CachedResponse answerOf(int member, int slot) {
    Person person = crowd.person(member);
    CachedResponse[] all =
        answers.computeIfAbsent(person, same -> new CachedResponse[Answer.SLOTS]);
    if (all[slot] == null) {
      all[slot] = new CachedResponse(new byte[person.bytes()[slot]]);
    }
    return all[slot];
  }

  private Tag tag(int member, int slot) {
    return new Tag("member", new UUID(rules.byAnswer() ? 1 + slot : 0, member));
  }
}
