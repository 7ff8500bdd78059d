package com.upcoach.session;

import com.upcoach.edge.Access;
import com.upcoach.edge.Caller;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import com.upcoach.edge.Replies;
import com.upcoach.edge.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets a request through to its resource method if the method's [Access] rule allows the caller.
public class SessionFilter {

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final CurrentCaller current;

    public SessionFilter(Sessions sessions, CurrentCaller current) {
        this.sessions = sessions;
        this.current = current;
    }

    /// @return null to let the request through, or the refusal
    @ServerRequestFilter
    public Uni<Response> check(ResourceInfo resource, ContainerRequestContext request) {
        Access access = resource.getResourceMethod().getAnnotation(Access.class);
        if (access == null) {
            return refuse(
                    ProblemKind.NOT_ALLOWED, "This route has no rule, so nobody may call it.");
        }
        if (access.value() == Access.Rule.PUBLIC) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> token = token(request);
        if (token.isEmpty()) {
            return refuse(
                    ProblemKind.NOT_SIGNED_IN,
                    "Sign in with POST /v1/sessions and send its token as Authorization: Bearer.");
        }
        return sessions.recognise(token.get())
                .map(found -> found.isPresent() ? admit(found.get(), access) : unknown());
    }

    private Response admit(Caller caller, Access access) {
        current.signedIn(caller);
        boolean allowed =
                switch (access.value()) {
                    case PUBLIC, OWN, GRANTED -> true;
                    case ADMIN -> caller.role() == Role.ADMIN;
                    case OPERATOR -> caller.role() == Role.OPERATOR || caller.role() == Role.ADMIN;
                };
        return allowed
                ? null
                : Replies.response(
                        Problem.of(
                                ProblemKind.NOT_ALLOWED,
                                "Your role is %s; this route is not for it."
                                        .formatted(caller.role().word())));
    }

    private static Response unknown() {
        return Replies.response(
                Problem.of(
                        ProblemKind.SESSION_EXPIRED,
                        "Sign in again: this session is not known, was ended or has expired."));
    }

    private static Optional<String> token(ContainerRequestContext request) {
        String header = request.getHeaderString("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? Optional.of(header.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        return Optional.ofNullable(request.getCookies().get(SessionResource.COOKIE))
                .map(Cookie::getValue);
    }

    private static Uni<Response> refuse(ProblemKind kind, String detail) {
        return Uni.createFrom().item(() -> Replies.response(Problem.of(kind, detail)));
    }
}
