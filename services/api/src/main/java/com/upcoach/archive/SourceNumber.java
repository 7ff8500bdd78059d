package com.upcoach.archive;

import com.upcoach.streak.Amounts;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number from 0 up, read from a text as Kotlin, Java, a phone or a spreadsheet writes it.
///
/// Accepted are `7500`, `7.5`, `1.0E7`, a decimal comma (`7,5`), thousands separators where the
/// text is unambiguous (`1,234.5`, `1.234,5`, `1 234`, `1'234`, `1,234,567`), and the digits of
/// other scripts. A single comma or point before three digits may be either separator. In files
/// with semicolons between columns a comma is then the decimal separator and a point is refused; in
/// other files it is the other way round.
sealed interface SourceNumber {

  /// Trackers write no number with a longer text.
  int MAX_TEXT_LENGTH = 40;

  /// A finite number from 0 up.
  record Value(double value) implements SourceNumber {}

  /// @param reason completes the sentence "the value …"
  record Unreadable(String reason) implements SourceNumber {}

  Pattern PLAIN = Pattern.compile("\\+?(\\d*)(?:[.,](\\d*))?(?:[eE]([+-]?\\d{1,3}))?");
  Pattern GROUPED =
      Pattern.compile("\\+?(\\d{1,3}(?:([.,' ])\\d{3})(?:\\2\\d{3})*)(?:([.,])(\\d*))?");
  Pattern EITHER = Pattern.compile("\\+?[1-9]\\d{0,2}([.,])\\d{3}");

  /// Parses an amount or target.
  ///
  /// @param separator column separator of the file
  static SourceNumber read(String text, char separator) {
    return read(text, separator, Amounts.LARGEST);
  }

  /// Parses a number up to `largest`.
  static SourceNumber read(String text, char separator, double largest) {
    if (text.length() > MAX_TEXT_LENGTH) {
      return new Unreadable("is not a number from 0 up");
    }
    String plain = plain(text);
    Matcher either = EITHER.matcher(plain);
    if (either.matches() && either.group(1).equals(separator == ';' ? "." : ",")) {
      return new Unreadable(
          "may be %s or %s; write it without a thousands separator"
              .formatted(plain.replace(either.group(1), ""), plain.replace(',', '.')));
    }
    Matcher number = PLAIN.matcher(plain);
    if (number.matches() && hasDigit(number.group(1), number.group(2))) {
      return bounded(
          digits(number.group(1))
              + "."
              + digits(number.group(2))
              + "E"
              + (number.group(3) == null ? "0" : number.group(3)),
          largest);
    }
    Matcher grouped = GROUPED.matcher(plain);
    if (grouped.matches() && !grouped.group(2).equals(grouped.group(3))) {
      String whole = grouped.group(1).replaceAll("\\D", "");
      return bounded(whole + "." + digits(grouped.group(4)), largest);
    }
    return new Unreadable("is not a number from 0 up");
  }

  private static SourceNumber bounded(String number, double largest) {
    double value = new BigDecimal(number).doubleValue();
    return value <= largest
        ? new Value(value)
        : new Unreadable("is larger than " + new BigDecimal(largest).toPlainString());
  }

  private static boolean hasDigit(String whole, String fraction) {
    return !whole.isEmpty() || (fraction != null && !fraction.isEmpty());
  }

  private static String digits(String digits) {
    return digits == null || digits.isEmpty() ? "0" : digits;
  }

  /// Converts the text to ASCII: digits of any script, and the separators used with them.
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        plain.append((char) ('0' + Character.digit(c, 10)));
        continue;
      }
      switch (c) {
        case '\u066B' -> plain.append('.');
        case '\u066C', '\u2019' -> plain.append('\'');
        case '\u00A0', '\u202F', '\u2009' -> plain.append(' ');
        case '\u200E', '\u200F', '\u061C' -> {
          // Invisible marks of writing direction.
        }
        default -> plain.append(c);
      }
    }
    return plain.toString().strip();
  }
}
