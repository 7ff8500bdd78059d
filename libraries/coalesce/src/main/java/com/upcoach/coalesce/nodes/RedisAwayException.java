package com.upcoach.coalesce.nodes;

/// Redis is not there, or does not answer in time.
final class RedisAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisAwayException(String name) {
        super(name + ": no answer from Redis", null, false, false);
    }
}
