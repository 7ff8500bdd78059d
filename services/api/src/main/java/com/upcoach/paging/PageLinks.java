package com.upcoach.paging;

import com.upcoach.outcome.Outcome;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The `Link` header of a page: links to other pages of its list (RFC 8288).
///
/// A resource supplies the next cursor. The links are built when the response is written, where its
/// URL is known, also for a request within a batch.
///
/// @param next the cursor of the next page, or null on the last
public record PageLinks(String next) {

  /// The name of the header.
  public static final String HEADER = "Link";

  private static final String CURSOR = "cursor";
  private static final String IN_URIS = "-._~!$&'()*+,;=:@/?%";

  /// Adds the links of a page to its response.
  public static Response on(Response response, Paged page) {
    response.getHeaders().putSingle(HEADER, new PageLinks(page.next()));
    return response;
  }

  /// Adds the links of a page to its response, unless the page was refused.
  public static Response on(Response response, Outcome<? extends Paged> outcome) {
    return switch (outcome) {
      case Outcome.Done<? extends Paged>(Paged page) -> on(response, page);
      case Outcome.Refused<? extends Paged> refused -> response;
    };
  }

  /// The text of the header that a resource set.
  ///
  /// @param header the value that [#on] set, or null
  /// @param query as sent, or null
  /// @return null if the header was not set
  public static String headerText(Object header, String path, String query) {
    return header instanceof PageLinks links ? links.text(path, query) : null;
  }

  /// The text of the header. Its URIs are relative to this server and repeat the request's
  /// parameters.
  ///
  /// @param query as sent, or null
  public String text(String path, String query) {
    List<String> parameters = parametersWithoutCursor(query);
    String first = link(path, parameters, "first");
    if (next == null) {
      return first;
    }
    parameters.add(CURSOR + '=' + next);
    return link(path, parameters, "next") + ", " + first;
  }

  private static List<String> parametersWithoutCursor(String query) {
    List<String> parameters = new ArrayList<>();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        if (!parameter.isEmpty() && !isCursor(parameter)) {
          parameters.add(parameter);
        }
      }
    }
    return parameters;
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
    for (int i = 0; i < parameters.size(); i++) {
      link.append(i == 0 ? '?' : '&');
      append(link, parameters.get(i));
    }
    return link.append(">; rel=\"").append(relation).append('"').toString();
  }

  /// Appends a part of a URI. Characters that a request may contain but a URI may not are
  /// percent-encoded, as they could end the link.
  private static void append(StringBuilder link, String part) {
    for (byte next : part.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (next & 0xff);
      if (letter < 0x80 && (Character.isLetterOrDigit(letter) || IN_URIS.indexOf(letter) >= 0)) {
        link.append(letter);
      } else {
        link.append('%').append("%02X".formatted((int) letter));
      }
    }
  }
}
