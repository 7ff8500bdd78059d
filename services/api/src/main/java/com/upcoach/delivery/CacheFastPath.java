package com.upcoach.delivery;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.http.ForwardedAddress;
import com.upcoach.route.RouteTable;
import com.upcoach.session.Sessions;
import com.upcoach.wire.FastPath;
import com.upcoach.wire.PlainGet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// The fast path of the response cache: answers plain GETs from their bytes, where a fresh response
/// is cached and the session is known.
///
/// Whatever needs more than a look-up (a session or a response that is missing or due for refresh)
/// takes the usual path, where [ResponseCacheFilter] sends the same headers.
@Singleton
public final class CacheFastPath implements FastPath {

  private final RouteTable routes;
  private final MemberResponseCache cache;
  private final Sessions sessions;
  private final ForwardedAddress address;
  private final LongAdder served = new LongAdder();

  CacheFastPath(
      RouteTable routes, MemberResponseCache cache, Sessions sessions, ForwardedAddress address) {
    this.routes = routes;
    this.cache = cache;
    this.sessions = sessions;
    this.address = address;
  }

  @Override
  public Optional<ByteBuf> response(
      PlainGet request, SocketAddress peer, ByteBufAllocator allocator) {
    Optional<CachePolicy> policy = policy(request);
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Optional<Caller> caller = sessions.cachedCaller(request.token());
    if (caller.isEmpty() || !cache.takes(policy.get(), caller.get().memberId())) {
      return Optional.empty();
    }
    return cache
        .findFresh(policy.get(), caller.get(), request.path(), request.query())
        .map(
            hit ->
                write(request, hit, address.isSecure(request.forwardedProto(), peer), allocator));
  }

  private Optional<CachePolicy> policy(PlainGet request) {
    return routes
        .find("GET", request.path())
        .flatMap(route -> route.cachePolicy(request.query()))
        .filter(policy -> cache.share(policy) > 0);
  }

  private ByteBuf write(
      PlainGet request, ResponseCache.Hit hit, boolean secure, ByteBufAllocator allocator) {
    served.increment();
    return FastPathResponseWriter.write(
        ConditionalResponse.cached(
            hit.response(),
            request.ifNoneMatch(),
            request.acceptEncoding(),
            ResponseCacheFilter.hit(hit)),
        secure,
        allocator);
  }

  /// The number of responses that it has served.
  public long served() {
    return served.sum();
  }
}
