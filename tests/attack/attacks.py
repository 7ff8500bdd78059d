"""The attacks. Each is bounded, and returns a text if the server behaved wrongly."""
import re
import socket
import struct
import time

MIB = 1 << 20
REFUSED = re.compile(rb"HTTP/1\.1 (4\d\d|503|505) ")


def head(method, path, *headers):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def rest(connection, within):
    """All bytes until the server closes the connection; None if it does not."""
    said, deadline = b"", time.monotonic() + within
    while True:
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            piece = connection.recv(65536)
        except socket.timeout:
            return None
        except OSError:
            return said
        if not piece:
            return said
        said += piece


def all_closed(connections, within):
    deadline = time.monotonic() + within
    open_still = 0
    for connection in connections:
        if rest(connection, max(0.01, deadline - time.monotonic())) is None:
            open_still += 1
        connection.close()
    return f"{open_still} of {len(connections)} are open after {within} s" if open_still else ""


def sent(connection, *pieces):
    try:
        for piece in pieces:
            connection.sendall(piece)
    except OSError:
        pass  # Refused while it was being sent: the response is read later.


def held_bodies(server, _):
    """Every second request has another client address, given by the trusted proxy of this machine."""
    held = []
    for number in range(300):
        connection = server.connect()
        connection.settimeout(0.5)
        sent(
            connection,
            head(
                "POST",
                "/v1/sessions",
                "Content-Type: application/json",
                f"Content-Length: {MIB}",
                *[f"X-Forwarded-For: 198.51.{number // 200}.{number % 200}"] * (number % 2),
            ),
            b" " * (MIB - 10),
        )
        held.append(connection)
    return all_closed(held, 25)


def large_bodies(server, _):
    for _number in range(12):
        connection = server.connect()
        connection.settimeout(1)
        sent(
            connection,
            head(
                "POST",
                "/v1/imports",
                "Content-Type: multipart/form-data; boundary=x",
                f"Content-Length: {32 * MIB}",
            ),
            *[b"x" * 65536] * 16,
        )
        said = rest(connection, 4)
        connection.close()
        # The response may be lost if the system discards unread bytes.
        if said is None or (said and not REFUSED.match(said)):
            return f"not refused: {said!r}"
    return ""


def unfinished_heads(server, chance):
    held = []
    for _number in range(500):
        connection = server.connect()
        text = b"GET /v1/today HTTP/1.1\r\nHost: localhost\r\nX: y"
        sent(connection, text[: chance.randrange(len(text))])
        held.append(connection)
    return all_closed(held, 14)


def endless_bodies(server, _):
    held = []
    for _number in range(40):
        connection = server.connect()
        sent(
            connection,
            head(
                "POST", "/v1/sessions", "Content-Type: application/json", "Content-Length: 2000"
            ),
        )
        held.append(connection)
    for _round in range(12):
        for connection in held:
            sent(connection, b" ")
        time.sleep(1)
    return all_closed(held, 12)


def smuggled_requests(server, chance):
    inner = head("GET", "/v1/me", f"Authorization: Bearer {server.token}")
    encodings = [
        "xchunked", "identity", "gzip", "chunked;q=1", '"chunked"', "", "x, y", "chunked, chunked",
        "chunked\r\nTransfer-Encoding: x", "\tchunked\x0b", "chunked\r\nContent-Length: 4",
    ]
    lengths = ["+5", "-5", "5,5", "0x5", "5 5", "", "5\r\nContent-Length: 0", "0\r\n 5", "\u00b2"]
    for number in range(200):
        name, value = chance.choice(
            [("Transfer-Encoding", one) for one in encodings]
            + [("Content-Length", one) for one in lengths]
            + [("Transfer-Encoding ", "chunked"), ("Content-Length\t", "5"), ("X", "y\n\nz"), ("X", "\0")]
        )
        name = "".join(chance.choice([one.lower(), one.upper()]) for one in name)
        first = [head("GET", "/v1/today", f"Authorization: Bearer {server.token}")] * chance.randrange(3)
        connection = server.connect()
        sent(
            connection,
            b"".join(first)
            + head(chance.choice(["POST", "PUT", "GET"]), "/v1/habits", f"{name}: {value}")
            + inner,
        )
        said = rest(connection, 4)
        connection.close()
        if said is None:
            return f"{number}: stays open after {name}: {value!r}"
        if b'"email"' in said:
            return f"{number}: the hidden request was answered after {name}: {value!r}"
        # Above the rate limit of the address, that is the refusal.
        if not re.search(rb"HTTP/1\.1 4\d\d ", said):
            return f"{number}: not refused: {name}: {value!r}: {said[:200]!r}"
    return ""


def bad_hosts(server, chance):
    before = server.log.stat().st_size
    bad = ["a b", "x/y", "[::1", "?", "a:b", "a:99999", "u@h", "", "a\tb", "h\r\nHost: h", "%41", "é"]
    for number in range(300):
        connection = server.connect()
        sent(
            connection,
            b"".join(
                f"GET /v1/today HTTP/1.1\r\nHost: {chance.choice(bad)}\r\n\r\n".encode("latin-1")
                for _ in range(10)
            ),
        )
        said = rest(connection, 4)
        connection.close()
        if said is None or said.count(b"HTTP/1.1 ") > 1:
            return f"{number}: {said!r}"
    grown = server.log.stat().st_size - before
    return f"the log grew by {grown} bytes" if grown > 4096 else ""


def broken_requests(server, chance):
    proper = head("POST", "/v1/habits", "Content-Length: 2", "X: y") + b"{}"
    for number in range(200):
        text = bytearray(proper)
        for _edit in range(chance.randrange(1, 6)):
            text[chance.randrange(len(text) - 2)] = chance.randrange(256)
        if number % 10 == 0:
            text = bytearray(chance.randbytes(200))
        connection = server.connect()
        sent(connection, bytes(text))
        connection.shutdown(socket.SHUT_WR)
        said = rest(connection, 4)
        connection.close()
        if said is None:
            return f"{number}: stays open after {bytes(text)!r}"
        if b"HTTP/1.1 500" in said or (said and not re.match(rb"HTTP/1\.[01] [2-5]\d\d ", said)):
            return f"{number}: {bytes(text)!r}: {said[:300]!r}"
    return ""


def connections_of_one_address(server, _):
    """Uses another address of this machine, which is no trusted proxy."""
    held, refused = [], 0
    for _number in range(300):
        held.append(server.connect("127.0.0.2"))
    for connection in held:
        connection.setblocking(True)
        connection.settimeout(0.02)
        try:
            refused += bool(re.match(rb"HTTP/1\.1 503 ", connection.recv(4096)))
        except OSError:
            continue  # It was admitted, and is silent.
    for connection in held:
        connection.close()
    return "" if refused == 300 - 256 else f"{refused} of 300 were refused"


def refused_large_body(server, _):
    connection = server.connect()
    sent(
        connection,
        head(
            "POST",
            "/v1/habits",
            f"Authorization: Bearer {server.token}",
            "Content-Type: application/json",
            f"Content-Length: {8 * MIB}",
        ),
        b" " * 100_000,
    )
    said = rest(connection, 2.5)
    connection.close()
    if said is None:
        return "it stays open"
    return "" if said.startswith(b"HTTP/1.1 413 ") else f"not refused: {said[:200]!r}"


def untaken_responses(server, _):
    """Pipelines many requests on few connections, and reads none of the large responses."""
    held = []
    for number in range(24):
        connection = server.connect()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(0.5)
        request = head("GET", "/openapi", f"X-Forwarded-For: 192.0.2.{number}")
        sent(connection, request * 200)
        held.append(connection)
    time.sleep(3)
    connection = server.connect()
    sent(connection, head("GET", "/openapi", "Connection: close"))
    said = rest(connection, 5) or b""
    for one in [connection, *held]:
        one.close()
    return "" if said.startswith(b"HTTP/1.1 200 ") else f"others get no response: {said[:200]!r}"


def lost_bodies(server, _):
    """Drops the connection while the server looks up a session."""
    for _number in range(40):
        connection = server.connect()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sent(
            connection,
            head(
                "POST",
                "/v1/habits",
                f"Authorization: Bearer {server.new_session()}",
                "Content-Type: application/json",
                "Content-Length: 1000000",
            ),
        )
        connection.close()
    body = b'{"title":"Read"}' + b" " * 900_000
    connection = server.connect()
    sent(
        connection,
        head(
            "POST",
            "/v1/habits",
            f"Authorization: Bearer {server.token}",
            "Content-Type: application/json",
            "Connection: close",
            f"Content-Length: {len(body)}",
        ),
        body,
    )
    said = rest(connection, 30) or b""
    connection.close()
    return "" if said.startswith(b"HTTP/1.1 201 ") else f"no room for a body: {said[:200]!r}"
