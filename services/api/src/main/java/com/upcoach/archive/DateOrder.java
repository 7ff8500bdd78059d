package com.upcoach.archive;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Order of day, month and year in an all-numeric date.
public enum DateOrder {
  MONTH_DAY_YEAR("mdy", "month/day/year"),
  DAY_MONTH_YEAR("dmy", "day/month/year"),
  YEAR_MONTH_DAY("ymd", "year/month/day");

  private final String word;
  private final String label;

  DateOrder(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /// Short form in the command and the API: `mdy`.
  public String word() {
    return word;
  }

  /// Form used in sentences: `month/day/year`.
  public String label() {
    return label;
  }

  /// The order with this short form; empty if none.
  public static Optional<DateOrder> of(String word) {
    return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
  }

  /// All short forms, for messages.
  public static String words() {
    return Arrays.stream(values()).map(DateOrder::word).collect(Collectors.joining(", "));
  }
}
