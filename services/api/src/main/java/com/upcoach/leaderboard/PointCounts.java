package com.upcoach.leaderboard;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// How many members have how many points: a binary indexed tree (Fenwick, 1994), in which adding a
/// member and counting those above one both take as many steps as the highest points have bits.
///
/// Counts may be negative for a while, where changes are told in another order than they were made.
/// Not safe for several threads.
final class PointCounts {

  /// Points up to here have a place of their own, of four bytes, as soon as anybody has as many:
  /// forty years of full weeks. Whoever has more is counted in a map.
  static final int HIGHEST_IN_TREE = 1 << 20;

  private static final int FIRST_SIZE = 1 << 9;

  /// Place `i` holds the members of `i`'s lowest set bit points up to `i`; place 0 is unused.
  private int[] tree = new int[FIRST_SIZE + 1];

  private int inTree;
  private final TreeMap<Integer, Integer> beyond = new TreeMap<>();

  /// Adds so many members, or takes them out.
  ///
  /// @param points 1 or more
  void add(int points, int members) {
    if (points < 1) {
      throw new IllegalArgumentException("no board counts members with " + points + " points");
    }
    if (points > HIGHEST_IN_TREE) {
      beyond.merge(points, members, PointCounts::sumOrGone);
      return;
    }
    growTo(points);
    inTree += members;
    for (int place = points; place < tree.length; place += place & -place) {
      tree[place] += members;
    }
  }

  private static Integer sumOrGone(int before, int more) {
    return before + more == 0 ? null : before + more;
  }

  /// How many members have more points.
  int above(int points) {
    int above = 0;
    for (Map.Entry<Integer, Integer> one : beyond.tailMap(points, false).entrySet()) {
      above += one.getValue();
    }
    return above + inTree - upTo(Math.min(points, tree.length - 1));
  }

  private int upTo(int points) {
    int members = 0;
    for (int place = points; place > 0; place -= place & -place) {
      members += tree[place];
    }
    return members;
  }

  /// In a tree twice as large only the last place is over places of the smaller one.
  private void growTo(int points) {
    while (points >= tree.length) {
      int size = tree.length - 1;
      tree = Arrays.copyOf(tree, 2 * size + 1);
      tree[2 * size] = inTree;
    }
  }
}
