package com.upcoach.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Minimal Redis client (RESP): one command, one reply. Belongs to one thread.
public final class RespClient implements AutoCloseable {

  private static final int TIMEOUT_MS = 5_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /// Connects to a server on the loopback address.
  public RespClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// Sends a command and waits for the reply: one text, or several with one in each line.
  ///
  /// @throws IOException if Redis rejects the command, or closes the connection
  public String execute(String... words) throws IOException {
    var message = new ByteArrayOutputStream();
    message.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      message.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      message.writeBytes(bytes);
      message.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.write(message.toByteArray());
    out.flush();
    return readReply();
  }

  private String readReply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> rest;
      case '-' -> throw new IOException("Redis refuses: " + rest);
      case '$' -> readBulk(Integer.parseInt(rest));
      case '*' -> {
        List<String> replies = new ArrayList<>();
        for (int left = Integer.parseInt(rest); left > 0; left--) {
          replies.add(readReply());
        }
        yield String.join("\n", replies);
      }
      default -> throw new IOException("not understood: " + line);
    };
  }

  private String readBulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length);
    line();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("Redis has closed the connection");
      }
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (next != '\r') {
        line.write(next);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
