package com.upcoach.http;

import com.upcoach.ratelimit.RateLimits.Client;
import com.upcoach.route.MatchedRequest;
import com.upcoach.session.Sessions;
import com.upcoach.settings.Networks;
import com.upcoach.settings.Settings;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Identifies the client of a request for rate limits, without asking the database: the member
/// where the session is in memory, and the address otherwise. An unknown token counts for the
/// address, so
/// that invented tokens cannot use up the limit of a member.
@Singleton
public final class ClientIdentity {

  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");

  private final Sessions sessions;
  private final Networks proxies;

  ClientIdentity(Sessions sessions, Settings settings) {
    this.sessions = sessions;
    this.proxies = settings.trustedProxies();
  }

  public Client of(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<UUID> member = MatchedRequest.of(context).token().flatMap(sessions::cachedOwner);
    return member.isPresent() ? new Client.Member(member.get()) : network(request);
  }

  /// The network that a request comes from, with or without a session.
  public Client.Address network(HttpServerRequest request) {
    return Client.of(
        address(
            parsed(request.remoteAddress().hostAddress()),
            request.headers().getAll(FORWARDED_FOR)));
  }

  /// The nearest address that is not a trusted proxy's. Addresses before it in the header may be
  /// forged.
  ///
  /// @param forwardedFor the lines of the header
  InetAddress address(InetAddress peer, List<String> forwardedFor) {
    InetAddress nearest = peer;
    String[] hops = String.join(",", forwardedFor).split(",", -1);
    for (int hop = hops.length - 1; hop >= 0 && proxies.contain(nearest); hop--) {
      InetAddress before = parsed(withoutPort(hops[hop].strip()));
      if (before == null) {
        return nearest;
      }
      nearest = before;
    }
    return nearest;
  }

  /// The address, or null where the text is not one. The interface in `fe80::1%eth0` is ignored.
  private static InetAddress parsed(String text) {
    int link = text.indexOf('%');
    return NetUtil.createInetAddressFromIpAddressString(link < 0 ? text : text.substring(0, link));
  }

  /// Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`.
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      return hop.substring(1, Math.max(1, hop.indexOf(']')));
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
