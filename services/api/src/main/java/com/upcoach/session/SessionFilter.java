package com.upcoach.session;

import com.upcoach.access.Access;
import com.upcoach.access.Caller;
import com.upcoach.access.CurrentCaller;
import com.upcoach.access.Role;
import com.upcoach.json.Responses;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.MatchedRequest;
import io.quarkus.arc.ClientProxy;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Authenticates requests by their session token, and authorizes them by the [Access] rule of their
/// resource method.
public class SessionFilter {

  private static final String BEARER = "Bearer ";

  /// The cached rule of each resource method; empty for a method without a rule.
  private final Map<Method, Optional<Access.Rule>> rules = new ConcurrentHashMap<>();

  /// The refusal of a request without a session to a route that needs one.
  public static final Problem NOT_SIGNED_IN =
      Problem.of(
          ProblemKind.NOT_SIGNED_IN,
          "Sign in with POST /v1/sessions and send its token as Authorization: Bearer.");

  /// The refusal of a request with an unknown or expired session.
  public static final Problem UNKNOWN_SESSION =
      Problem.of(
          ProblemKind.SESSION_EXPIRED,
          "Sign in again: this session is not known, was ended or has expired.");

  private final Sessions sessions;
  private final CurrentCaller current;
  private final CurrentVertxRequest request;

  public SessionFilter(Sessions sessions, CurrentCaller current, CurrentVertxRequest request) {
    this.sessions = sessions;
    this.current = current;
    this.request = request;
  }

  /// @return null to admit the request, or the refusal
  @ServerRequestFilter
  public Uni<Response> check(ResourceInfo resource) {
    Optional<Access.Rule> rule =
        rules.computeIfAbsent(resource.getResourceMethod(), SessionFilter::rule);
    if (rule.isEmpty()) {
      return refuse(
          Problem.of(ProblemKind.NOT_ALLOWED, "This route has no rule, so nobody may call it."));
    }
    if (rule.get() == Access.Rule.PUBLIC) {
      return Uni.createFrom().nullItem();
    }
    Optional<String> token = MatchedRequest.of(request.getCurrent()).token();
    if (token.isEmpty() && rule.get() == Access.Rule.BY_FIELD) {
      return Uni.createFrom().nullItem();
    }
    if (token.isEmpty()) {
      return refuse(NOT_SIGNED_IN);
    }
    // The result may arrive on a thread without the request's context.
    CurrentCaller ofRequest = ClientProxy.unwrap(current);
    return sessions
        .authenticate(token.get())
        .map(
            found -> {
              if (found.isEmpty()) {
                return Responses.response(UNKNOWN_SESSION);
              }
              ofRequest.signedIn(found.get());
              return admit(found.get(), rule.get());
            });
  }

  private static Optional<Access.Rule> rule(Method method) {
    return Optional.ofNullable(method.getAnnotation(Access.class)).map(Access::value);
  }

  private static Response admit(Caller caller, Access.Rule rule) {
    return refusal(caller, rule).map(Responses::response).orElse(null);
  }

  /// The refusal of a signed-in caller by a route's rule; empty where the rule allows it.
  public static Optional<Problem> refusal(Caller caller, Access.Rule rule) {
    boolean allowed =
        switch (rule) {
          case PUBLIC, BY_FIELD, OWN, GRANTED -> true;
          case ADMIN -> caller.role() == Role.ADMIN;
          case OPERATOR -> caller.role() == Role.OPERATOR || caller.role() == Role.ADMIN;
        };
    return allowed
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemKind.NOT_ALLOWED,
                "Your role is %s; this route is not for it.".formatted(caller.role().word())));
  }

  /// The session token of a request: from its `Authorization` header, or without one from its
  /// cookie. Later steps read it from the [MatchedRequest].
  ///
  /// @param secure whether the client's connection is encrypted
  public static Optional<String> token(HttpServerRequest request, boolean secure) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header == null ? SessionCookie.token(request, secure) : bearer(header);
  }

  private static Optional<String> bearer(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static Uni<Response> refuse(Problem problem) {
    return Uni.createFrom().item(() -> Responses.response(problem));
  }
}
