package com.upcoach.bench.cache;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Compressed size of the most frequent responses as a browser gets them, compared with the
/// uncompressed size.
final class PayloadCase implements Case<Stage> {

  private static final double GOAL = 0.6;

  /// One of this many demo members is sampled.
  private static final int ONE_OF = 10;

  private static final List<String> ENCODINGS = List.of("br", "gzip");

  /// The screens with their path; `{habit}` stands for the first habit of a member.
  private enum Screen {
    TODAY("/v1/today"),
    STATISTICS("/v1/habits/{habit}/statistics"),
    LEADERBOARD("/v1/leaderboards/global");

    private final String path;

    Screen(String path) {
      this.path = path;
    }

    private String pathOf(Stage.Member member) {
      return path.replace("{habit}", member.habits().getFirst());
    }
  }

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    List<Row> rows = new ArrayList<>();
    List<Stage.Member> sample = sample(stage);
    for (Screen screen : Screen.values()) {
      double[] plain = bytes(stage, screen, sample, "identity");
      for (String encoding : ENCODINGS) {
        rows.add(row(screen, encoding, bytes(stage, screen, sample, encoding), plain));
      }
    }
    return rows;
  }

  private static List<Stage.Member> sample(Stage stage) throws IOException, InterruptedException {
    List<Stage.Member> sample = new ArrayList<>();
    for (int place = 0; place < stage.members().size(); place += ONE_OF) {
      sample.add(stage.members().get(place));
    }
    return sample;
  }

  private static double[] bytes(
      Stage stage, Screen screen, List<Stage.Member> sample, String encoding)
      throws IOException, InterruptedException {
    double[] bytes = new double[sample.size()];
    for (int place = 0; place < bytes.length; place++) {
      Stage.Member member = sample.get(place);
      bytes[place] = stage.read(screen.pathOf(member), member.token(), encoding).body().length;
    }
    return bytes;
  }

  /// The ratio is that of the sums, which is the traffic on the network. The spread is over
  /// members.
  private static Row row(Screen screen, String encoding, double[] ours, double[] plain) {
    double sum = 0;
    double sumOfPlain = 0;
    double[] ratios = new double[ours.length];
    for (int place = 0; place < ours.length; place++) {
      sum += ours[place];
      sumOfPlain += plain[place];
      ratios[place] = ours[place] / plain[place];
    }
    Spread each = Spread.of(ratios);
    return Row.atMost(
        "%s, bytes of %d members: %s | identity"
            .formatted(screen.name().toLowerCase(Locale.ROOT), ours.length, encoding),
        new Rounds.Comparison(
            sum, sumOfPlain, new Spread(sum / sumOfPlain, each.least(), each.most())),
        GOAL);
  }
}
