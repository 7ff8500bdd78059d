package com.upcoach.transfer;

import com.upcoach.input.Bounds;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Header of a part of a form.
///
/// @param name of the form's field
/// @param fileName as the client sent it, without folders and control characters; empty where it
///     sent none
record PartHead(String name, Optional<String> fileName) {

  private static final int MAX_FILE_NAME_LENGTH = 200;

  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

  private static final Pattern LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

  /// One parameter after a value: a token, or a quoted string.
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*+([!#$%&'*+.^_`|~0-9A-Za-z-]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\";]*+))\\s*+",
          Pattern.DOTALL);

  private static final Set<String> PLAIN_ENCODINGS = Set.of("binary", "8bit", "7bit");

  /// The boundary of a Content-Type.
  ///
  /// @param contentType null where the request has none
  /// @throws com.upcoach.problem.InvalidRequest where it has no valid boundary
  static String boundary(String contentType) {
    if (contentType == null) {
      throw new InvalidRequest(
          Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "Content-Type is missing; send the file as multipart/form-data."));
    }
    String boundary = parameters(contentType, "Content-Type").get("boundary");
    if (boundary == null) {
      throw MultipartForm.malformed("Content-Type names no boundary.");
    }
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw MultipartForm.malformed(
          "The boundary in Content-Type is longer than 70 characters or has invalid characters.");
    }
    return boundary;
  }

  /// Parses the header lines of a part.
  ///
  /// @throws com.upcoach.problem.InvalidRequest where they are not those of a form's part
  static PartHead of(List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matched = LINE.matcher(line);
      if (!matched.matches()) {
        throw MultipartForm.malformed(
            "A header line of a part cannot be read: " + Bounds.shortened(line));
      }
      String name = matched.group(1).toLowerCase(Locale.ROOT);
      if (values.put(name, matched.group(2).strip()) != null) {
        throw MultipartForm.malformed(
            "A part of the form has the header " + Bounds.shortened(name) + " twice.");
      }
    }
    String encoding = values.getOrDefault("content-transfer-encoding", "binary");
    if (!PLAIN_ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
      throw MultipartForm.malformed("A part of the form is encoded; send it as it is.");
    }
    return disposed(values.getOrDefault("content-disposition", ""));
  }

  private static PartHead disposed(String disposition) {
    Map<String, String> parameters = parameters(disposition, "Content-Disposition");
    String name = parameters.get("name");
    if (!disposition.split(";", 2)[0].strip().equalsIgnoreCase("form-data") || name == null) {
      throw MultipartForm.malformed(
          "A part of the form does not say its name: Content-Disposition: form-data; name=\"file\".");
    }
    return new PartHead(name, Optional.ofNullable(parameters.get("filename")).map(PartHead::plain));
  }

  /// Sanitises a file name for messages and logs.
  private static String plain(String sent) {
    String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    return last.codePoints()
        .filter(PartHead::isPrintable)
        .limit(MAX_FILE_NAME_LENGTH)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static Map<String, String> parameters(String value, String header) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int begin = value.indexOf(';');
    if (begin < 0) {
      return parameters;
    }
    Matcher matched = PARAMETER.matcher(value);
    int place = begin;
    while (place < value.length()) {
      if (!matched.find(place) || matched.start() != place) {
        if (value.substring(place).replace(";", "").isBlank()) {
          return parameters;
        }
        throw MultipartForm.malformed(header + " of the form cannot be read.");
      }
      String text =
          matched.group(2) == null
              ? matched.group(3)
              : matched.group(2).replaceAll("\\\\(.)", "$1");
      if (parameters.put(matched.group(1).toLowerCase(Locale.ROOT), text) != null) {
        throw MultipartForm.malformed(header + " of the form has a parameter twice.");
      }
      place = matched.end();
    }
    return parameters;
  }
}
