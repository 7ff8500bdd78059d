package com.upcoach.paging;

import com.upcoach.outcome.Outcome;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The links from a page to others of its list (RFC 8288).
///
/// A resource says what follows; how it was asked for, be it alone or in a batch, is known where
/// the answer leaves.
///
/// @param next the cursor of the next page, or null on the last
public record PageLinks(String next) {

  /// The header that they go in.
  public static final String HEADER = "Link";

  private static final String CURSOR = "cursor";
  private static final String IN_URIS = "-._~!$&'()*+,;=:@/?%";

  /// The response with the links of the page that it answers.
  public static Response on(Response response, Paged page) {
    response.getHeaders().putSingle(HEADER, new PageLinks(page.next()));
    return response;
  }

  /// The same where a page may have been refused.
  public static Response on(Response response, Outcome<? extends Paged> outcome) {
    return switch (outcome) {
      case Outcome.Done<? extends Paged>(Paged page) -> on(response, page);
      case Outcome.Refused<? extends Paged> refused -> response;
    };
  }

  /// The value of the header of an answer to this request.
  ///
  /// @param said what its resource has put there, or null
  /// @param query as it was sent, or null
  /// @return null where its resource has not
  public static String written(Object said, String path, String query) {
    return said instanceof PageLinks links ? links.text(path, query) : null;
  }

  /// The value of the header: relative to this server, with the parameters of the request.
  ///
  /// @param query as it was sent, or null
  public String text(String path, String query) {
    List<String> kept = parametersButCursor(query);
    String first = link(path, kept, "first");
    if (next == null) {
      return first;
    }
    kept.add(CURSOR + '=' + next);
    return link(path, kept, "next") + ", " + first;
  }

  private static List<String> parametersButCursor(String query) {
    List<String> kept = new ArrayList<>();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        if (!parameter.isEmpty() && !isCursor(parameter)) {
          kept.add(parameter);
        }
      }
    }
    return kept;
  }

  private static boolean isCursor(String parameter) {
    int end = parameter.indexOf('=');
    String name = end < 0 ? parameter : parameter.substring(0, end);
    return name.equals(CURSOR)
        || (name.indexOf('%') >= 0
            && URLDecoder.decode(name, StandardCharsets.UTF_8).equals(CURSOR));
  }

  private static String link(String path, List<String> parameters, String relation) {
    StringBuilder link = new StringBuilder("<");
    append(link, path);
    for (int place = 0; place < parameters.size(); place++) {
      link.append(place == 0 ? '?' : '&');
      append(link, parameters.get(place));
    }
    return link.append(">; rel=\"").append(relation).append('"').toString();
  }

  /// What no URI may hold, and a request may hold all the same, would end the link.
  private static void append(StringBuilder link, String part) {
    for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (one & 0xff);
      if (letter < 0x80 && (Character.isLetterOrDigit(letter) || IN_URIS.indexOf(letter) >= 0)) {
        link.append(letter);
      } else {
        link.append('%').append("%02X".formatted((int) letter));
      }
    }
  }
}
