package com.upcoach.session;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A session token: the member's id, which makes the lookup local to the member's rows, and 256
/// random bits. Only the hash of the random part is stored.
///
/// @param hash SHA-256 of the random part; it needs no salt, as 256 bits cannot be guessed
public record SessionToken(UUID memberId, Buffer hash) {

  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final int TEXT_LENGTH = 64;

  /// A prototype that is cloned for each hash: a lookup of the algorithm would take as long as the
  /// hash itself.
  private static final MessageDigest SHA256_PROTOTYPE = prototype();

  /// A new token with its text.
  ///
  /// @param text the secret for the device; it is not stored
  public record Issued(String text, SessionToken token) {
    @Override
    public String toString() {
      return "Issued[token of " + token.memberId() + "]";
    }
  }

  /// Creates a token for a member.
  public static Issued issue(UUID memberId, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    byte[] all =
        ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
            .putLong(memberId.getMostSignificantBits())
            .putLong(memberId.getLeastSignificantBits())
            .put(secret)
            .array();
    return new Issued(
        Base64.getUrlEncoder().withoutPadding().encodeToString(all),
        new SessionToken(memberId, sha256(secret)));
  }

  /// Parses a token from a request; empty where the format is invalid.
  static Optional<SessionToken> parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != ID_BYTES + SECRET_BYTES) {
        return Optional.empty();
      }
      ByteBuffer all = ByteBuffer.wrap(bytes);
      UUID memberId = new UUID(all.getLong(), all.getLong());
      byte[] secret = new byte[SECRET_BYTES];
      all.get(secret);
      return Optional.of(new SessionToken(memberId, sha256(secret)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Buffer sha256(byte[] bytes) {
    try {
      MessageDigest digest = (MessageDigest) SHA256_PROTOTYPE.clone();
      return Buffer.buffer(digest.digest(bytes));
    } catch (CloneNotSupportedException foreign) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", foreign);
    }
  }

  private static MessageDigest prototype() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
