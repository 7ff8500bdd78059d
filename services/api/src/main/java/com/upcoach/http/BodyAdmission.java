package com.upcoach.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.BodyBudget;
import com.upcoach.ratelimit.RateLimits.Client;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.Route;
import com.upcoach.session.SessionFilter;
import com.upcoach.session.Sessions;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Admits request bodies before any of them is read: nobody without a session may send one,
/// except to routes that are open to everybody, and all bodies in flight share one budget.
///
/// A refused body is not read: the connection ends.
@Singleton
public final class BodyAdmission implements RequestStep {

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]*)", Pattern.CASE_INSENSITIVE);

  /// The registered name, and the one that many programs send.
  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8");

  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
  private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");

  private final BodyBudget budget;
  private final ClientIdentity clients;
  private final Sessions sessions;
  private final ObjectMapper json;

  BodyAdmission(BodyBudget budget, ClientIdentity clients, Sessions sessions, ObjectMapper json) {
    this.budget = budget;
    this.clients = clients;
    this.sessions = sessions;
    this.json = json;
  }

  @Override
  public void handle(RoutingContext context, Runnable next) {
    HttpServerRequest request = context.request();
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    long bytes = length == null ? 0 : Long.parseLong(length);
    if (bytes == 0) {
      next.run();
      return;
    }
    Optional<String> fault = faultOfForm(request.headers());
    if (fault.isPresent()) {
      refuse(context, Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, fault.get()));
      return;
    }
    // Ahead of the session's look-up: the connection may be lost meanwhile.
    BodyReservation reservation = new BodyReservation();
    context.addEndHandler(_ -> reservation.end());
    Client client = clients.of(context);
    Optional<Route> route = MatchedRequest.of(context).route();
    if (client instanceof Client.Member || route.isEmpty() || route.get().isOpenToAnonymous()) {
      admit(context, next, reservation, client, bytes);
      return;
    }
    Optional<String> token = MatchedRequest.of(context).token();
    if (token.isEmpty()) {
      refuse(context, SessionFilter.NOT_SIGNED_IN);
      return;
    }
    sessions
        .authenticate(token.get())
        .subscribe()
        .with(
            caller -> {
              if (caller.isEmpty()) {
                refuse(context, SessionFilter.UNKNOWN_SESSION);
              } else {
                admit(
                    context, next, reservation, new Client.Member(caller.get().memberId()), bytes);
              }
            },
            // The route itself looks the session up again, and says what failed.
            _ -> admit(context, next, reservation, client, bytes));
  }

  /// The reason why no body in this form is read, whatever it says; empty where there is none.
  static Optional<String> faultOfForm(MultiMap headers) {
    List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
    if (types.size() > 1) {
      return Optional.of("Send one Content-Type: this request has %d.".formatted(types.size()));
    }
    boolean isEncoded =
        headers.getAll(HttpHeaders.CONTENT_ENCODING).stream()
            .anyMatch(coding -> !coding.strip().equalsIgnoreCase("identity"));
    if (isEncoded) {
      return Optional.of("Send the body as it is, without a Content-Encoding.");
    }
    return types.isEmpty() || isUtf8(types.getFirst())
        ? Optional.empty()
        : Optional.of("JSON is taken in UTF-8 alone: leave charset out, or make it utf-8.");
  }

  /// Whether a type leaves the charset open, or names UTF-8. Files may be in any.
  static boolean isUtf8(String contentType) {
    if (contentType == null
        || contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
      return true;
    }
    var charset = CHARSET.matcher(contentType);
    while (charset.find()) {
      if (!UTF_8_NAMES.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private void admit(
      RoutingContext context,
      Runnable next,
      BodyReservation reservation,
      Client client,
      long bytes) {
    switch (budget.reserve(client, bytes)) {
      case BodyBudget.Granted granted -> {
        if (reservation.hold(granted)) {
          next.run();
        }
      }
      case BodyBudget.ClientLimitReached _ ->
          refuseForNow(
              context,
              Problem.of(
                  ProblemKind.TOO_MANY_REQUESTS,
                  "Nothing was done: your requests in progress are larger than one client may send."
                      + " Send it again when they are answered."));
      case BodyBudget.TotalLimitReached _ ->
          refuseForNow(
              context,
              Problem.of(
                  ProblemKind.TOO_BUSY,
                  "Nothing was done: too much is being sent at this moment. Send" + " it again."));
    }
  }

  private void refuseForNow(RoutingContext context, Problem problem) {
    context.response().putHeader(RETRY_AFTER, ONE_SECOND);
    refuse(context, problem);
  }

  private void refuse(RoutingContext context, Problem problem) {
    context
        .response()
        .setStatusCode(problem.kind().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(json.valueToTree(problem.json()).toString().getBytes(UTF_8)));
  }
}
