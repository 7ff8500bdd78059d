package com.upcoach.archive;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The order of day, month and year in a date that is all numbers.
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

  /// The short form that the command and the API take: `mdy`.
  public String word() {
    return word;
  }

  /// The form for sentences: `month/day/year`.
  public String label() {
    return label;
  }

  /// The order with this short form, or empty when there is none.
  public static Optional<DateOrder> of(String word) {
    return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
  }

  /// All short forms, for messages.
  public static String words() {
    return Arrays.stream(values()).map(DateOrder::word).collect(Collectors.joining(", "));
  }
}
