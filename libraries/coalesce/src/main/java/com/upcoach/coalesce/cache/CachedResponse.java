package com.upcoach.coalesce.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A response in its final bytes: the body in each content encoding that pays, each with its entity
/// tag.
///
/// A body is encoded once, when it is first requested in that encoding. May be used by any thread.
public final class CachedResponse {

  /// Smaller bodies fit into the packet of their headers.
  private static final int MIN_BYTES_TO_ENCODE = 512;

  /// An encoding has to save a tenth, since the client has to decode it.
  private static final double MAX_RATIO = 0.9;

  private static final int TAG_BYTES = 12;

  /// Reused: its creation takes a fifth of the time of a digest, and six times the memory.
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(CachedResponse::sha256);

  private final boolean absent;
  private final String link;
  private final String tag;
  private final Body identity;
  private volatile Body gzip;
  private volatile Body brotli;

  /// Creates a response with this body. The bytes are not copied and must not change any more.
  public CachedResponse(byte[] body) {
    this(body, null);
  }

  /// Creates a response with a `Link` header; null for none. The body has to contain the same
  /// links, since its entity tag stands for both.
  public CachedResponse(byte[] body, String link) {
    this(body, link, false);
  }

  /// Creates a negative response ("not found") with this body. It is cached for a short time, and
  /// on this node only.
  public static CachedResponse absent(byte[] body) {
    return new CachedResponse(body, null, true);
  }

  private CachedResponse(byte[] body, String link, boolean absent) {
    this.absent = absent;
    this.link = link;
    this.tag = digest(body);
    this.identity = new Body(ContentEncoding.IDENTITY, body, entityTag(ContentEncoding.IDENTITY));
  }

  /// @param encoding content encoding of the bytes
  /// @param entityTag with its quotes; strong, so it differs by encoding
  @SuppressWarnings("ArrayRecordComponent") // the bytes are those that are sent, and never copied
  public record Body(ContentEncoding encoding, byte[] bytes, String entityTag) {}

  /// The body in this encoding, or unencoded if encoding would not pay.
  public Body body(ContentEncoding encoding) {
    return switch (encoding) {
      case IDENTITY -> identity;
      case GZIP -> {
        Body existing = gzip;
        if (existing == null) {
          existing = encoded(encoding);
          gzip = existing;
        }
        yield existing;
      }
      case BROTLI -> {
        Body existing = brotli;
        if (existing == null) {
          existing = encoded(encoding);
          brotli = existing;
        }
        yield existing;
      }
    };
  }

  private Body encoded(ContentEncoding encoding) {
    if (identity.bytes().length < MIN_BYTES_TO_ENCODE) {
      return identity;
    }
    byte[] bytes = encoding.encode(identity.bytes());
    return bytes.length <= MAX_RATIO * identity.bytes().length
        ? new Body(encoding, bytes, entityTag(encoding))
        : identity;
  }

  /// Value of the `Link` header, or null.
  public String link() {
    return link;
  }

  /// Whether this is a negative response.
  public boolean isAbsent() {
    return absent;
  }

  /// Whether an `If-None-Match` names this response in any encoding: the client has its content.
  public boolean matchesIfNoneMatch(String ifNoneMatch) {
    return ifNoneMatch.equals("*") || ifNoneMatch.contains('"' + tag);
  }

  /// Whether an `If-Match` names this response in any encoding: the client changes the version that
  /// it has seen (RFC 9110, section 13.1.1). Weak tags never match.
  public boolean matchesIfMatch(String ifMatch) {
    return ifMatch.equals("*")
        || Arrays.stream(ifMatch.split(",", -1)).map(String::strip).anyMatch(this::isOwnEntityTag);
  }

  private boolean isOwnEntityTag(String entityTag) {
    for (ContentEncoding encoding : ContentEncoding.values()) {
      if (entityTag.equals(entityTag(encoding))) {
        return true;
      }
    }
    return false;
  }

  /// Bytes of memory, as if both encodings existed already.
  int weight() {
    return 2 * identity.bytes().length + 300 + (link == null ? 0 : link.length());
  }

  private String entityTag(ContentEncoding encoding) {
    return '"' + tag + encoding.suffix() + '"';
  }

  private static String digest(byte[] body) {
    return HexFormat.of().formatHex(SHA_256.get().digest(body), 0, TAG_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
