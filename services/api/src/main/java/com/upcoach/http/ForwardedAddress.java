package com.upcoach.http;

import com.upcoach.settings.Networks;
import com.upcoach.settings.Settings;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The scheme and the host by which a client addressed the server, also through trusted proxies
/// that forward them. The first of several values counts: the proxy nearest to the client wrote it.
@Singleton
public final class ForwardedAddress {

  private static final CharSequence PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
  private static final CharSequence HOST = HttpHeaders.createOptimized("X-Forwarded-Host");

  private final Networks proxies;

  ForwardedAddress(Settings settings) {
    this.proxies = settings.trustedProxies();
  }

  /// Whether the client's connection is encrypted, up to this server or to a trusted proxy.
  public boolean isSecure(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    String proto = request.getHeader(PROTO);
    return proto != null && isHttps(proto) && isTrusted(request);
  }

  /// The same for a request whose connection to this server is plain.
  ///
  /// @param forwardedProto the header `X-Forwarded-Proto`, or null
  public boolean isSecure(String forwardedProto, SocketAddress peer) {
    return forwardedProto != null
        && isHttps(forwardedProto)
        && peer instanceof InetSocketAddress address
        && proxies.contain(address.getAddress());
  }

  /// The hosts, perhaps with ports, that may be the server's own in this request.
  List<String> hosts(HttpServerRequest request) {
    List<String> hosts = new ArrayList<>(2);
    String own = request.getHeader(HttpHeaders.HOST);
    if (own != null) {
      hosts.add(own);
    }
    String forwarded = request.getHeader(HOST);
    if (forwarded != null && isTrusted(request)) {
      hosts.add(first(forwarded));
    }
    return hosts;
  }

  private boolean isTrusted(HttpServerRequest request) {
    InetAddress peer =
        NetUtil.createInetAddressFromIpAddressString(request.remoteAddress().hostAddress());
    return peer != null && proxies.contain(peer);
  }

  private static boolean isHttps(String proto) {
    return first(proto).toLowerCase(Locale.ROOT).equals("https");
  }

  private static String first(String values) {
    int comma = values.indexOf(',');
    return (comma < 0 ? values : values.substring(0, comma)).strip();
  }
}
