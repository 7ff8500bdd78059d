package com.upcoach.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text file that can be read more than once.
///
/// @param name for messages
/// @param opener opens the bytes from their beginning
/// @param verifiedLength whether the file's length is verified, so that it cannot be truncated
record TextContent(String name, Opener opener, boolean verifiedLength) {

  private static final int BEGINNING_BYTES = 4_096;
  private static final String SEPARATOR_LINE = "sep=";

  /// Opens a file.
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /// Format of a CSV file.
  ///
  /// @param separator between the columns: a comma, a semicolon or a tab
  /// @param separatorLine whether the first line is Excel's `sep=;`, which is no row
  record Form(Charset charset, char separator, boolean separatorLine) {}

  /// Reads the whole file to detect its encoding and separator.
  Form form() throws IOException {
    Charset charset;
    try (InputStream content = opener.open()) {
      charset = TextEncoding.of(name, content);
    }
    return form(beginning(), charset);
  }

  /// The titles in the first row, in lower case; detected from the beginning of the file alone.
  List<String> titles() throws IOException {
    byte[] beginning = beginning();
    Charset charset = charsetOf(beginning);
    Form form = form(beginning, charset);
    List<String> lines = text(beginning, charset).lines().limit(2).toList();
    int row = form.separatorLine() ? 1 : 0;
    List<String> titles = new ArrayList<>();
    if (lines.size() > row) {
      for (String title : lines.get(row).split("[" + form.separator() + "]", -1)) {
        titles.add(title.replace("\"", "").strip().toLowerCase(Locale.ROOT));
      }
    }
    return titles;
  }

  /// The first characters of the file.
  String beginningText() throws IOException {
    byte[] beginning = beginning();
    return text(beginning, charsetOf(beginning));
  }

  private byte[] beginning() throws IOException {
    try (InputStream content = opener.open()) {
      return content.readNBytes(BEGINNING_BYTES);
    }
  }

  private static Charset charsetOf(byte[] beginning) {
    Charset wide = TextEncoding.wide(beginning);
    return wide == null ? StandardCharsets.UTF_8 : wide;
  }

  private static String text(byte[] beginning, Charset charset) {
    String text = new String(beginning, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Form form(byte[] beginning, Charset charset) {
    String first = text(beginning, charset).lines().findFirst().orElse("");
    if (first.matches(SEPARATOR_LINE + "[,;|\t]")) {
      return new Form(charset, first.charAt(SEPARATOR_LINE.length()), true);
    }
    return new Form(charset, separator(first), false);
  }

  /// The most frequent separator outside quotation marks. Where two are equally frequent, as in
  /// `2019-05-03;2,5`, the comma is a decimal comma.
  private static char separator(String line) {
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {';', '\t', ','}) {
      long count = 0;
      boolean quoted = false;
      for (int i = 0; i < line.length(); i++) {
        quoted ^= line.charAt(i) == '"';
        count += !quoted && line.charAt(i) == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
