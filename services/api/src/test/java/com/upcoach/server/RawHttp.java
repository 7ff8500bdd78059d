package com.upcoach.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A client that sends raw, also malformed, HTTP requests.
public final class RawHttp {

  private static final int PATIENCE_MS = 60_000;

  private final URI address;

  public RawHttp(URI address) {
    this.address = address;
  }

  /// Sends a request that may announce a body, without the body.
  public Answer ask(String method, String path, Map<String, String> headers) {
    String head =
        headers.entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue() + "\r\n")
            .collect(Collectors.joining());
    Answer answer =
        send("%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, path, head));
    Api.check(method, path, answer);
    return answer;
  }

  /// The response to this text; the connection is closed afterwards.
  public Answer send(String request) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return answer(socket);
    } catch (IOException lost) {
      throw new UncheckedIOException(request, lost);
    }
  }

  /// Reads the next response.
  public static Answer answer(Socket socket) throws IOException {
    var in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    String[] lines = head.toString().split("\r\n", -1);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int line = 1; line < lines.length; line++) {
      String[] parts = lines[line].split(": ", 2);
      if (parts.length == 2) {
        headers.put(parts[0], List.of(parts[1]));
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", List.of("0")).getFirst());
    return new Answer(
        Integer.parseInt(lines[0].split(" ", -1)[1]),
        HttpHeaders.of(headers, (_, _) -> true),
        new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }
}
