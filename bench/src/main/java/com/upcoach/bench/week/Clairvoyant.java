package com.upcoach.bench.week;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.TtlRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Upper bound on the cache hits of the week, even for an offline cache that knows the future. It
/// has the same memory, TTLs and writes, and cannot load a response before it is requested. Where
/// the rules prefetch a response, the bound has it too.
///
/// The optimum is NP-hard where responses differ in size. The bound is a Lagrangian relaxation:
/// memory has a price that differs by hour, the cache may hold any response as long as that pays,
/// and a hit is worth 1. For any prices, its profit plus the price of all the memory is at least
/// the number of hits of any cache with that memory. The lowest bound found by a search over prices
/// is used. With one price for the whole week it would be PFOO-U.
///
/// @see <a href="https://doi.org/10.1145/3224427">Berger, Beckmann and Harchol-Balter, Practical
///     Bounds on Optimal Caching with Variable Object Sizes, 2018</a>
final class Clairvoyant {

  private static final int HOURS = 7 * 24;
  private static final long HOUR = 60 * Crowd.MINUTE;

  /// Largest random factor on a response's TTL (jitter).
  private static final double MAX_JITTER = 1.1;

  private static final int TRIES_OF_ONE_PRICE = 12;
  private static final int TRIES_OF_PRICES = 12;

  /// Search range for the price of all the memory for an hour, in hits.
  private static final double LOWEST_PRICE = 1;

  private static final double HIGHEST_PRICE = 1e6;

  private final Crowd crowd;
  private final Traffic traffic;
  private final Rules rules;
  private final double memory;
  private final int[] order;
  private final double[] paidUntil;
  private final Map<Integer, Integer> weights = new HashMap<>();

  /// Byte-nanoseconds held in each hour at the prices of the last try.
  private final double[] held = new double[HOURS];

  private Run[] runs = {};

  /// @param maxBytes memory of the cache
  Clairvoyant(Crowd crowd, Traffic traffic, Rules rules, long maxBytes) {
    this.crowd = crowd;
    this.traffic = traffic;
    this.rules = rules;
    this.memory = maxBytes;
    this.order = byMember();
    this.paidUntil = new double[traffic.size()];
  }

  /// Reads of one response between two invalidations.
  private static final class Run {
    private int[] events = new int[16];
    private double[] best = new double[17];
    private int[] last = new int[16];
    private int size;
    private int day;
    private long life;
    private int weight;

    private void add(int event) {
      if (size == events.length) {
        events = Arrays.copyOf(events, 2 * size);
        best = new double[2 * size + 1];
        last = new int[2 * size];
      }
      events[size++] = event;
    }
  }

  /// The upper bound on hits.
  double maxHits() {
    double[] prices = new double[HOURS];
    double lowest = hits(prices);
    if (Arrays.stream(held).allMatch(bytes -> bytes <= memory * HOUR)) {
      return lowest;
    }
    double low = LOWEST_PRICE / (memory * HOUR);
    double high = HIGHEST_PRICE / (memory * HOUR);
    for (int attempt = 0; attempt < TRIES_OF_ONE_PRICE; attempt++) {
      double price = Math.sqrt(low * high);
      Arrays.fill(prices, price);
      lowest = Math.min(lowest, hits(prices));
      if (Arrays.stream(held).sum() > memory * HOUR * HOURS) {
        low = price;
      } else {
        high = price;
      }
    }
    for (int attempt = 0; attempt < TRIES_OF_PRICES; attempt++) {
      for (int hour = 0; hour < HOURS; hour++) {
        double utilisation = held[hour] / (memory * HOUR);
        prices[hour] *= Math.sqrt(Math.clamp(utilisation, 0.1, 10));
      }
      lowest = Math.min(lowest, hits(prices));
    }
    return lowest;
  }

  /// The bound at these prices.
  ///
  /// @param prices per byte and nanosecond, in hits, by hour
  private double hits(double[] prices) {
    Arrays.fill(held, 0);
    double[] paid = new double[HOURS + 1];
    for (int hour = 0; hour < HOURS; hour++) {
      paid[hour + 1] = paid[hour] + prices[hour] * HOUR;
    }
    for (int event = 0; event < traffic.size(); event++) {
      long at = traffic.at(event);
      int hour = (int) (at / HOUR);
      paidUntil[event] = paid[hour] + prices[hour] * (at % HOUR);
    }
    double worth = 0;
    int from = 0;
    while (from < order.length) {
      int until = from;
      int member = traffic.member(order[from]);
      while (until < order.length && traffic.member(order[until]) == member) {
        until++;
      }
      worth += hitsOf(member, from, until);
      from = until;
    }
    return worth + paid[HOURS] * memory;
  }

  private double hitsOf(int member, int from, int until) {
    startRuns(member);
    double worth = 0;
    for (int index = from; index < until; index++) {
      int event = order[index];
      if (traffic.isWrite(event)) {
        int habit = traffic.habit(event);
        for (int slot = 0; slot < Answer.SLOTS; slot++) {
          if (runs[slot].size > 0 && rules.invalidates(habit, slot)) {
            worth += end(runs[slot]);
          }
        }
      } else {
        Run run = runs[traffic.slot(event)];
        int day =
            rules.isOfDay(Answer.at(traffic.slot(event)))
                ? crowd.day(member, traffic.at(event))
                : Replay.ANY_DAY;
        if (day != run.day) {
          worth += end(run);
          run.day = day;
        }
        run.add(event);
      }
    }
    for (Run run : runs) {
      worth += end(run);
    }
    return worth;
  }

  private void startRuns(int member) {
    if (runs.length == 0) {
      runs = new Run[Answer.SLOTS];
      Arrays.setAll(runs, slot -> new Run());
    }
    for (int slot = 0; slot < runs.length; slot++) {
      Run run = runs[slot];
      run.life = Replay.LOAD_NANOS + (long) (MAX_JITTER * rules.fresh(Answer.at(slot)).toNanos());
      run.weight = weights.computeIfAbsent(crowd.person(member).bytes()[slot], Clairvoyant::weight);
    }
  }

  /// Best profit of a run: each load is held up to one of the reads within its TTL, and each read
  /// up to there is a hit.
  private double end(Run run) {
    int size = run.size;
    run.size = 0;
    run.best[size] = 0;
    for (int first = size - 1; first >= 0; first--) {
      int loadEvent = run.events[first];
      double best = run.best[first + 1];
      int last = first;
      int hits = 0;
      for (int next = first + 1; next < size; next++) {
        int event = run.events[next];
        if (traffic.at(event) - traffic.at(loadEvent) > run.life) {
          break;
        }
        hits += traffic.isRead(event) ? 1 : 0;
        double cost = run.weight * (paidUntil[event] - paidUntil[loadEvent]);
        double worth = hits - cost + run.best[next + 1];
        if (worth > best) {
          best = worth;
          last = next;
        }
      }
      run.best[first] = best;
      run.last[first] = last;
    }
    for (int first = 0; first < size; first = run.last[first] + 1) {
      hold(run.weight, run.events[first], run.events[run.last[first]]);
    }
    return run.best[0];
  }

  private void hold(int weight, int first, int last) {
    long from = traffic.at(first);
    long until = traffic.at(last);
    while (from < until) {
      int hour = (int) (from / HOUR);
      long end = Math.min(until, (hour + 1) * HOUR);
      held[hour] += (double) weight * (end - from);
      from = end;
    }
  }

  /// Weight of a response, as the cache computes it.
  private static int weight(int bytes) {
    ResponseCache<Integer> cache =
        new ResponseCache<>(
            new Generations(1), Long.MAX_VALUE, Long.MAX_VALUE, key -> key, () -> 0, () -> 0);
    TtlRule rule = new TtlRule("weight", Answer.STALE, Answer.STALE);
    if (cache.find(1, rule, List.of()) instanceof ResponseCache.Lead lead) {
      lead.ticket().store(new CachedResponse(new byte[bytes]));
    }
    return Math.toIntExact(cache.size().bytes());
  }

  /// Events grouped by member, in order of time.
  private int[] byMember() {
    int[] starts = new int[crowd.size() + 1];
    for (int event = 0; event < traffic.size(); event++) {
      starts[traffic.member(event) + 1]++;
    }
    for (int member = 0; member < crowd.size(); member++) {
      starts[member + 1] += starts[member];
    }
    int[] sorted = new int[traffic.size()];
    for (int event = 0; event < traffic.size(); event++) {
      sorted[starts[traffic.member(event)]++] = event;
    }
    return sorted;
  }
}
