package com.upcoach.coalesce.cache;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Content encoding of a body.
public enum ContentEncoding {
  IDENTITY("identity", ""),
  GZIP("gzip", "-g"),
  BROTLI("br", "-b");

  /// A higher quality makes bodies of some kilobytes hardly smaller, and takes several times as
  /// long.
  private static final int BROTLI_QUALITY = 5;

  private static final boolean HAS_BROTLI = Brotli4jLoader.isAvailable();

  private final String token;
  private final String suffix;

  ContentEncoding(String token, String suffix) {
    this.token = token;
    this.suffix = suffix;
  }

  /// Token in `Content-Encoding`.
  public String token() {
    return token;
  }

  /// Suffix that tells the entity tags of one response's bodies apart.
  String suffix() {
    return suffix;
  }

  /// The most compact encoding that the client accepts and this machine supports.
  ///
  /// @param accepted the header `Accept-Encoding`, or null
  public static ContentEncoding best(String accepted) {
    if (accepted == null) {
      return IDENTITY;
    }
    if (HAS_BROTLI && accepts(accepted, "br")) {
      return BROTLI;
    }
    return accepts(accepted, "gzip") ? GZIP : IDENTITY;
  }

  /// Whether a list of codings names one with a weight other than zero.
  private static boolean accepts(String accepted, String coding) {
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
