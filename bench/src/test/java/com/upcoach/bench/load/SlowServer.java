package com.upcoach.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// A server with scripted replies.
final class SlowServer implements AutoCloseable {

  private final ServerSocket socket;
  private final IntFunction<Answer> answers;
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> paths = new CopyOnWriteArrayList<>();

  /// @param after delay of the reply
  /// @param closes whether it closes the connection
  record Answer(int status, Duration after, boolean closes) {}

  /// @param answers by the number of the request, from 0
  SlowServer(IntFunction<Answer> answers) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = answers;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// The requested paths, in the order of arrival.
  List<String> paths() {
    return paths;
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("GET ")) {
          paths.add(line.substring(4, line.indexOf(' ', 4)));
        }
        if (line.isEmpty()) {
          Answer answer = answers.apply(asked.getAndIncrement());
          Thread.sleep(answer.after());
          connection.getOutputStream().write(text(answer));
          if (answer.closes()) {
            return;
          }
        }
      }
    } catch (SocketException gone) {
      // The generator resets its connections when it is done.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] text(Answer answer) {
    return "HTTP/1.1 %d Whatever\r\n%sContent-Length: 2\r\n\r\n{}"
        .formatted(answer.status(), answer.closes() ? "Connection: close\r\n" : "")
        .getBytes(US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
