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

/// Replays the week on the real response cache, with the week's virtual clock.
final class Replay {

  /// Duration of a load.
  static final long LOAD_NANOS = 3_000_000;

  static final int ANY_DAY = -1;

  /// Share of its TTL before which a response never expires.
  private static final double MIN_TTL_SHARE = 0.9;

  private static final long NEVER = Long.MIN_VALUE;

  private final Crowd crowd;
  private final Traffic traffic;
  private final Rules rules;
  private final Generations generations = new Generations(Answer.GENERATIONS);
  private final ResponseCache<Key> cache;
  private final TtlRule[] ruleAt = new TtlRule[Answer.SLOTS];
  private final Map<Person, CachedResponse[]> answers = new HashMap<>();
  private final ArrayDeque<PendingLoad> inFlight = new ArrayDeque<>();
  private final Outcome outcome = new Outcome();

  /// State of each response: time of its last load, for which day, for which cause, and whether a
  /// write of its member has invalidated it since.
  private final long[] lastLoaded;

  private final int[] day;
  private final long[] generation;
  private final boolean[] written;
  private long now;

  /// @param day [#ANY_DAY] for a response that is the same on all days
  private record Key(int member, int day, int slot) {
    /// Whether the entry's day has passed, as in the server.
    private boolean isOutlivedBy(Key later) {
      return day != ANY_DAY && day < later.day;
    }
  }

  private record PendingLoad(long ready, Ticket ticket, CachedResponse answer) {}

  /// @param maxBytes memory of the cache
  Replay(Crowd crowd, Traffic traffic, Rules rules, long maxBytes, long seed) {
    this.crowd = crowd;
    this.traffic = traffic;
    this.rules = rules;
    this.cache =
        new ResponseCache<>(
            generations,
            maxBytes,
            Answer.MAX_BYTES_OF_MEMBER,
            Key::member,
            () -> now,
            new SplittableRandom(seed)::nextDouble,
            Key::isOutlivedBy,
            Optional.empty(),
            tags -> Optional.empty());
    int places = crowd.size() * Answer.SLOTS;
    this.lastLoaded = new long[places];
    this.day = new int[places];
    this.generation = new long[places];
    this.written = new boolean[places];
    Arrays.fill(lastLoaded, NEVER);
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
    while (!inFlight.isEmpty() && inFlight.peek().ready() <= time) {
      PendingLoad making = inFlight.poll();
      now = making.ready();
      making.ticket().store(making.answer());
    }
  }

  private void write(int member, int habit) {
    if (rules.perResponse()) {
      for (int slot = 0; slot < slots(member); slot++) {
        if (rules.invalidates(habit, slot)) {
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

  private void read(int member, int slot, boolean requested) {
    Answer answer = Answer.at(slot);
    int ofDay = rules.isOfDay(answer) ? crowd.day(member, now) : ANY_DAY;
    int index = member * Answer.SLOTS + slot;
    List<Tag> tags = List.of(tag(member, slot));
    switch (cache.find(new Key(member, ofDay, slot), rule(member, slot), tags)) {
      case ResponseCache.Hit _, ResponseCache.Follow _ -> {
        if (requested) {
          outcome.hit(answer);
        }
      }
      case ResponseCache.Lead lead -> {
        if (requested) {
          outcome.missed(answer, why(index, ofDay, answer, tags));
        } else {
          outcome.prefetched();
        }
        lastLoaded[index] = now;
        day[index] = ofDay;
        written[index] = false;
        generation[index] = generations.of(tags);
        inFlight.add(new PendingLoad(now + LOAD_NANOS, lead.ticket(), answerOf(member, slot)));
      }
    }
  }

  /// The TTL of a response that depends on the day ends with the day.
  private TtlRule rule(int member, int slot) {
    TtlRule usual = ruleAt[slot];
    long left = crowd.leftOfDay(member, now);
    return rules.isOfDay(Answer.at(slot)) && left < usual.fresh().toNanos()
        ? new TtlRule(usual.name(), Duration.ofNanos(left), usual.stale())
        : usual;
  }

  private Outcome.Miss why(int index, int ofDay, Answer answer, List<Tag> tags) {
    if (lastLoaded[index] == NEVER || day[index] != ofDay) {
      return Outcome.Miss.FIRST;
    }
    if (written[index]) {
      return Outcome.Miss.WRITTEN;
    }
    if (now - lastLoaded[index] >= MIN_TTL_SHARE * rules.fresh(answer).toNanos()) {
      return Outcome.Miss.EXPIRED;
    }
    return generation[index] == generations.of(tags) ? Outcome.Miss.EVICTED : Outcome.Miss.SHARED;
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
    return new Tag("member", new UUID(rules.perResponse() ? 1 + slot : 0, member));
  }
}
