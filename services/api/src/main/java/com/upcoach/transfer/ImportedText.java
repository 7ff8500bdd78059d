package com.upcoach.transfer;

import com.upcoach.input.PlainText;
import com.upcoach.input.PlainText.Lines;

/// A text of a source, converted to the form that [PlainText] requires of typed text. White space
/// around it is trimmed and invalid characters are replaced or removed: a habit must not be lost
/// over one character.
///
/// @param text null where nothing visible is left
/// @param changed whether something inside the text was replaced or removed
/// @param shortened whether the end was cut off
/// @param maxLength maximum number of characters
record ImportedText(String text, boolean changed, boolean shortened, int maxLength) {

  /// Replaces a title without any visible character.
  static final String UNTITLED = "Untitled";

  static final int MAX_TITLE_LENGTH = 200;
  static final int MAX_NOTE_LENGTH = 5_000;

  /// Maximum length of a unit and an icon.
  static final int MAX_WORD_LENGTH = 40;

  private static final String OVERRIDES = "[\u202a-\u202e]";
  private static final String ISOLATES = "[\u2066-\u2069]";
  private static final String CONTROLS_BUT_LINE_FEED_AND_TAB = "[\\p{Cntrl}\u0080-\u009f&&[^\n\t]]";
  private static final String LINE_BREAKS_AND_CONTROLS =
      "(?:\r\n|[\\p{Cntrl}\u0080-\u009f\u2028\u2029])+";

  /// Converts a title; the result is never null.
  static ImportedText title(String source) {
    ImportedText title = of(source, Lines.ONE, MAX_TITLE_LENGTH);
    return title.text() == null
        ? new ImportedText(UNTITLED, title.changed(), title.shortened(), MAX_TITLE_LENGTH)
        : title;
  }

  static ImportedText note(String source) {
    return of(source, Lines.MANY, MAX_NOTE_LENGTH);
  }

  static ImportedText word(String source) {
    return of(source, Lines.ONE, MAX_WORD_LENGTH);
  }

  private static ImportedText of(String source, Lines lines, int maxLength) {
    if (source == null) {
      return new ImportedText(null, false, false, maxLength);
    }
    String text = source.replace("\r\n", "\n").replace('\r', '\n');
    if (lines == Lines.ONE) {
      text = PlainText.trimmed(text);
    }
    String plain = plain(text, lines);
    String cut = PlainText.trimmed(beginning(plain, maxLength));
    if (PlainText.fault(cut, lines).isPresent()) {
      cut = PlainText.trimmed(cut.replaceAll(ISOLATES, ""));
    }
    return new ImportedText(
        cut.isEmpty() ? null : cut,
        PlainText.fault(text, lines).isPresent(),
        plain.length() > maxLength,
        maxLength);
  }

  private static String plain(String text, Lines lines) {
    String plain = text.replaceAll(OVERRIDES, "");
    plain =
        lines == Lines.ONE
            ? plain.replaceAll(LINE_BREAKS_AND_CONTROLS, " ")
            : plain.replaceAll(CONTROLS_BUT_LINE_FEED_AND_TAB, "");
    if (PlainText.fault(plain, lines).isPresent()) {
      plain = plain.replaceAll(ISOLATES, "");
    }
    return PlainText.trimmed(plain);
  }

  /// Truncates the text to a number of characters, without half a surrogate pair at the end.
  private static String beginning(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
  }
}
