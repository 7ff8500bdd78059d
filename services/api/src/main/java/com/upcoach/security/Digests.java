package com.upcoach.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.ratelimit.RateLimits.Client;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// SHA-256 keys of stored attempts and networks, so that tables hold no e-mail and no address.
final class Digests {

  private Digests() {}

  /// The key of the account with an e-mail, whether or not it exists.
  static Buffer account(String email) {
    return sha256("account " + email);
  }

  /// The key of the account with an e-mail, for one of its owner's networks.
  static Buffer account(String email, Client.Address network) {
    return sha256("network " + text(network) + " " + email);
  }

  /// The key of the account with an e-mail, for one of its owner's sessions.
  static Buffer account(String email, UUID sessionId) {
    return sha256("session " + sessionId + " " + email);
  }

  /// The key of a network of a member.
  static Buffer network(UUID memberId, Client.Address network) {
    return sha256(memberId + " " + text(network));
  }

  private static String text(Client.Address network) {
    return (network.isIpv6() ? "6:" : "4:") + network.network();
  }

  private static Buffer sha256(String text) {
    try {
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
