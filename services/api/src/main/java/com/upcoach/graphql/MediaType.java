package com.upcoach.graphql;

import java.util.Locale;
import java.util.Optional;

/// The forms in which the graph answers.
enum MediaType {
  /// With statuses that say how it went.
  GRAPHQL("application/graphql-response+json"),
  /// The older one.
  JSON("application/json");

  private final String name;

  MediaType(String name) {
    this.name = name;
  }

  /// As it is sent.
  String text() {
    return name + ";charset=UTF-8";
  }

  /// The form that a client likes best of those there are; empty where it takes none.
  ///
  /// @param accept the header, null where there is none
  static Optional<MediaType> accepted(String accept) {
    if (accept == null) {
      return Optional.of(JSON);
    }
    MediaType best = null;
    double liked = 0;
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] words = part.split(";", -1);
      MediaType one = named(words[0].strip());
      double quality = quality(words);
      if (one != null && quality > liked) {
        best = one;
        liked = quality;
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
    for (int place = 1; place < words.length; place++) {
      String word = words[place].strip();
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
