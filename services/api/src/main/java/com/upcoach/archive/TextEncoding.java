package com.upcoach.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Detects the encoding of a text file: UTF-8, UTF-16 with or without a byte order mark, or
/// Windows-1252.
///
/// A file is Windows-1252 only when it contains no multi-byte UTF-8 character, so that a UTF-8 file
/// with a damaged byte is not mistaken for one. Long runs of bytes above ASCII indicate another
/// script in another encoding. Such a file is refused, because its habits would get garbled names.
final class TextEncoding {

  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final int BEGINNING_BYTES = 4_096;

  /// No word of a Western language has this many non-ASCII letters in a row.
  private static final int OTHER_SCRIPT_RUN = 4;

  private long characters;
  private long malformed;
  private int missing;
  private int run;
  private int longestRun;
  private boolean undefined;

  private TextEncoding() {}

  /// Detects the encoding from the whole content, without holding it in memory.
  ///
  /// @throws FileRefusedException where the encoding is none of these
  static Charset of(String name, InputStream content) throws IOException {
    byte[] buffer = content.readNBytes(BEGINNING_BYTES);
    Charset wide = wide(buffer);
    if (wide != null) {
      return wide;
    }
    TextEncoding text = new TextEncoding();
    for (int count = buffer.length; count > 0; count = content.readNBytes(buffer, 0, count)) {
      for (int i = 0; i < count; i++) {
        text.read(buffer[i] & 0xFF);
      }
    }
    return text.verdict(name);
  }

  /// Detects UTF-16 from the beginning of a file; null for any other encoding.
  static Charset wide(byte[] beginning) {
    if (beginning.length >= 2) {
      int mark = ((beginning[0] & 0xFF) << 8) | (beginning[1] & 0xFF);
      if (mark == 0xFEFF) {
        return StandardCharsets.UTF_16BE;
      }
      if (mark == 0xFFFE) {
        return StandardCharsets.UTF_16LE;
      }
    }
    Charset ascii = ofTwoAsciiCharacters(beginning);
    if (ascii != null) {
      return ascii;
    }
    int pairs = beginning.length / 2;
    int evenZeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < pairs; i++) {
      evenZeros += beginning[2 * i] == 0 ? 1 : 0;
      oddZeros += beginning[2 * i + 1] == 0 ? 1 : 0;
    }
    if (pairs > 1 && oddZeros * 5 > pairs * 2 && evenZeros * 20 < pairs) {
      return StandardCharsets.UTF_16LE;
    }
    return pairs > 1 && evenZeros * 5 > pairs * 2 && oddZeros * 20 < pairs
        ? StandardCharsets.UTF_16BE
        : null;
  }

  /// Detects UTF-16 where the file begins with two ASCII characters, as all formats do in any
  /// script.
  private static Charset ofTwoAsciiCharacters(byte[] beginning) {
    if (beginning.length < 4) {
      return null;
    }
    boolean little = beginning[0] > 0 && beginning[1] == 0 && beginning[2] > 0 && beginning[3] == 0;
    boolean big = beginning[0] == 0 && beginning[1] > 0 && beginning[2] == 0 && beginning[3] > 0;
    if (little) {
      return StandardCharsets.UTF_16LE;
    }
    return big ? StandardCharsets.UTF_16BE : null;
  }

  private void read(int value) {
    run = value < 0x80 ? 0 : run + 1;
    longestRun = Math.max(longestRun, run);
    undefined |= value == 0x81 || value == 0x8D || value == 0x8F || value == 0x90 || value == 0x9D;
    if (missing > 0 && (value & 0xC0) == 0x80) {
      missing--;
      characters += missing == 0 ? 1 : 0;
      return;
    }
    malformed += missing > 0 ? 1 : 0;
    missing = 0;
    if (value >= 0xC2 && value < 0xF5) {
      missing = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    } else if (value >= 0x80) {
      malformed++;
    }
  }

  private Charset verdict(String name) throws FileRefusedException {
    malformed += missing > 0 ? 1 : 0;
    if (malformed == 0) {
      return StandardCharsets.UTF_8;
    }
    if (characters > 0) {
      throw FileRefusedException.corrupt(
          name, "it is text in UTF-8 with damaged characters; export it again");
    }
    if (undefined || longestRun >= OTHER_SCRIPT_RUN) {
      throw FileRefusedException.corrupt(
          name, "its encoding is not UTF-8, UTF-16 or Windows-1252; save it as CSV in UTF-8");
    }
    return WINDOWS_1252;
  }
}
