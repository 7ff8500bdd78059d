package com.upcoach.delivery;

import com.upcoach.cache.CachePolicy;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.http.JsonResponseWriter;
import com.upcoach.http.ParameterFilter;
import com.upcoach.json.JsonResponse;
import com.upcoach.json.Selection;
import com.upcoach.paging.PageLinks;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Has the answers of resource methods written as far as they are wanted, and kept where
/// [ResponseCacheFilter] says that they are to be; gives the others their tags.
final class CachedResponseFilter {

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  private final ResponseCacheFilter cached;
  private final CurrentVertxRequest current;
  private final JsonResponseWriter bytes;

  CachedResponseFilter(
      ResponseCacheFilter cached, CurrentVertxRequest current, JsonResponseWriter bytes) {
    this.cached = cached;
    this.current = current;
    this.bytes = bytes;
  }

  @ServerResponseFilter
  void keep(ContainerRequestContext request, ContainerResponseContext response) {
    if (!response.hasEntity()) {
      return;
    }
    RoutingContext context = current.getCurrent();
    String link = context == null ? null : linked(context, response);
    if (context == null || !cached.isToKeep(context)) {
      send(request, response);
      return;
    }
    if (response.getStatus() == NOT_FOUND) {
      cached.keepAbsent(context, bytes.of(response.getEntity(), Selection.WHOLE));
      return;
    }
    if (response.getStatus() != OK) {
      return;
    }
    byte[] body = bytes.of(response.getEntity(), ParameterFilter.wanted(request));
    Optional<CachedResponse> kept = cached.keep(context, body, link);
    if (kept.isEmpty()) {
      tag(request, response, body);
      return;
    }
    CachedResponse.Body wanted =
        kept.get().body(ContentEncoding.best(request.getHeaderString("Accept-Encoding")));
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("ETag", wanted.entityTag());
    headers.putSingle("Cache-Control", ResponseCacheFilter.OWN.toString());
    headers.putSingle("Vary", "Accept-Encoding");
    headers.putSingle("Cache-Status", ResponseCacheFilter.STORED);
    String has = request.getHeaderString("If-None-Match");
    if (has != null && kept.get().matchesIfNoneMatch(has)) {
      unchanged(response);
      return;
    }
    if (wanted.encoding() != ContentEncoding.IDENTITY) {
      headers.putSingle("Content-Encoding", wanted.encoding().token());
    }
    response.setEntity(wanted.bytes());
  }

  /// What is not kept has a tag as well: what may be kept, and what its resource wants to have
  /// one.
  private void send(ContainerRequestContext request, ContainerResponseContext response) {
    Object entity = response.getEntity();
    Selection wanted = ParameterFilter.wanted(request);
    boolean isOk = response.getStatus() == OK;
    boolean isJson = entity instanceof JsonResponse<?>;
    if (wantsTag(entity) || (isOk && mayBeKept(request))) {
      tag(request, response, bytes.of(entity, wanted));
    } else if (isJson || (isOk && !wanted.isWhole())) {
      response.setEntity(bytes.of(entity, wanted));
    }
  }

  private static boolean wantsTag(Object entity) {
    return entity instanceof JsonResponse<?> answer && answer.isTagged();
  }

  private static boolean mayBeKept(ContainerRequestContext request) {
    UriInfo asked = request.getUriInfo();
    return request.getMethod().equals("GET")
        && CachePolicy.of(asked.getPath())
            .filter(one -> one.takes(asked.getRequestUri().getRawQuery()))
            .isPresent();
  }

  /// Who reads and has it already is answered with nothing new. The body is set last: headers
  /// set after it would be lost.
  private static void tag(
      ContainerRequestContext request, ContainerResponseContext response, byte[] body) {
    CachedResponse answer = new CachedResponse(body);
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("ETag", answer.body(ContentEncoding.IDENTITY).entityTag());
    boolean reads = request.getMethod().equals("GET");
    if (reads) {
      headers.putSingle("Cache-Control", ResponseCacheFilter.OWN.toString());
    }
    String has = request.getHeaderString("If-None-Match");
    if (reads && has != null && answer.matchesIfNoneMatch(has)) {
      unchanged(response);
    } else {
      response.setEntity(body);
    }
  }

  /// Writes the links of a page, which its resource has not.
  ///
  /// @return the header, or null where the answer is no page
  private static String linked(RoutingContext context, ContainerResponseContext response) {
    String link =
        PageLinks.written(
            response.getHeaders().getFirst(PageLinks.HEADER),
            context.request().path(),
            context.request().query());
    if (link != null) {
      response.getHeaders().putSingle(PageLinks.HEADER, link);
    }
    return link;
  }

  /// The client has the links with the body that it has.
  private static void unchanged(ContainerResponseContext response) {
    response.setStatus(NOT_MODIFIED);
    response.setEntity(null);
    response.getHeaders().remove(PageLinks.HEADER);
  }
}
