package com.upcoach.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.logging.RateLimitedLog;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.ratelimit.RateLimits.Client;
import com.upcoach.wire.RequestFault;
import com.upcoach.wire.RequestRefusals;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The responses to requests that are refused before any route is known. Each counts for the rate
/// limit of the address that the connection comes from. One line a minute and address is logged.
public final class ConnectionRefusals implements RequestRefusals {

  /// Bounds the log: any client can cause refusals.
  static final int LOGGED_ADDRESSES = 30;

  private static final long SECOND = 1_000_000_000L;

  private final RateLimits limits;
  private final RateLimitedLog<Client> log;
  private final Map<RequestFault, byte[]> responses = new EnumMap<>(RequestFault.class);
  private final byte[] tooOften;

  /// @param log writes one line
  /// @param nanoTime as [System#nanoTime]
  public ConnectionRefusals(
      RateLimits limits, Consumer<String> log, LongSupplier nanoTime, ObjectMapper json) {
    this.limits = limits;
    this.log = new RateLimitedLog<>(LOGGED_ADDRESSES, log, nanoTime);
    for (RequestFault fault : RequestFault.values()) {
      boolean forNow = kind(fault) == ProblemKind.TOO_BUSY;
      responses.put(
          fault,
          response(
              kind(fault).status(),
              forNow ? Optional.of(1L) : Optional.empty(),
              body(json, Problem.of(kind(fault), detail(fault)))));
    }
    this.tooOften =
        body(
            json,
            Problem.of(
                ProblemKind.TOO_MANY_REQUESTS,
                "Nothing was done: you ask more often than one client may. Send it"
                    + " again after the seconds in Retry-After."));
  }

  @Override
  public byte[] response(InetAddress peer, RequestFault fault) {
    log.write(
        Client.of(peer),
        "%s: its request was refused: %s".formatted(peer.getHostAddress(), detail(fault)));
    if (kind(fault) == ProblemKind.TOO_BUSY) {
      return responses.get(fault);
    }
    RateLimits.Decision taken = limits.take(Client.of(peer), 1);
    return taken.granted()
        ? responses.get(fault)
        : response(
            ProblemKind.TOO_MANY_REQUESTS.status(),
            Optional.of(seconds(taken.retryAfter())),
            tooOften);
  }

  /// Logs how many lines were left out, once their minute is over.
  public void flushLog() {
    log.flush();
  }

  static ProblemKind kind(RequestFault fault) {
    return switch (fault) {
      case MALFORMED_HEAD, BAD_HOST, BAD_LENGTH, BAD_TRANSFER_ENCODING, BROKEN_CHUNK ->
          ProblemKind.MALFORMED_REQUEST;
      case LENGTH_TOO_LARGE -> ProblemKind.BODY_TOO_LARGE;
      case LENGTH_REQUIRED -> ProblemKind.LENGTH_REQUIRED;
      case UNKNOWN_VERSION -> ProblemKind.HTTP_VERSION_NOT_SUPPORTED;
      case HEAD_TOO_LONG -> ProblemKind.HEAD_TOO_LARGE;
      case HEAD_TOO_SLOW, BODY_TOO_SLOW -> ProblemKind.REQUEST_TIMEOUT;
      case TOO_MANY_CONNECTIONS, TOO_MANY_CONNECTIONS_OF_CLIENT -> ProblemKind.TOO_BUSY;
    };
  }

  private static String detail(RequestFault fault) {
    return switch (fault) {
      case MALFORMED_HEAD -> "The request line or a header is not proper HTTP/1.1.";
      case BAD_HOST -> "Send exactly one Host header, with a host name and perhaps a port.";
      case BAD_LENGTH -> "Send exactly one Content-Length header, with digits alone.";
      case LENGTH_TOO_LARGE -> "No body may be as long as this Content-Length says.";
      case BAD_TRANSFER_ENCODING ->
          "Send the body with its Content-Length, and without Transfer-Encoding.";
      case LENGTH_REQUIRED -> "Send the body with its Content-Length, not in chunks.";
      case BROKEN_CHUNK -> "The body is chunked, and its first chunk has no size.";
      case UNKNOWN_VERSION -> "This server speaks HTTP/1.1 and HTTP/1.0.";
      case HEAD_TOO_LONG -> "The request line and the headers are too long; send less.";
      case HEAD_TOO_SLOW -> "The headers took too long to arrive.";
      case BODY_TOO_SLOW -> "The body arrived too slowly.";
      case TOO_MANY_CONNECTIONS ->
          "Too many connections are open (connection-limit). Try again later.";
      case TOO_MANY_CONNECTIONS_OF_CLIENT ->
          "Your address has too many connections open (connections-per-address). Close"
              + " some, or use them again.";
    };
  }

  private static byte[] body(ObjectMapper json, Problem problem) {
    return json.valueToTree(problem.json()).toString().getBytes(UTF_8);
  }

  private static byte[] response(int status, Optional<Long> retryAfter, byte[] body) {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
            .formatted(
                HttpResponseStatus.valueOf(status),
                body.length,
                retryAfter.map("Retry-After: %d\r\n"::formatted).orElse(""));
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.writeBytes(head.getBytes(ISO_8859_1));
    response.writeBytes(body);
    return response.toByteArray();
  }

  /// The duration in whole seconds, rounded up.
  private static long seconds(Duration time) {
    return Math.ceilDiv(time.toNanos(), SECOND);
  }
}
