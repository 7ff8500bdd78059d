package com.upcoach.coalesce.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// An answer as it goes over the wire: its bytes, in each encoding that pays, with the entity tag
/// of each.
///
/// A body is encoded when it is first asked for in that encoding, once. May be used by any
/// thread.
public final class CachedResponse {

  /// Smaller bodies fit into the packet that their headers go in.
  private static final int LEAST_TO_ENCODE = 512;

  /// An encoding has to save a tenth: the client has to undo it.
  private static final double MOST_LEFT = 0.9;

  private static final int TAG_BYTES = 12;

  private final boolean absent;
  private final String link;
  private final String tag;
  private final Body identity;
  private volatile Body gzip;
  private volatile Body brotli;

  /// The answer with this body. The bytes are not copied: they must not change any more.
  public CachedResponse(byte[] body) {
    this(body, null);
  }

  /// The same with what goes in its header `Link`, or null for none. The body has to say it
  /// too: its tag stands for both.
  public CachedResponse(byte[] body, String link) {
    this(body, link, false);
  }

  /// The answer that there is nothing, with what is said of that. It is kept for a short time,
  /// on this node alone.
  public static CachedResponse absent(byte[] body) {
    return new CachedResponse(body, null, true);
  }

  private CachedResponse(byte[] body, String link, boolean absent) {
    this.absent = absent;
    this.link = link;
    this.tag = digest(body);
    this.identity = new Body(ContentEncoding.IDENTITY, body, entityTag(ContentEncoding.IDENTITY));
  }

  /// @param encoding in which the bytes are
  /// @param entityTag in its quotes; strong, so that of another encoding is another
  @SuppressWarnings("ArrayRecordComponent") // the bytes are those that are sent, and never copied
  public record Body(ContentEncoding encoding, byte[] bytes, String entityTag) {}

  /// The body in this encoding, or as it is where that would not pay.
  public Body body(ContentEncoding encoding) {
    return switch (encoding) {
      case IDENTITY -> identity;
      case GZIP -> {
        Body there = gzip;
        if (there == null) {
          there = encoded(encoding);
          gzip = there;
        }
        yield there;
      }
      case BROTLI -> {
        Body there = brotli;
        if (there == null) {
          there = encoded(encoding);
          brotli = there;
        }
        yield there;
      }
    };
  }

  private Body encoded(ContentEncoding encoding) {
    if (identity.bytes().length < LEAST_TO_ENCODE) {
      return identity;
    }
    byte[] bytes = encoding.encode(identity.bytes());
    return bytes.length <= MOST_LEFT * identity.bytes().length
        ? new Body(encoding, bytes, entityTag(encoding))
        : identity;
  }

  /// What goes in its header `Link`, or null for none.
  public String link() {
    return link;
  }

  /// Whether it says that there is nothing.
  public boolean isAbsent() {
    return absent;
  }

  /// Whether an `If-None-Match` names one of the answer's bodies, whatever its encoding: the
  /// client has what is in it.
  public boolean matches(String ifNoneMatch) {
    return ifNoneMatch.equals("*") || ifNoneMatch.contains('"' + tag);
  }

  /// Whether an `If-Match` names one of the answer's bodies, whatever its encoding: what is to
  /// be changed is what the client has seen (RFC 9110, section 13.1.1). A weak tag names none.
  public boolean isNamedBy(String ifMatch) {
    return ifMatch.equals("*")
        || Arrays.stream(ifMatch.split(",", -1)).map(String::strip).anyMatch(this::isOwn);
  }

  private boolean isOwn(String entityTag) {
    for (ContentEncoding encoding : ContentEncoding.values()) {
      if (entityTag.equals(entityTag(encoding))) {
        return true;
      }
    }
    return false;
  }

  /// Bytes of memory, as if both encodings were there already.
  int weight() {
    return 2 * identity.bytes().length + 300 + (link == null ? 0 : link.length());
  }

  private String entityTag(ContentEncoding encoding) {
    return '"' + tag + encoding.suffix() + '"';
  }

  private static String digest(byte[] body) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(whole, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
