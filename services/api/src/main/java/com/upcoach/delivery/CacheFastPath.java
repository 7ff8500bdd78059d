package com.upcoach.delivery;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.http.ForwardedAddress;
import com.upcoach.session.Sessions;
import com.upcoach.wire.FastPath;
import com.upcoach.wire.PlainGet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Gives answers that are kept and fresh to callers whose session is known. For all that is more
/// than a look (a session or an answer that is due to be made anew, or is not there) the long way
/// leads by [ResponseCacheFilter], which says the same in the same words.
@Singleton
public final class CacheFastPath implements FastPath {

  private final MemberResponseCache answers;
  private final Sessions sessions;
  private final ForwardedAddress address;
  private final LongAdder given = new LongAdder();

  CacheFastPath(MemberResponseCache answers, Sessions sessions, ForwardedAddress address) {
    this.answers = answers;
    this.sessions = sessions;
    this.address = address;
  }

  @Override
  public Optional<ByteBuf> answer(
      PlainGet request, SocketAddress peer, ByteBufAllocator allocator) {
    Optional<CachePolicy> policy =
        CachePolicy.of(request.path())
            .filter(one -> one.takes(request.query()) && answers.share(one) > 0);
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Optional<Caller> caller = sessions.known(request.token());
    if (caller.isEmpty() || !answers.takes(policy.get(), caller.get().memberId())) {
      return Optional.empty();
    }
    return answers
        .findFresh(policy.get(), caller.get(), request.path(), request.query())
        .map(
            hit ->
                bytes(request, hit, address.isSecure(request.forwardedProto(), peer), allocator));
  }

  private ByteBuf bytes(
      PlainGet request, ResponseCache.Hit hit, boolean secure, ByteBufAllocator allocator) {
    given.increment();
    CachedResponse answer = hit.response();
    CachedResponse.Body body = answer.body(ContentEncoding.best(request.acceptEncoding()));
    long seconds = ResponseCacheFilter.seconds(hit);
    String has = request.ifNoneMatch();
    return has != null && answer.matchesIfNoneMatch(has)
        ? FastPathResponseWriter.unchanged(body, seconds, secure, allocator)
        : FastPathResponseWriter.whole(body, answer.link(), seconds, secure, allocator);
  }

  /// How many answers it has given.
  public long given() {
    return given.sum();
  }
}
