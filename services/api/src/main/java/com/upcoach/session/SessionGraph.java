package com.upcoach.session;

import com.upcoach.access.Caller;
import com.upcoach.graph.Arguments;
import com.upcoach.graph.GlobalId;
import com.upcoach.graph.GraphBasics.Removed;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.security.RequestOrigin;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// The part of the GraphQL schema about sessions. Unlike REST it sets no cookie: the token is only
/// in the response body.
@Singleton
final class SessionGraph implements GraphFeature {

  private static final String SESSION = "Session";

  private final Sessions sessions;
  private final Responses responses;

  SessionGraph(Sessions sessions, Responses responses) {
    this.sessions = sessions;
    this.responses = responses;
  }

  @Override
  public void describe(GraphFields graph) {
    graph.query().read("sessions", (root, arguments, context) -> own(context));
    graph
        .<Session>type(SESSION)
        .value("id", session -> GlobalId.text(SESSION, session.id()))
        .value("uuid", Session::id)
        .value("device", Session::device)
        .value("createdAt", Session::createdAt)
        .value("expiresAt", Session::expiresAt)
        .value("current", SessionGraph::isCurrent);
    graph
        .type("SignedIn", Sessions.Opened.class)
        .value("token", Sessions.Opened::token)
        .value("session", Sessions.Opened::session);
    graph.<Integer>type("EndedSessions").value("number", number -> number);
    graph
        .mutation()
        .change("signIn", responses, this::signIn)
        .change(
            "signOut",
            responses,
            (arguments, context) -> end(context, context.caller().sessionId()))
        .change(
            "endSession",
            responses,
            (arguments, context) -> end(context, arguments.requiredId("id", SESSION)))
        .change("endOtherSessions", responses, (arguments, context) -> endOthers(context.caller()));
  }

  private Uni<List<Session>> own(GraphContext context) {
    context.dependencies().notCacheable();
    return sessions.own(context.memberId());
  }

  private static boolean isCurrent(Session session, GraphContext context) {
    return context.signedIn().filter(caller -> caller.sessionId().equals(session.id())).isPresent();
  }

  private Uni<Outcome<Sessions.Opened>> signIn(Arguments arguments, GraphContext context) {
    SignIn sent = SignIn.of(arguments.fields("input"));
    return sessions.open(
        sent.email(),
        sent.password(),
        sent.device().orElse(null),
        new RequestOrigin(context.network(), context.signedIn()));
  }

  private Uni<Outcome<Removed>> end(GraphContext context, UUID sessionId) {
    return sessions
        .end(context.memberId(), sessionId)
        .map(outcome -> outcome.map(id -> Removed.of(SESSION, id)));
  }

  private Uni<Outcome<Integer>> endOthers(Caller caller) {
    return sessions.endOthers(caller.memberId(), caller.sessionId()).map(Outcome::done);
  }
}
