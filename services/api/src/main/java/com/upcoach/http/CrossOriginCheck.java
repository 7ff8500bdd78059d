package com.upcoach.http;

import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.Route;
import com.upcoach.session.SessionCookie;
import com.upcoach.settings.Settings;
import com.upcoach.settings.WebOrigin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Refuses changes that a page of another origin has a browser send (CSRF).
///
/// It looks at every request with an unsafe method that carries no `Authorization`: a browser adds
/// the session cookie to such a request by itself, and signing in sets the cookie. Browsers say
/// where a request comes from, in `Origin` and `Sec-Fetch-Site`. A request with neither is refused
/// if it carries the session cookie: a client that is no browser sends its token as
/// `Authorization`, which no page of another origin can.
///
/// @see <a href="https://pkg.go.dev/net/http#CrossOriginProtection">Go's CrossOriginProtection</a>
@Singleton
final class CrossOriginCheck {

  private static final CharSequence SEC_FETCH_SITE = HttpHeaders.createOptimized("Sec-Fetch-Site");
  private static final Set<String> SAME_SITES = Set.of("same-origin", "none");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final ForwardedAddress address;
  private final List<WebOrigin> allowed;

  CrossOriginCheck(ForwardedAddress address, Settings settings) {
    this.address = address;
    this.allowed = settings.allowedOrigins();
  }

  /// The refusal of a request; empty where it may go on.
  ///
  /// @param secure whether the client's connection is encrypted
  Optional<Problem> refusal(HttpServerRequest request, Route route, boolean secure) {
    if (SAFE_METHODS.contains(request.method().name())
        || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      return Optional.empty();
    }
    boolean hasCookie =
        request.headers().getAll(HttpHeaders.COOKIE).stream().anyMatch(SessionCookie::mayBeIn);
    Optional<Problem> refusal = refusalOfOrigin(request, secure, hasCookie);
    return refusal.isEmpty() && hasCookie ? refusalOfMediaType(request, route) : refusal;
  }

  private Optional<Problem> refusalOfOrigin(
      HttpServerRequest request, boolean secure, boolean hasCookie) {
    List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
    List<String> sites = request.headers().getAll(SEC_FETCH_SITE);
    if (origins.isEmpty() && sites.isEmpty()) {
      return hasCookie
          ? refused(
              "A change with the session cookie needs the header Origin, which every"
                  + " browser sends. Other clients send the token as"
                  + " Authorization: Bearer.")
          : Optional.empty();
    }
    Optional<WebOrigin> origin =
        origins.size() == 1 ? WebOrigin.parse(origins.getFirst()) : Optional.empty();
    if (origin.filter(allowed::contains).isPresent()) {
      return Optional.empty();
    }
    boolean isOwn =
        origins.isEmpty() || origin.filter(value -> isOwn(value, request, secure)).isPresent();
    boolean isSameSite =
        sites.isEmpty() || (sites.size() == 1 && SAME_SITES.contains(sites.getFirst()));
    return isOwn && isSameSite
        ? Optional.empty()
        : refused(
            "Origin or Sec-Fetch-Site says that a page of another origin sent it. The"
                + " operator can allow that origin with the setting"
                + " allowed-origins.");
  }

  private boolean isOwn(WebOrigin origin, HttpServerRequest request, boolean secure) {
    return (!secure || origin.scheme().equals("https"))
        && address.hosts(request).stream().anyMatch(origin::isAt);
  }

  /// Browsers send forms, but not JSON, to other origins without asking.
  private static Optional<Problem> refusalOfMediaType(HttpServerRequest request, Route route) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean hasBody =
        (length != null && !length.equals("0"))
            || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
    boolean isTaken = types.size() == 1 && route.mediaTypes().contains(essence(types.getFirst()));
    return !hasBody || isTaken
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                "With the session cookie a body needs its Content-Type; this route"
                    + " takes %s."
                        .formatted(
                            route.mediaTypes().isEmpty()
                                ? "no body"
                                : String.join(" or ", route.mediaTypes()))));
  }

  /// The media type without its parameters.
  private static String essence(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<Problem> refused(String detail) {
    return Optional.of(Problem.of(ProblemKind.CROSS_ORIGIN, "Nothing was done. " + detail));
  }
}
