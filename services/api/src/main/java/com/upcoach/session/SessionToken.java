package com.upcoach.session;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// The secret that a device proves its session with: the member's id, so that the look-up goes to
/// that member's shard, and 256 random bits. Only the hash of the random part is ever stored.
///
/// @param hash SHA-256 of the random part; it needs no salt, as nobody can guess 256 bits
public record SessionToken(UUID memberId, Buffer hash) {

  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final int TEXT_LENGTH = 64;

  /// Never used but for its copies: to look one up takes as long as to hash a token.
  private static final MessageDigest SHA256 = unused();

  /// A new token as it is handed out.
  ///
  /// @param text what the device is given, once
  public record Made(String text, SessionToken token) {
    @Override
    public String toString() {
      return "Made[token of " + token.memberId() + "]";
    }
  }

  /// A new token of a member.
  public static Made make(UUID memberId, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    byte[] all =
        ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
            .putLong(memberId.getMostSignificantBits())
            .putLong(memberId.getLeastSignificantBits())
            .put(secret)
            .array();
    return new Made(
        Base64.getUrlEncoder().withoutPadding().encodeToString(all),
        new SessionToken(memberId, sha256(secret)));
  }

  /// Reads what a device sent; empty where it cannot be one of ours.
  static Optional<SessionToken> read(String text) {
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
      MessageDigest digest = (MessageDigest) SHA256.clone();
      return Buffer.buffer(digest.digest(bytes));
    } catch (CloneNotSupportedException foreign) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", foreign);
    }
  }

  private static MessageDigest unused() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
