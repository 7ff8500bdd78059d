package com.upcoach.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Parser of a multipart/form-data body (RFC 7578) that has been received in a file.
///
/// The number of parts, the header lines and their lengths are bounded, and only headers are
/// copied. Any deviation from the RFC is refused with the reason.
final class MultipartForm {

  private static final int MAX_PARTS = 16;
  private static final int MAX_HEADER_BYTES = 8_192;
  private static final int MAX_HEADER_LINES = 16;
  private static final byte CR = '\r';
  private static final byte LF = '\n';

  /// A part of the form.
  ///
  /// @param from offset of the first byte of its content in the body
  /// @param to offset after the last byte
  record Part(PartHead head, long from, long to) {}

  private final MemorySegment body;
  private final byte[] delimiter;
  private long offset;

  private MultipartForm(MemorySegment body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
  }

  /// Reads the parts of a form.
  ///
  /// @throws InvalidRequest where the body is not a valid form
  static List<Part> read(Path file, String contentType) throws IOException {
    String boundary = PartHead.boundary(contentType);
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment body =
          channel.size() == 0
              ? MemorySegment.ofArray(new byte[0])
              : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new MultipartForm(body, boundary).parts();
    }
  }

  private List<Part> parts() {
    if (body.byteSize() == 0) {
      throw malformed("The body is empty; send a form with the file.");
    }
    // The first delimiter needs no line break before it.
    if (!matches(0, 2)) {
      throw malformed("The form does not begin with the boundary that Content-Type names.");
    }
    offset = delimiter.length - 2L;
    List<Part> parts = new ArrayList<>();
    while (!endsHere()) {
      if (parts.size() == MAX_PARTS) {
        throw malformed("The form has more than %d parts.".formatted(MAX_PARTS));
      }
      parts.add(part());
    }
    return parts;
  }

  /// Reads the end of a delimiter: two dashes after the last one, otherwise a line break.
  private boolean endsHere() {
    if (at(offset) == '-' && at(offset + 1) == '-') {
      return true;
    }
    while (at(offset) == ' ' || at(offset) == '\t') {
      offset++;
    }
    if (at(offset) != CR || at(offset + 1) != LF) {
      throw malformed("The form ends, or continues, within a line with its boundary.");
    }
    offset += 2;
    return false;
  }

  private Part part() {
    PartHead head = PartHead.of(headerLines());
    long from = offset;
    long end = nextDelimiter();
    offset = end + delimiter.length;
    return new Part(head, from, end);
  }

  private List<String> headerLines() {
    long limit = offset + MAX_HEADER_BYTES;
    List<String> lines = new ArrayList<>();
    while (true) {
      long end = lineEnd(limit);
      String line = text(offset, end);
      offset = end + 2;
      if (line.isEmpty()) {
        return lines;
      }
      if (lines.size() == MAX_HEADER_LINES) {
        throw malformed(
            "A part of the form has more than %d header lines.".formatted(MAX_HEADER_LINES));
      }
      lines.add(line);
    }
  }

  private long lineEnd(long limit) {
    long end = offset;
    while (at(end) != CR || at(end + 1) != LF) {
      if (end >= body.byteSize()) {
        throw malformed("The form ends within the head of a part.");
      }
      if (end >= limit) {
        throw malformed("The head of a part is longer than %d bytes.".formatted(MAX_HEADER_BYTES));
      }
      end++;
    }
    return end;
  }

  /// Offset of the next delimiter. An empty part shares the line break of its head with it.
  private long nextDelimiter() {
    if (matches(offset, 2)) {
      offset -= 2;
      return offset;
    }
    long last = body.byteSize() - delimiter.length;
    for (long start = offset; start <= last; start++) {
      if (body.get(ValueLayout.JAVA_BYTE, start) == CR && matches(start, 0)) {
        return start;
      }
    }
    throw malformed("The form ends before its closing boundary; send the complete form again.");
  }

  /// Tells whether a complete delimiter is at this offset, not the prefix of something longer.
  ///
  /// @param skipped number of bytes at its beginning to skip
  private boolean matches(long start, int skipped) {
    for (int index = skipped; index < delimiter.length; index++) {
      if (at(start + index - skipped) != delimiter[index]) {
        return false;
      }
    }
    int after = at(start + delimiter.length - skipped);
    return after == '-' || after == CR || after == ' ' || after == '\t' || after < 0;
  }

  /// The byte at an offset; negative beyond the end. Bytes above 127 are negative too, and never
  /// searched for.
  private int at(long index) {
    return index < body.byteSize() ? body.get(ValueLayout.JAVA_BYTE, index) : -1;
  }

  private String text(long from, long to) {
    return new String(
        body.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  static InvalidRequest malformed(String detail) {
    return new InvalidRequest(Problem.of(ProblemKind.MALFORMED_REQUEST, detail));
  }
}
