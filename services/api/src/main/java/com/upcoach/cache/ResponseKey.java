package com.upcoach.cache;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/// Cache key of a response.
///
/// @param memberId owner of the response
/// @param day in the member's time zone; responses change by themselves at the turn of the day
/// @param request path and parameters, these sorted
public record ResponseKey(UUID memberId, LocalDate day, String request) {

  /// Day of responses that are the same on every day.
  static final LocalDate EVERY_DAY = LocalDate.EPOCH;

  /// @param query as it was sent, or null
  static ResponseKey of(UUID memberId, LocalDate day, String path, String query) {
    return new ResponseKey(memberId, day, query == null ? path : path + '?' + sorted(query));
  }

  /// Whether the key is useless once the member has requested the other: its day has passed.
  boolean isSupersededBy(ResponseKey later) {
    return !day.equals(EVERY_DAY) && day.isBefore(later.day);
  }

  /// Unique name of the key, equal on all nodes.
  public String name() {
    return memberId + ":" + day + ':' + request;
  }

  private static String sorted(String query) {
    if (query.indexOf('&') < 0) {
      return query;
    }
    String[] parameters = query.split("&", -1);
    Arrays.sort(parameters);
    return String.join("&", parameters);
  }
}
