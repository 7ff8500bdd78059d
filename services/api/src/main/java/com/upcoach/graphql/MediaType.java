package com.upcoach.graphql;

import java.util.Locale;
import java.util.Optional;

/// The media types of GraphQL responses.
enum MediaType {
  /// The media type of GraphQL over HTTP, whose HTTP statuses reflect the outcome.
  GRAPHQL("application/graphql-response+json"),
  /// The legacy media type.
  JSON("application/json");

  private final String name;

  MediaType(String name) {
    this.name = name;
  }

  /// The value of the header `Content-Type`.
  String text() {
    return name + ";charset=UTF-8";
  }

  /// The media type that a client prefers; empty if it accepts neither.
  ///
  /// @param accept the header `Accept`, or null
  static Optional<MediaType> accepted(String accept) {
    if (accept == null) {
      return Optional.of(JSON);
    }
    MediaType best = null;
    double bestQuality = 0;
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] words = part.split(";", -1);
      MediaType candidate = named(words[0].strip());
      double quality = quality(words);
      if (candidate != null && quality > bestQuality) {
        best = candidate;
        bestQuality = quality;
      }
    }
    return Optional.ofNullable(best);
  }

  private static MediaType named(String range) {
    return switch (range) {
      case "application/graphql-response+json" -> GRAPHQL;
      case "application/json", "*/*", "application/*" -> JSON;
      default -> null;
    };
  }

  private static double quality(String[] words) {
    for (int i = 1; i < words.length; i++) {
      String word = words[i].strip();
      if (word.startsWith("q=")) {
        try {
          return Double.parseDouble(word.substring(2));
        } catch (NumberFormatException noNumber) {
          return 0;
        }
      }
    }
    return 1;
  }
}
