package com.upcoach.bench.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Spread;
import com.upcoach.bench.week.Answer;
import com.upcoach.bench.week.Outcome;
import com.upcoach.bench.week.Person;
import com.upcoach.bench.week.Rules;
import com.upcoach.bench.week.Week;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hit rate of the response cache over a week of traffic in virtual time, compared with an upper
/// bound for any cache of the same memory, including an offline one that knows the future.
///
/// With `--prove` ours has a hundredth of the memory.
final class WeekCase implements Case<Stage> {

  /// Large enough that the default memory cannot hold every response that is requested again.
  private static final int MEMBERS = 100_000;

  /// Small enough that it can.
  private static final int FEW = 10_000;

  /// The default of `cache-megabytes`.
  private static final long MEMORY = 24L << 20;

  private static final int PART_OF_PROOF = 100;
  private static final double GOAL_AGAINST_BEST = 0.97;
  private static final double GOAL = 0.8;
  private static final double FEWEST_READS = 9;
  private static final double MAX_READS = 11;

  /// Responses are sampled from one of this many demo members.
  private static final int ONE_OF = 6;

  private static final Pattern ZONE = Pattern.compile("\"zone\":\"([^\"]+)\"");
  private static final Pattern DAY_START = Pattern.compile("\"dayStart\":\"([^\"]+)\"");

  private static final Duration TWO_DAYS = Duration.ofDays(2);

  /// Alternative rules, compared with the present ones.
  private static final List<Strategy> STRATEGIES =
      List.of(
          new Strategy("one tag a member", new Rules(false, false, false, true, Duration.ZERO)),
          new Strategy(
              "the day prefetched after writes", new Rules(true, true, false, true, Duration.ZERO)),
          new Strategy(
              "the day before the usual hour", new Rules(true, false, true, true, Duration.ZERO)),
          new Strategy("cached for two days", new Rules(true, false, false, true, TWO_DAYS)),
          new Strategy("all of these", new Rules(true, true, true, true, TWO_DAYS)));

  private record Strategy(String words, Rules rules) {}

  /// Two hit rates, 0 to 1.
  private record Rates(double ours, double best) {

    private Rounds.Comparison against(double limit) {
      return Rounds.Comparison.withNumber(Spread.of(ours), limit);
    }
  }

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    List<Person> like = like(stage);
    boolean prove = stage.options().prove();
    Rates now = rates(stage, "now", new Week(MEMBERS, like, Rules.NOW), prove ? PART_OF_PROOF : 1);
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.atLeast("a week: hit rate | clairvoyant", now.against(now.best()), GOAL_AGAINST_BEST));
    rows.add(Row.atLeast("a week: hit rate | 0.8", now.against(GOAL), 1));
    if (!prove) {
      rows.addAll(others(stage, like));
    }
    return rows;
  }

  private static List<Row> others(Stage stage, List<Person> like) {
    List<Row> rows = new ArrayList<>();
    Rates few = rates(stage, "memory enough", new Week(FEW, like, Rules.NOW), 1);
    rows.add(Row.without("a week, memory enough | clairvoyant", few.against(few.best())));
    for (Strategy idea : STRATEGIES) {
      Rates rates = rates(stage, idea.words(), new Week(FEW, like, idea.rules()), 1);
      rows.add(
          Row.without(
              "a week, %s | clairvoyant".formatted(idea.words()), rates.against(rates.best())));
    }
    return rows;
  }

  /// @param part divisor of the memory that ours has
  private static Rates rates(Stage stage, String name, Week week, int part) {
    double perWrite = week.reads() / (double) week.writes();
    if (perWrite < FEWEST_READS || perWrite > MAX_READS) {
      throw new IllegalStateException(perWrite + " reads to a write are not about ten");
    }
    Outcome outcome = week.replay(MEMORY / part);
    Rates rates = new Rates(outcome.hitRate(), week.maxHits(MEMORY) / week.reads());
    stage.log(
        String.format(
            Locale.ROOT,
            "week, %s: %,d reads, %.1f to a write; ours %.3f, best %.3f",
            name,
            week.reads(),
            perWrite,
            rates.ours(),
            rates.best()));
    stage.log(misses(outcome));
    outcome.lines().forEach((answer, line) -> stage.log(line(answer, line, outcome)));
    return rates;
  }

  private static String misses(Outcome outcome) {
    StringBuilder text = new StringBuilder("  missed:");
    for (Outcome.Miss why : Outcome.Miss.values()) {
      text.append(String.format(Locale.ROOT, " %s %.3f", why, outcome.share(why)));
    }
    double prefetchCount = outcome.prefetchCount() / (double) outcome.reads();
    return text.append(String.format(Locale.ROOT, "; prefetched %.3f per read", prefetchCount))
        .toString();
  }

  private static String line(Answer answer, Outcome.Line line, Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "  %-28s hit rate %.2f, %.2f of the reads",
        answer.route(),
        line.hitRate(),
        line.reads() / (double) outcome.reads());
  }

  private static List<Person> like(Stage stage) throws IOException, InterruptedException {
    List<Person> like = new ArrayList<>();
    for (int place = 0; place < stage.members().size(); place += ONE_OF) {
      like.add(person(stage, stage.members().get(place)));
    }
    return like;
  }

  private static Person person(Stage stage, Stage.Member member)
      throws IOException, InterruptedException {
    int habits = Math.min(member.habits().size(), Answer.MAX_HABITS);
    int[] bytes = new int[Answer.SLOTS];
    for (Answer answer : Answer.values()) {
      for (int habit = 0; habit < (answer.isOfHabit() ? habits : 1); habit++) {
        String path = answer.route().replace("{id}", member.habits().get(habit));
        bytes[answer.slot(habit)] = body(stage, path, member).length;
      }
    }
    String profile = new String(body(stage, Answer.PROFILE.route(), member), UTF_8);
    LocalTime dayStart = LocalTime.parse(found(DAY_START, profile));
    return new Person(
        ZoneId.of(found(ZONE, profile)),
        Duration.between(LocalTime.MIDNIGHT, dayStart),
        habits,
        bytes);
  }

  private static byte[] body(Stage stage, String path, Stage.Member member)
      throws IOException, InterruptedException {
    return stage.read(path, member.token(), "identity").body();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
