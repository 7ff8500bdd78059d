package com.upcoach.coalesce.nodes;

/// Redis is not there, or does not answer in time.
final class RedisUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisUnavailableException(String name) {
    this(name, "no answer from Redis");
  }

  /// @param reason what the connection says
  RedisUnavailableException(String name, String reason) {
    super(name + ": " + reason, null, false, false);
  }
}
