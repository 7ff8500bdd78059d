package com.upcoach.coalesce.nodes;

/// Redis is unreachable, or does not reply in time.
final class RedisUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisUnavailableException(String name) {
    this(name, "no reply from Redis");
  }

  /// @param reason message of the connection
  RedisUnavailableException(String name, String reason) {
    super(name + ": " + reason, null, false, false);
  }
}
