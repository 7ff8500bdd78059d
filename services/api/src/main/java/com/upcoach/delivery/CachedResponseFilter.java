package com.upcoach.delivery;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.http.JsonResponseWriter;
import com.upcoach.http.ParameterFilter;
import com.upcoach.json.JsonResponse;
import com.upcoach.json.Selection;
import com.upcoach.paging.PageLinks;
import com.upcoach.route.MatchedRequest;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Writes the responses of resource methods as JSON: only the selected fields, with entity tags,
/// and stored in the cache where the request has a ticket for it.
final class CachedResponseFilter {

  private static final String IF_NONE_MATCH = "If-None-Match";

  private final ResponseCacheFilter cache;
  private final CurrentVertxRequest current;
  private final JsonResponseWriter writer;

  CachedResponseFilter(
      ResponseCacheFilter cache, CurrentVertxRequest current, JsonResponseWriter writer) {
    this.cache = cache;
    this.current = current;
    this.writer = writer;
  }

  @ServerResponseFilter
  void write(ContainerRequestContext request, ContainerResponseContext response) {
    if (!response.hasEntity()) {
      return;
    }
    RoutingContext context = current.getCurrent();
    String link = context == null ? null : linked(context, response);
    if (context == null || !cache.isToBeStored(context)) {
      writeUncached(request, response, context, link);
    } else if (response.getStatus() == ConditionalResponse.NOT_FOUND) {
      cache.storeAbsent(context, writer.of(response.getEntity(), Selection.WHOLE));
    } else if (response.getStatus() == ConditionalResponse.OK) {
      byte[] json = writer.of(response.getEntity(), ParameterFilter.wanted(request));
      String ifNoneMatch = request.getHeaderString(IF_NONE_MATCH);
      Optional<CachedResponse> stored = cache.store(context, json, link);
      write(
          response,
          stored.isPresent()
              ? ConditionalResponse.cached(
                  stored.get(),
                  ifNoneMatch,
                  request.getHeaderString("Accept-Encoding"),
                  ResponseCacheFilter.STORED)
              : ConditionalResponse.uncached(new CachedResponse(json, link), ifNoneMatch));
    }
  }

  /// A response that is not stored has an entity tag too where its route can be cached, or its
  /// resource wants one.
  private void writeUncached(
      ContainerRequestContext request,
      ContainerResponseContext response,
      RoutingContext context,
      String link) {
    Object entity = response.getEntity();
    Selection selection = ParameterFilter.wanted(request);
    boolean isOk = response.getStatus() == ConditionalResponse.OK;
    boolean isJson = entity instanceof JsonResponse<?>;
    if (wantsTag(entity) || (isOk && isCacheable(context))) {
      tag(request, response, new CachedResponse(writer.of(entity, selection), link));
    } else if (isJson || (isOk && !selection.isWhole())) {
      response.setEntity(writer.of(entity, selection));
    }
  }

  private static boolean wantsTag(Object entity) {
    return entity instanceof JsonResponse<?> json && json.isTagged();
  }

  private static boolean isCacheable(RoutingContext context) {
    return context != null
        && MatchedRequest.of(context)
            .route()
            .flatMap(route -> route.cachePolicy(context.request().query()))
            .isPresent();
  }

  /// Only a GET is conditional; the response to a change just names the new entity tag.
  private static void tag(
      ContainerRequestContext request, ContainerResponseContext response, CachedResponse tagged) {
    ConditionalResponse conditional =
        ConditionalResponse.uncached(tagged, request.getHeaderString(IF_NONE_MATCH));
    if (request.getMethod().equals("GET") && response.getStatus() == ConditionalResponse.OK) {
      write(response, conditional);
    } else {
      response.getHeaders().putSingle("ETag", conditional.entityTag());
      response.setEntity(tagged.body(ContentEncoding.IDENTITY).bytes());
    }
  }

  /// Writes the links of a page, which its resource leaves open.
  ///
  /// @return the header `Link`, or null where the response is no page
  private static String linked(RoutingContext context, ContainerResponseContext response) {
    String link =
        PageLinks.headerText(
            response.getHeaders().getFirst(PageLinks.HEADER),
            context.request().path(),
            context.request().query());
    if (link != null) {
      response.getHeaders().putSingle(PageLinks.HEADER, link);
    }
    return link;
  }

  /// Sets the body last: headers that are set after it would be lost.
  private static void write(ContainerResponseContext response, ConditionalResponse conditional) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.remove(PageLinks.HEADER);
    conditional.headers(
        (name, value) -> {
          // The resource declares its media type.
          if (name != HttpHeaders.CONTENT_TYPE) {
            headers.putSingle(name.toString(), value.toString());
          }
        });
    response.setStatus(conditional.status());
    response.setEntity(conditional.hasBody() ? conditional.body() : null);
  }
}
