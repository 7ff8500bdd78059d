package com.upcoach.coalesce.cache;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// How a body goes over the wire.
public enum ContentEncoding {
  IDENTITY("identity", ""),
  GZIP("gzip", "-g"),
  BROTLI("br", "-b");

  /// More makes bodies of some kilobytes hardly smaller, and takes several times as long.
  private static final int BROTLI_QUALITY = 5;

  private static final boolean HAS_BROTLI = Brotli4jLoader.isAvailable();

  private final String word;
  private final String suffix;

  ContentEncoding(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  /// The word in `Content-Encoding`.
  public String word() {
    return word;
  }

  /// What tells the entity tags of one answer's bodies apart.
  String suffix() {
    return suffix;
  }

  /// The smallest that the client takes and this machine can make.
  ///
  /// @param accepted the header `Accept-Encoding`, or null
  public static ContentEncoding best(String accepted) {
    if (accepted == null) {
      return IDENTITY;
    }
    if (HAS_BROTLI && takes(accepted, "br")) {
      return BROTLI;
    }
    return takes(accepted, "gzip") ? GZIP : IDENTITY;
  }

  /// Whether a list of codings names one, and not with a weight of zero.
  private static boolean takes(String accepted, String coding) {
    int from = 0;
    while (from < accepted.length()) {
      int comma = accepted.indexOf(',', from);
      int end = comma < 0 ? accepted.length() : comma;
      String[] parts = accepted.substring(from, end).split(";", 2);
      if (parts[0].strip().equalsIgnoreCase(coding)) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
      }
      from = end + 1;
    }
    return false;
  }

  byte[] encode(byte[] body) {
    try {
      return switch (this) {
        case IDENTITY -> body;
        case GZIP -> gzip(body);
        case BROTLI ->
            com.aayushatharva.brotli4j.encoder.Encoder.compress(
                body, Encoder.Parameters.create(BROTLI_QUALITY));
      };
    } catch (IOException e) {
      throw new UncheckedIOException("in memory: " + e.getMessage(), e);
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream(body.length / 2);
    try (var gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.DEFAULT_COMPRESSION);
          }
        }) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
