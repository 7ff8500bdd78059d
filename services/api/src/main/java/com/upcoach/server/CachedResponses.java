package com.upcoach.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.cache.CachePolicy;
import com.upcoach.coalesce.cache.CachedAnswer;
import com.upcoach.coalesce.cache.Encoding;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Has the answers of resource methods kept, where [CachedAnswers] says that they are to be, and
/// gives the others their tags.
final class CachedResponses {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final CachedAnswers cached;
    private final CurrentVertxRequest current;
    private final ObjectMapper json;

    CachedResponses(CachedAnswers cached, CurrentVertxRequest current, ObjectMapper json) {
        this.cached = cached;
        this.current = current;
        this.json = json;
    }

    @ServerResponseFilter
    void keep(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        RoutingContext context = current.getCurrent();
        if (context == null || !response.hasEntity()) {
            return;
        }
        if (!cached.isToKeep(context)) {
            tag(request, response);
            return;
        }
        if (response.getStatus() == NOT_FOUND) {
            cached.keepAbsent(context, json.writeValueAsBytes(response.getEntity()));
            return;
        }
        if (response.getStatus() != OK) {
            return;
        }
        byte[] body = bytes(response.getEntity());
        Optional<CachedAnswer> kept = cached.keep(context, body);
        if (kept.isEmpty()) {
            tag(request, response);
            return;
        }
        CachedAnswer.Body wanted =
                kept.get().body(Encoding.best(request.getHeaderString("Accept-Encoding")));
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("ETag", wanted.entityTag());
        headers.putSingle("Cache-Control", CachedAnswers.OWN.toString());
        headers.putSingle("Vary", "Accept-Encoding");
        headers.putSingle("Cache-Status", CachedAnswers.STORED);
        String has = request.getHeaderString("If-None-Match");
        if (has != null && kept.get().matches(has)) {
            response.setStatus(NOT_MODIFIED);
            response.setEntity(null);
            return;
        }
        if (wanted.encoding() != Encoding.IDENTITY) {
            headers.putSingle("Content-Encoding", wanted.encoding().word());
        }
        response.setEntity(wanted.bytes());
    }

    /// What is not kept has a tag as well, and can be answered with nothing new: what may be
    /// kept, and what its resource has given one.
    private void tag(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        UriInfo asked = request.getUriInfo();
        boolean tagged =
                response.getHeaders().containsKey("ETag")
                        || CachePolicy.of(asked.getPath())
                                .filter(one -> one.takes(asked.getRequestUri().getRawQuery()))
                                .isPresent();
        // A resource that says how long its answer is good for has seen to the rest as well.
        boolean saysItself = response.getHeaders().containsKey("Cache-Control");
        if (!tagged
                || saysItself
                || response.getStatus() != OK
                || !request.getMethod().equals("GET")) {
            return;
        }
        byte[] body = bytes(response.getEntity());
        CachedAnswer answer = new CachedAnswer(body);
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("ETag", answer.body(Encoding.IDENTITY).entityTag());
        headers.putSingle("Cache-Control", CachedAnswers.OWN.toString());
        String has = request.getHeaderString("If-None-Match");
        if (has != null && answer.matches(has)) {
            response.setStatus(NOT_MODIFIED);
            response.setEntity(null);
        } else {
            response.setEntity(body);
        }
    }

    private byte[] bytes(Object entity) throws JsonProcessingException {
        return entity instanceof byte[] bytes ? bytes : json.writeValueAsBytes(entity);
    }
}
