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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Sessions in the graph. Only REST sets the cookie of browsers: here the token is in the answer
/// alone.
@ApplicationScoped
public class SessionGraph implements GraphFeature {

  private static final String SESSION = "Session";

  private final Sessions sessions;
  private final Responses replies;

  public SessionGraph(Sessions sessions, Responses replies) {
    this.sessions = sessions;
    this.replies = replies;
  }

  @Override
  public void describe(GraphFields graph) {
    graph.query().read("sessions", (none, arguments, asking) -> own(asking));
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
        .change("signIn", replies, this::signIn)
        .change("signOut", replies, (arguments, asking) -> end(asking, asking.caller().sessionId()))
        .change(
            "endSession",
            replies,
            (arguments, asking) -> end(asking, arguments.requiredId("id", SESSION)))
        .change("endOtherSessions", replies, (arguments, asking) -> endOthers(asking.caller()));
  }

  private Uni<List<Session>> own(GraphContext asking) {
    asking.dependencies().notCacheable();
    return sessions.own(asking.memberId());
  }

  private static boolean isCurrent(Session session, GraphContext asking) {
    return asking.signedIn().filter(caller -> caller.sessionId().equals(session.id())).isPresent();
  }

  private Uni<Outcome<Sessions.Opened>> signIn(Arguments arguments, GraphContext asking) {
    SignIn sent = SignIn.of(arguments.fields("input"));
    return sessions.open(
        sent.email(),
        sent.password(),
        sent.device().orElse(null),
        new RequestOrigin(asking.network(), asking.signedIn()));
  }

  private Uni<Outcome<Removed>> end(GraphContext asking, UUID sessionId) {
    return sessions
        .end(asking.memberId(), sessionId)
        .map(outcome -> outcome.map(id -> Removed.of(SESSION, id)));
  }

  private Uni<Outcome<Integer>> endOthers(Caller caller) {
    return sessions.endOthers(caller.memberId(), caller.sessionId()).map(Outcome::done);
  }
}
