package com.upcoach.delivery;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.paging.PageLinks;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;

/// The response to a GET whose JSON has an entity tag: the status, headers and body that follow
/// from the conditions and the accepted encodings of the request (RFC 9110, 12.5.3 and 13.1.2).
///
/// A value without I/O. [FastPathResponseWriter] writes it as bytes, [ResponseCacheFilter] to a
/// Vert.x response, [CachedResponseFilter] to a JAX-RS response, and a batch into its own body.
public final class ConditionalResponse {

  public static final int OK = 200;
  public static final int NOT_MODIFIED = 304;
  public static final int NOT_FOUND = 404;

  /// Only the client itself may store it, and has to revalidate it each time.
  static final CharSequence PRIVATE = HttpHeaders.createOptimized("private, no-cache");

  private static final CharSequence JSON =
      HttpHeaders.createOptimized("application/json;charset=UTF-8");
  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");
  private static final CharSequence LINK = HttpHeaders.createOptimized(PageLinks.HEADER);
  private static final CharSequence BY_ENCODING = HttpHeaders.createOptimized("Accept-Encoding");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence BROTLI = HttpHeaders.createOptimized("br");

  private static final byte[] EMPTY = {};

  private final int status;
  private final CachedResponse.Body body;
  private final String link;
  private final CharSequence cacheStatus;

  private ConditionalResponse(
      int status, CachedResponse.Body body, String link, CharSequence cacheStatus) {
    this.status = status;
    this.body = body;
    this.link = link;
    this.cacheStatus = cacheStatus;
  }

  /// A response from the cache, or one that was just stored there.
  ///
  /// @param ifNoneMatch the header `If-None-Match`, or null
  /// @param acceptEncoding the header `Accept-Encoding`, or null
  /// @param cacheStatus what the header `Cache-Status` says (RFC 9211)
  static ConditionalResponse cached(
      CachedResponse response,
      String ifNoneMatch,
      String acceptEncoding,
      CharSequence cacheStatus) {
    ContentEncoding encoding =
        response.isAbsent() ? ContentEncoding.IDENTITY : ContentEncoding.best(acceptEncoding);
    return of(response, ifNoneMatch, encoding, cacheStatus);
  }

  /// A response that is not stored: it is never encoded.
  ///
  /// @param ifNoneMatch the header `If-None-Match`, or null
  public static ConditionalResponse uncached(CachedResponse response, String ifNoneMatch) {
    return of(response, ifNoneMatch, ContentEncoding.IDENTITY, null);
  }

  private static ConditionalResponse of(
      CachedResponse response,
      String ifNoneMatch,
      ContentEncoding encoding,
      CharSequence cacheStatus) {
    CachedResponse.Body body = response.body(encoding);
    if (response.isAbsent()) {
      return new ConditionalResponse(NOT_FOUND, body, null, cacheStatus);
    }
    boolean isUnmodified = ifNoneMatch != null && response.matchesIfNoneMatch(ifNoneMatch);
    return new ConditionalResponse(
        isUnmodified ? NOT_MODIFIED : OK, body, response.link(), cacheStatus);
  }

  /// 200, 304, or 404 where the response says that there is nothing.
  public int status() {
    return status;
  }

  /// The entity tag in its quotes; null for a 404.
  public String entityTag() {
    return status == NOT_FOUND ? null : body.entityTag();
  }

  /// Whether there is a body; a 304 has none.
  public boolean hasBody() {
    return status != NOT_MODIFIED;
  }

  /// The bytes of the body, which must not be changed; empty where there is none.
  public byte[] body() {
    return hasBody() ? body.bytes() : EMPTY;
  }

  /// Passes each header, by name and value, to the sink, but for the length of the body.
  void headers(BiConsumer<CharSequence, CharSequence> sink) {
    if (status != NOT_FOUND) {
      sink.accept(HttpHeaders.ETAG, body.entityTag());
      sink.accept(HttpHeaders.CACHE_CONTROL, PRIVATE);
    }
    if (cacheStatus != null) {
      if (status != NOT_FOUND) {
        sink.accept(HttpHeaders.VARY, BY_ENCODING);
      }
      sink.accept(CACHE_STATUS, cacheStatus);
    }
    if (status == OK) {
      if (body.encoding() != ContentEncoding.IDENTITY) {
        sink.accept(
            HttpHeaders.CONTENT_ENCODING, body.encoding() == ContentEncoding.GZIP ? GZIP : BROTLI);
      }
      if (link != null) {
        sink.accept(LINK, link);
      }
    }
    if (hasBody()) {
      sink.accept(HttpHeaders.CONTENT_TYPE, status == OK ? JSON : PROBLEM);
    }
  }
}
