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

/// Sessions over HTTP.
@Path("/v1/sessions")
@Consumes("application/json")
@Produces("application/json")
public class SessionResource {

  private static final SortOrder<SessionSort> USUAL = SortOrder.descending(SessionSort.CREATED_AT);

  /// What a list of sessions may be sorted by.
  private enum SessionSort {
    CREATED_AT
  }

  private final Sessions sessions;
  private final CurrentCaller caller;
  private final Responses replies;
  private final CurrentVertxRequest request;
  private final ClientNetwork network;

  public SessionResource(
      Sessions sessions,
      CurrentCaller caller,
      Responses replies,
      CurrentVertxRequest request,
      ClientNetwork network) {
    this.sessions = sessions;
    this.caller = caller;
    this.replies = replies;
    this.request = request;
    this.network = network;
  }

  /// Signs in; the answer carries the token in its body, and as a cookie that scripts cannot
  /// read.
  @POST
  @Access(Access.Rule.PUBLIC)
  @RateLimitCost(RateLimitCost.PASSWORD_HASH)
  @BodyLimit(BodyLimit.Size.CREDENTIALS)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> open(byte[] body, @HeaderParam("User-Agent") String agent) {
    SignIn sent = SignIn.of(JsonInput.of(body));
    boolean secure = MatchedRequest.of(request.getCurrent()).secure();
    String device =
        sent.device()
            .or(() -> Optional.ofNullable(agent).flatMap(SessionResource::device))
            .orElse(null);
    Client.Address from = network.current();
    return signedIn(SessionFilter.token(request.getCurrent()))
        .flatMap(
            there ->
                sessions.open(
                    sent.email(), sent.password(), device, new RequestOrigin(from, there)))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Sessions.Opened>(var opened) ->
                      Response.status(201)
                          .entity(SessionJson.of(opened))
                          .header(HttpHeaders.SET_COOKIE, cookie(opened, secure))
                          .build();
                  case Outcome.Refused<Sessions.Opened> refused -> replies.ok(refused);
                });
  }

  /// Whose session the request carries, where that is valid.
  private Uni<Optional<Caller>> signedIn(Optional<String> token) {
    return token.map(sessions::recognise).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  @GET
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> list(
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    Caller asking = caller.get();
    SortOrder<SessionSort> order = SortOrder.parse(sort, USUAL);
    PageRequest listing = PageRequest.of(limit, cursor, "sessions", asking.memberId(), order);
    return sessions
        .own(asking.memberId(), order.descending(), listing)
        .map(
            page ->
                page.map(
                    session -> SessionJson.of(session, session.id().equals(asking.sessionId()))))
        .map(page -> PageLinks.on(Response.ok(page).build(), page));
  }

  @DELETE
  @Path("/current")
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> endCurrent() {
    Caller asking = caller.get();
    return sessions.end(asking.memberId(), asking.sessionId()).map(replies::noContent);
  }

  /// Ends one session, or with `others` every one but the caller's.
  @DELETE
  @Path("/{id}")
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> end(@PathParam("id") String id) {
    Caller asking = caller.get();
    if (id.equals("others")) {
      return sessions
          .endOthers(asking.memberId(), asking.sessionId())
          .replaceWith(() -> Response.noContent().build());
    }
    return sessions.end(asking.memberId(), Parameters.id(id)).map(replies::noContent);
  }

  private static String cookie(Sessions.Opened opened, boolean secure) {
    Session session = opened.session();
    return SessionCookie.set(
        opened.token(), Duration.between(session.createdAt(), session.expiresAt()), secure);
  }

  /// The name of a device from its header `User-Agent`.
  private static Optional<String> device(String agent) {
    String name =
        PlainText.trimmed(agent.substring(0, Math.min(agent.length(), SignIn.LONGEST_DEVICE)));
    return name.isEmpty() || PlainText.fault(name, PlainText.Lines.ONE).isPresent()
        ? Optional.empty()
        : Optional.of(name);
  }

  /// A session on the wire.
  ///
  /// @param token only where the session was just opened
  /// @param current whether it is the one that asks; only in lists
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionJson(
      UUID id, String token, String device, Instant createdAt, Instant expiresAt, Boolean current) {

    static SessionJson of(Sessions.Opened opened) {
      Session session = opened.session();
      return new SessionJson(
          session.id(),
          opened.token(),
          session.device(),
          session.createdAt(),
          session.expiresAt(),
          null);
    }

    static SessionJson of(Session session, boolean current) {
      return new SessionJson(
          session.id(), null, session.device(), session.createdAt(), session.expiresAt(), current);
    }
  }
}
