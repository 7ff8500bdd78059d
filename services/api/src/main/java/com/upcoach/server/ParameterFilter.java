package com.upcoach.server;

import com.upcoach.edge.Bounds;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import com.upcoach.edge.Replies;
import com.upcoach.edge.Selection;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses query parameters that the route does not know, by name: one that is misspelt would
/// otherwise silently do nothing. Reads the one that all routes share: which fields are wanted.
final class ParameterFilter {

    private static final String WANTED = Selection.class.getName();

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();
    private final Selectable selectable;

    ParameterFilter(Selectable selectable) {
        this.selectable = selectable;
    }

    /// @return empty to let the request through
    @ServerRequestFilter
    Optional<Response> check(ResourceInfo resource, ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Method method = resource.getResourceMethod();
        Set<String> allowed = known.computeIfAbsent(method, ParameterFilter::names);
        Optional<Problem> unknown = unknown(sent.keySet(), allowed);
        List<String> fields = sent.get(Selection.PARAMETER);
        if (unknown.isEmpty() && fields != null) {
            request.setProperty(WANTED, selectable.wanted(ReadRoutes.template(method), fields));
        }
        return unknown.map(Replies::response);
    }

    /// What is wanted of the answer to a request that was let through.
    static Selection wanted(ContainerRequestContext request) {
        return request.getProperty(WANTED) instanceof Selection wanted ? wanted : Selection.WHOLE;
    }

    /// The refusal of what is sent and not allowed; empty where there is nothing.
    static Optional<Problem> unknown(Set<String> sent, Set<String> allowed) {
        return sent.stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .map(name -> problem(Bounds.shortened(name), allowed));
    }

    private static Problem problem(String name, Set<String> allowed) {
        String known =
                allowed.isEmpty()
                        ? "This route takes no parameters"
                        : "It takes " + String.join(", ", allowed.stream().sorted().toList());
        return new Problem(
                ProblemKind.UNKNOWN_PARAMETER,
                "%s is not known here. %s.".formatted(name, known),
                List.of(new Problem.FieldError(name, "is not known here")));
    }

    /// The query parameters of a resource method.
    static Set<String> names(Method method) {
        return Arrays.stream(method.getParameters())
                .map((Parameter one) -> one.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toUnmodifiableSet());
    }
}
