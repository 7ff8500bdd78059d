package com.upcoach.archive;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads the rows of a CSV file (RFC 4180) one at a time, each of bounded length. Encoding and
/// separator are detected from the file.
///
/// Only the last row shows whether a file was truncated: without a line end its last field may be
/// incomplete. Therefore each row tells whether the file ended within it.
final class CsvRows implements AutoCloseable {

  /// Maximum read-ahead of the parser and the decoder below it, beyond the returned row.
  private static final int READ_AHEAD_CHARS = 32_768;

  private final String name;
  private final boolean verifiedLength;
  private final TextContent.Form form;
  private final InputStream bytes;
  private final CountingReader countingReader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private Row pending;

  CsvRows(TextContent content, ImportLimits limits) throws IOException {
    this.name = content.name();
    this.verifiedLength = content.verifiedLength();
    this.form = content.form();
    this.bytes = content.opener().open();
    try {
      this.countingReader = new CountingReader(withoutByteOrderMark(decoded()), limits.lineChars());
      this.parser = CSVParser.builder().setReader(countingReader).setFormat(format()).get();
      this.records = parser.iterator();
      this.pending = fetch();
      if (form.separatorLine()) {
        this.pending = fetch();
      }
    } catch (IOException failure) {
      bytes.close();
      throw failure;
    }
  }

  private Reader decoded() {
    return new InputStreamReader(
        bytes,
        form.charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private CSVFormat format() {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(form.separator())
        .setIgnoreEmptyLines(true)
        .get();
  }

  /// The column separator.
  char separator() {
    return form.separator();
  }

  boolean hasNext() {
    return pending != null;
  }

  Row next() throws IOException {
    if (pending == null) {
      throw new NoSuchElementException(name);
    }
    Row row = pending;
    pending = fetch();
    if (pending == null && !verifiedLength && !countingReader.endedWithLine()) {
      return new Row(name, row.line(), row.fields(), true);
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private Row fetch() throws IOException {
    try {
      countingReader.nextRow();
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord record = records.next();
      List<String> fields = record.toList();
      long line = parser.getCurrentLineNumber() - linesWithin(fields);
      return new Row(name, line, fields, false);
    } catch (UncheckedIOException wrapped) {
      throw refusal(wrapped.getCause());
    }
  }

  private IOException refusal(IOException cause) {
    String where = name + " line " + parser.getCurrentLineNumber();
    if (cause instanceof CharacterCodingException) {
      return FileRefusedException.corrupt(where, "this is not text in " + form.charset());
    }
    if (cause instanceof CSVException && countingReader.ended) {
      return FileRefusedException.truncated(where, "a quotation mark is opened and never closed");
    }
    if (cause instanceof CSVException) {
      return FileRefusedException.corrupt(where, "text follows a closing quotation mark");
    }
    return cause;
  }

  private static long linesWithin(List<String> fields) {
    return fields.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private static Reader withoutByteOrderMark(Reader text) throws IOException {
    BufferedReader buffered = new BufferedReader(text);
    buffered.mark(1);
    if (buffered.read() != 0xFEFF) {
      buffered.reset();
    }
    return buffered;
  }

  /// One row.
  ///
  /// @param file for messages
  /// @param line from 1
  /// @param unended whether the file ends within this row, before a line end
  record Row(String file, long line, List<String> fields, boolean unended) {

    String where() {
      return file + " line " + line;
    }

    /// Tells whether this column and all later ones are empty or missing.
    boolean isEmptyFrom(int column) {
      return fields.stream().skip(column).allMatch(String::isBlank);
    }

    /// The row as one text, for the list of refused lines.
    String text() {
      return RecordAccounting.quoted(String.join(",", fields));
    }

    /// The field of a column, or an empty text where the column or the field is missing.
    String field(int column) {
      return column >= 0 && column < fields.size() ? fields.get(column) : "";
    }

    /// Index of the column with one of these titles, ignoring case; -1 if none.
    int column(String... titles) {
      for (int i = 0; i < fields.size(); i++) {
        for (String title : titles) {
          if (fields.get(i).strip().toLowerCase(Locale.ROOT).equals(title)) {
            return i;
          }
        }
      }
      return -1;
    }

    /// Refuses the file when this row shows that it was truncated.
    ///
    /// @param columns number of fields of a complete row
    /// @param completeEnding whether the last field is certainly complete
    void requireComplete(int columns, boolean completeEnding) throws FileRefusedException {
      if (!unended) {
        return;
      }
      if (fields.size() < columns) {
        throw FileRefusedException.truncated(where(), "the last line lacks some of its columns");
      }
      if (!completeEnding) {
        throw FileRefusedException.truncated(
            where(),
            "the last line has no line end, so its last column may be cut; if it is"
                + " whole, add a line end");
      }
    }
  }

  /// Counts the characters of each row and remembers the last character of the file.
  private static final class CountingReader extends FilterReader {
    private final int lineChars;
    private long sinceRow;
    private int last = '\n';
    private boolean ended;

    CountingReader(Reader text, int lineChars) {
      super(text);
      this.lineChars = lineChars;
    }

    void nextRow() {
      sinceRow = 0;
    }

    boolean endedWithLine() {
      return last == '\n' || last == '\r';
    }

    @Override
    public int read() throws IOException {
      char[] buffer = new char[1];
      return read(buffer, 0, 1) < 0 ? -1 : buffer[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count < 0) {
        ended = true;
        return count;
      }
      if (count > 0) {
        last = buffer[offset + count - 1];
      }
      sinceRow += count;
      if (sinceRow > (long) lineChars + READ_AHEAD_CHARS) {
        throw FileRefusedException.tooLarge("lineChars", lineChars);
      }
      return count;
    }
  }
}
