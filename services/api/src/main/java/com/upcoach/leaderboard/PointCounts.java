package com.upcoach.leaderboard;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Number of members by points, as a binary indexed tree (Fenwick, 1994). Adding a member and
/// counting the members above a number of points both take as many steps as the highest points have
/// bits.
///
/// Counts may be negative for a while, when changes arrive in another order than they were
/// committed. Not thread-safe.
final class PointCounts {

  /// Highest points stored in the tree, at four bytes per value: forty years of full weeks. Higher
  /// points are counted in a map.
  static final int HIGHEST_IN_TREE = 1 << 20;

  private static final int FIRST_SIZE = 1 << 9;

  /// Node `i` counts the members in the range of points that ends at `i` and has the length of
  /// `i`'s lowest set bit. Node 0 is unused.
  private int[] tree = new int[FIRST_SIZE + 1];

  private int inTree;
  private final TreeMap<Integer, Integer> aboveTree = new TreeMap<>();

  /// Adds members, or subtracts them where negative.
  ///
  /// @param points 1 or more
  void add(int points, int members) {
    if (points < 1) {
      throw new IllegalArgumentException("no board counts members with " + points + " points");
    }
    if (points > HIGHEST_IN_TREE) {
      aboveTree.merge(points, members, PointCounts::sumOrNull);
      return;
    }
    growTo(points);
    inTree += members;
    for (int node = points; node < tree.length; node += node & -node) {
      tree[node] += members;
    }
  }

  private static Integer sumOrNull(int before, int more) {
    return before + more == 0 ? null : before + more;
  }

  /// Counts the members with more points.
  int above(int points) {
    int above = 0;
    for (Map.Entry<Integer, Integer> entry : aboveTree.tailMap(points, false).entrySet()) {
      above += entry.getValue();
    }
    return above + inTree - upTo(Math.min(points, tree.length - 1));
  }

  private int upTo(int points) {
    int members = 0;
    for (int node = points; node > 0; node -= node & -node) {
      members += tree[node];
    }
    return members;
  }

  /// When the tree doubles, only the last new node covers existing nodes.
  private void growTo(int points) {
    while (points >= tree.length) {
      int size = tree.length - 1;
      tree = Arrays.copyOf(tree, 2 * size + 1);
      tree[2 * size] = inTree;
    }
  }
}
