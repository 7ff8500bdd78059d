import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/// One connection to the server that never repeats a request.
final class Connection implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;
    private static final String ANNOUNCED = "\r\nconnection: close\r\n";
    private static final String LENGTH = "\r\ncontent-length: ";

    private final Socket socket = new Socket();
    private final InputStream input;
    private boolean closing;

    /// @param closing whether the server has announced that it closes the connection
    record Response(int status, String body, boolean closing) {}

    Connection(int port) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream());
    }

    /// Whether a request must not be sent any more: the server has announced that, or has closed
    /// the connection while no request was open.
    ///
    /// @param stopping whether the server was told to stop: before that it must reset no connection
    boolean isOver(boolean stopping) throws IOException {
        if (closing) {
            return true;
        }
        socket.setSoTimeout(1);
        try {
            input.mark(1);
            if (input.read() < 0) {
                return true;
            }
            input.reset();
            throw new IOException("bytes that nobody asked for");
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (java.net.SocketException reset) {
            if (!stopping) {
                throw reset;
            }
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    Response send(String method, String path, String token, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        StringBuilder head =
                new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, path));
        if (!token.isEmpty()) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(ISO_8859_1);
        byte[] request = new byte[first.length + body.length];
        System.arraycopy(first, 0, request, 0, first.length);
        System.arraycopy(body, 0, request, first.length, body.length);
        socket.getOutputStream().write(request);
        return read();
    }

    private Response read() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = input.read();
            if (one < 0) {
                throw new EOFException("closed without an answer");
            }
            head.append((char) one);
        }
        String lines = head.toString().toLowerCase(Locale.ROOT);
        int length = 0;
        int at = lines.indexOf(LENGTH);
        if (at >= 0) {
            int from = at + LENGTH.length();
            length = Integer.parseInt(lines.substring(from, lines.indexOf('\r', from)));
        }
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("closed in the middle of an answer");
        }
        closing = lines.contains(ANNOUNCED);
        return new Response(
                Integer.parseInt(lines.substring(9, 12)), new String(body, UTF_8), closing);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
