package com.upcoach.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Random choice with weights.
final class WeightedChoice<T> {

  private final List<T> things = new ArrayList<>();
  private int[] upTo = {};

  /// Adds a thing that is drawn with probability `weight` divided by the sum of all weights.
  WeightedChoice<T> with(int weight, T thing) {
    int sum = upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    upTo = Arrays.copyOf(upTo, upTo.length + 1);
    upTo[upTo.length - 1] = sum + weight;
    things.add(thing);
    return this;
  }

  T draw(SplittableRandom random) {
    int ticket = random.nextInt(upTo[upTo.length - 1]);
    int place = 0;
    while (upTo[place] <= ticket) {
      place++;
    }
    return things.get(place);
  }
}
