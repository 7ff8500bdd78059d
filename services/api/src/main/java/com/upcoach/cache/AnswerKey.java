package com.upcoach.cache;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/// Which answer it is.
///
/// @param memberId whose
/// @param day on its wall: at the turn of the day answers change by themselves
/// @param request path and parameters, these in one order
public record AnswerKey(UUID memberId, LocalDate day, String request) {

    /// @param query as it was sent, or null
    static AnswerKey of(UUID memberId, LocalDate day, String path, String query) {
        return new AnswerKey(memberId, day, query == null ? path : path + '?' + ordered(query));
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
