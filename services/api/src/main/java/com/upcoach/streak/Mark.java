package com.upcoach.streak;

/// The value of one day for a habit: nothing recorded, a note alone, skipped, or a share of the
/// target.
///
/// The share is stored in half percents, 0 to [#FULL]. [#FULL] always means "target met"; a smaller
/// amount yields at most [#FULL] - 1, however close it comes.
///
/// @param code the byte in a [Ledger], 0 to 255: 0 nothing recorded, 1 to 201 the share plus one,
///     202 a note alone, 255 skipped
public record Mark(int code) {

  /// The share that means "target met", in half percents.
  public static final int FULL = 200;

  static final int NONE_CODE = 0;
  static final int MET_CODE = FULL + 1;
  static final int NOTED_CODE = 202;
  static final int SKIPPED_CODE = 255;

  /// Nothing recorded.
  public static final Mark NONE = new Mark(NONE_CODE);

  /// A note alone. For streaks, score and points the day counts as not recorded.
  public static final Mark NOTED = new Mark(NOTED_CODE);

  /// Skipped by the member.
  public static final Mark SKIPPED = new Mark(SKIPPED_CODE);

  /// The target is met.
  public static final Mark MET = new Mark(MET_CODE);

  /// @throws IllegalArgumentException if no mark has this code
  public Mark {
    if (!isCode(code)) {
      throw new IllegalArgumentException("code: " + code + " stands for no mark");
    }
  }

  /// The mark of a share in half percents, 0 to [#FULL].
  ///
  /// @throws IllegalArgumentException for any other share
  public static Mark ofShare(int halfPercents) {
    if (halfPercents < 0 || halfPercents > FULL) {
      throw new IllegalArgumentException(
          "share: " + halfPercents + " is not between 0 and " + FULL);
    }
    return new Mark(halfPercents + 1);
  }

  /// The mark of a check-in.
  ///
  /// A `do` habit meets its target from `target` on; below it the share is `amount / target`. A
  /// `limit` habit meets it up to `target`; above it the share falls linearly to 0 at twice the
  /// target (immediately, if the target is 0). Shares are rounded down. Target and amount are
  /// compared exactly, at the precision of [Amounts].
  ///
  /// @param target above 0 for [Kind#DO], 0 or more for [Kind#LIMIT]; in the habit's unit
  /// @param amount 0 or more, in the habit's unit
  /// @param skipped whether the member skipped the day, which overrides any amount
  /// @throws IllegalArgumentException if target or amount is out of range
  public static Mark of(Kind kind, double target, double amount, boolean skipped) {
    requireTarget(kind, target);
    long required = Amounts.thousandths(Amounts.roundedTarget(kind, target));
    long recorded = Amounts.thousandths(amount);
    if (skipped) {
      return SKIPPED;
    }
    return switch (kind) {
      case DO -> recorded >= required ? MET : ofShare(part(recorded, required));
      case LIMIT ->
          recorded <= required
              ? MET
              : ofShare(part(Math.max(0, 2 * required - recorded), required));
    };
  }

  /// Whether the target is met.
  public boolean met() {
    return code == MET_CODE;
  }

  /// Whether an amount is recorded.
  public boolean hasShare() {
    return code != NONE_CODE && code <= MET_CODE;
  }

  /// The share in half percents, 0 to [#FULL]; 0 where nothing is recorded or the day is skipped.
  public int halfPercents() {
    return hasShare() ? code - 1 : 0;
  }

  static boolean isCode(int code) {
    return (code >= NONE_CODE && code <= NOTED_CODE) || code == SKIPPED_CODE;
  }

  static void requireTarget(Kind kind, double target) {
    boolean inRange =
        switch (kind) {
          case DO -> target > 0;
          case LIMIT -> target >= 0;
        };
    if (!inRange || !Amounts.inRange(target)) {
      throw new IllegalArgumentException(
          "target: " + target + " is out of range for a habit of kind " + kind);
    }
  }

  /// The share in half percents of the target, rounded down; 0 for a target of 0.
  private static int part(long thousandths, long required) {
    return required == 0 ? 0 : (int) (FULL * thousandths / required);
  }
}
