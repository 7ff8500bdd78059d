package com.upcoach.cache;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/// Which answer it is.
///
/// @param memberId whose
/// @param day on its wall, where answers change by themselves at the turn of the day
/// @param request path and parameters, these in one order
public record ResponseKey(UUID memberId, LocalDate day, String request) {

  /// For what is the same on every day.
  static final LocalDate EVERY_DAY = LocalDate.EPOCH;

  /// @param query as it was sent, or null
  static ResponseKey of(UUID memberId, LocalDate day, String path, String query) {
    return new ResponseKey(memberId, day, query == null ? path : path + '?' + ordered(query));
  }

  /// Whether nobody asks for it any more once the member has asked for the other: its day has
  /// passed.
  boolean isOutlivedBy(ResponseKey later) {
    return !day.equals(EVERY_DAY) && day.isBefore(later.day);
  }

  /// The same for equal keys on all nodes, and different for others.
  public String name() {
    return memberId + ":" + day + ':' + request;
  }

  private static String ordered(String query) {
    if (query.indexOf('&') < 0) {
      return query;
    }
    String[] parameters = query.split("&", -1);
    Arrays.sort(parameters);
    return String.join("&", parameters);
  }
}
