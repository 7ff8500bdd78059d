package com.upcoach.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.upcoach.access.Access;
import com.upcoach.access.Caller;
import com.upcoach.access.CurrentCaller;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.input.PlainText;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.ratelimit.RateLimits.Client;
import com.upcoach.route.BodyLimit;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.RateLimitCost;
import com.upcoach.route.RequestLane;
import com.upcoach.security.RequestOrigin;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The REST resource of sessions: signing in, listing and signing out.
@Path("/v1/sessions")
@Consumes("application/json")
@Produces("application/json")
public class SessionResource {

  private static final SortOrder<SessionSort> DEFAULT_ORDER =
      SortOrder.descending(SessionSort.CREATED_AT);

  /// The sort fields of the list of sessions.
  private enum SessionSort {
    CREATED_AT
  }

  private final Sessions sessions;
  private final CurrentCaller caller;
  private final Responses responses;
  private final CurrentVertxRequest request;
  private final ClientNetwork network;

  public SessionResource(
      Sessions sessions,
      CurrentCaller caller,
      Responses responses,
      CurrentVertxRequest request,
      ClientNetwork network) {
    this.sessions = sessions;
    this.caller = caller;
    this.responses = responses;
    this.request = request;
    this.network = network;
  }

  /// Signs in. The response has the token in its body, and in a cookie that scripts cannot read.
  @POST
  @Access(Access.Rule.PUBLIC)
  @RateLimitCost(RateLimitCost.PASSWORD_HASH)
  @BodyLimit(BodyLimit.Size.CREDENTIALS)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> open(byte[] body, @HeaderParam("User-Agent") String agent) {
    SignIn sent = SignIn.of(JsonInput.of(body));
    MatchedRequest matched = MatchedRequest.of(request.getCurrent());
    String device =
        sent.device()
            .or(() -> Optional.ofNullable(agent).flatMap(SessionResource::device))
            .orElse(null);
    Client.Address from = network.current();
    return signedIn(matched.token())
        .flatMap(
            owner ->
                sessions.open(
                    sent.email(), sent.password(), device, new RequestOrigin(from, owner)))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Sessions.Opened>(var opened) ->
                      Response.status(201)
                          .entity(SessionJson.of(opened.session(), opened.token(), null))
                          .header(HttpHeaders.SET_COOKIE, cookie(opened, matched.secure()))
                          .build();
                  case Outcome.Refused<Sessions.Opened> refused -> responses.ok(refused);
                });
  }

  /// The owner of the request's session, if it has a valid one.
  private Uni<Optional<Caller>> signedIn(Optional<String> token) {
    return token
        .map(sessions::authenticate)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  @GET
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> list(
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    Caller self = caller.get();
    SortOrder<SessionSort> order = SortOrder.parse(sort, DEFAULT_ORDER);
    PageRequest pageRequest = PageRequest.of(limit, cursor, "sessions", self.memberId(), order);
    return sessions
        .own(self.memberId(), order.descending(), pageRequest)
        .map(
            page ->
                page.map(
                    session ->
                        SessionJson.of(session, null, session.id().equals(self.sessionId()))))
        .map(page -> PageLinks.on(Response.ok(page).build(), page));
  }

  @DELETE
  @Path("/current")
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> endCurrent() {
    Caller self = caller.get();
    return sessions.end(self.memberId(), self.sessionId()).map(responses::noContent);
  }

  /// Ends one session, or with `others` all sessions except the caller's.
  @DELETE
  @Path("/{id}")
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> end(@PathParam("id") String id) {
    Caller self = caller.get();
    if (id.equals("others")) {
      return sessions
          .endOthers(self.memberId(), self.sessionId())
          .replaceWith(() -> Response.noContent().build());
    }
    return sessions.end(self.memberId(), Parameters.id(id)).map(responses::noContent);
  }

  private static String cookie(Sessions.Opened opened, boolean secure) {
    Session session = opened.session();
    return SessionCookie.set(
        opened.token(), Duration.between(session.createdAt(), session.expiresAt()), secure);
  }

  /// The name of a device, from its `User-Agent` header.
  private static Optional<String> device(String agent) {
    String name =
        PlainText.trimmed(agent.substring(0, Math.min(agent.length(), SignIn.MAX_DEVICE_LENGTH)));
    return name.isEmpty() || PlainText.fault(name, PlainText.Lines.ONE).isPresent()
        ? Optional.empty()
        : Optional.of(name);
  }

  /// A session as JSON.
  ///
  /// @param token only for a new session
  /// @param current whether it is the caller's session; only in lists
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionJson(
      UUID id, String token, String device, Instant createdAt, Instant expiresAt, Boolean current) {

    static SessionJson of(Session session, String token, Boolean current) {
      return new SessionJson(
          session.id(), token, session.device(), session.createdAt(), session.expiresAt(), current);
    }
  }
}
