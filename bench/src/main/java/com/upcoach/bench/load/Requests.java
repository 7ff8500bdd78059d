package com.upcoach.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The requests of a load in the order of sending, encoded beforehand. The sequence repeats.
public final class Requests {

  private final List<String> kinds;
  private final ByteBuffer bytes;
  private final int[] starts;
  private final byte[] kindOf;

  private Requests(List<String> kinds, ByteBuffer bytes, int[] starts, byte[] kindOf) {
    this.kinds = kinds;
    this.bytes = bytes;
    this.starts = starts;
    this.kindOf = kindOf;
  }

  /// One request.
  ///
  /// @param kind under which its replies are counted
  /// @param path with its query, in ASCII
  /// @param token to sign in with; empty for none
  /// @param body JSON; empty for none
  /// @param entityTag of the response that the client has, in quotes; empty for none
  public record Request(
      String kind,
      String method,
      String path,
      Optional<String> token,
      Optional<String> body,
      Optional<String> entityTag) {

    /// The same request from a client that has the response with this entity tag.
    public Request having(String tag) {
      return new Request(kind, method, path, token, body, Optional.of(tag));
    }

    /// A read with a session's token.
    public static Request get(String kind, String path, String token) {
      return new Request(kind, "GET", path, Optional.of(token), Optional.empty(), Optional.empty());
    }

    /// A request with a session's token and a JSON body.
    public static Request sending(
        String kind, String method, String path, String token, String body) {
      return new Request(
          kind, method, path, Optional.of(token), Optional.of(body), Optional.empty());
    }

    byte[] encoded() {
      byte[] content = body.map(text -> text.getBytes(UTF_8)).orElse(new byte[0]);
      StringBuilder head = new StringBuilder(256);
      head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
      token.ifPresent(it -> head.append("Authorization: Bearer ").append(it).append("\r\n"));
      entityTag.ifPresent(tag -> head.append("If-None-Match: ").append(tag).append("\r\n"));
      if (body.isPresent()) {
        head.append("Content-Type: application/json\r\nContent-Length: ")
            .append(content.length)
            .append("\r\n");
      }
      byte[] before = head.append("\r\n").toString().getBytes(US_ASCII);
      return ByteBuffer.allocate(before.length + content.length).put(before).put(content).array();
    }
  }

  /// Encodes requests.
  ///
  /// @throws IllegalArgumentException for an empty list
  public static Requests of(List<Request> sequence) {
    if (sequence.isEmpty()) {
      throw new IllegalArgumentException("a load needs a request");
    }
    List<String> kinds = new ArrayList<>();
    List<byte[]> encoded = new ArrayList<>(sequence.size());
    int[] starts = new int[sequence.size() + 1];
    byte[] kindOf = new byte[sequence.size()];
    for (int place = 0; place < sequence.size(); place++) {
      Request request = sequence.get(place);
      if (!kinds.contains(request.kind())) {
        kinds.add(request.kind());
      }
      kindOf[place] = (byte) kinds.indexOf(request.kind());
      byte[] bytes = request.encoded();
      encoded.add(bytes);
      starts[place + 1] = Math.addExact(starts[place], bytes.length);
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(starts[sequence.size()]);
    encoded.forEach(bytes::put);
    return new Requests(List.copyOf(kinds), bytes.flip(), starts, kindOf);
  }

  int size() {
    return kindOf.length;
  }

  List<String> kinds() {
    return kinds;
  }

  int kind(int place) {
    return kindOf[place];
  }

  int start(int place) {
    return starts[place];
  }

  int end(int place) {
    return starts[place + 1];
  }

  /// The bytes of all requests, as a view with its own position.
  ByteBuffer view() {
    return bytes.duplicate();
  }
}
