package com.upcoach.bench.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A connection that sends one request at a time and measures each from its first byte to the last
/// byte of the response.
final class RawConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /// Sends an operation that must be refused.
  ///
  /// @return milliseconds
  /// @throws IllegalStateException where it was carried out, or the server failed
  double refused(String token, String body) throws IOException {
    byte[] content = body.getBytes(UTF_8);
    byte[] head = head(token, content.length);
    byte[] whole = new byte[head.length + content.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(content, 0, whole, head.length, content.length);
    long before = System.nanoTime();
    socket.getOutputStream().write(whole);
    String status = line();
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    String answer = new String(in.readNBytes(length), UTF_8);
    double took = (System.nanoTime() - before) / 1e6;
    if (!status.contains(" 400 ") || !answer.contains("\"errors\"")) {
      throw new IllegalStateException("not refused: " + status + " " + answer);
    }
    return took;
  }

  /// Announces a body that is too large, without sending any of it.
  ///
  /// @return milliseconds until the refusal
  /// @throws IllegalStateException where it is not refused
  double announced(String token, int bytes) throws IOException {
    long before = System.nanoTime();
    socket.getOutputStream().write(head(token, bytes));
    String status = line();
    double took = (System.nanoTime() - before) / 1e6;
    if (!status.contains(" 413 ")) {
      throw new IllegalStateException("not refused: " + status);
    }
    return took;
  }

  private static byte[] head(String token, int length) {
    return String.join(
            "\r\n",
            "POST /graphql HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + token,
            "Accept: application/graphql-response+json",
            "Content-Type: application/json",
            "Content-Length: " + length,
            "",
            "")
        .getBytes(UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the server closed the connection");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
