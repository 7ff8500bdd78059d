package com.upcoach.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Random choice with weights.
final class WeightedChoice<T> {

  private final List<T> values = new ArrayList<>();
  private int[] upTo = {};

  /// Adds a value that is drawn with probability `weight` divided by the sum of all weights.
  WeightedChoice<T> with(int weight, T value) {
    int sum = upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    upTo = Arrays.copyOf(upTo, upTo.length + 1);
    upTo[upTo.length - 1] = sum + weight;
    values.add(value);
    return this;
  }

  T draw(SplittableRandom random) {
    int drawn = random.nextInt(upTo[upTo.length - 1]);
    int place = 0;
    while (upTo[place] <= drawn) {
      place++;
    }
    return values.get(place);
  }
}
