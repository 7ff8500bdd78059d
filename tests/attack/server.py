"""A server to attack, a member who uses it, and raw connections to it."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STARTS_WITHIN = 300
LONGEST_LOG = 64 * 1024
# On a machine that is shared with other tests; a member who waits longer would retry.
SLOWEST_ANSWER = 5.0


class Server:
    """`./upcoach run` with the memory that operators get, on a port that is free."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="upcoach-attack-")
        self.log = pathlib.Path(self.folder, "server.log")
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("UPCOACH_") or name == "UPCOACH_JAVA_HOME"
        }
        environment["UPCOACH_RESTART"] = "no"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [ROOT / "upcoach", "run", "--data", f"{self.folder}/data", "--port", "0"],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=environment,
            )
        try:
            self.port = self.awaited_port()
        except BaseException:
            self.__exit__()
            raise
        return self

    def awaited_port(self):
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            found = re.search(r"listens on http:\S*:(\d+),", self.log.read_text(errors="replace"))
            if found:
                return int(found[1])
            time.sleep(0.1)
        raise SystemExit("the server did not start:\n" + self.log.read_text(errors="replace"))

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def register(self, name):
        return Member(self, name)

    def connect(self, source=None, timeout=20):
        connection = socket.create_connection(
            ("127.0.0.1", self.port), timeout, (source, 0) if source else None
        )
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def threads(self, name):
        found = []
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                text = (task / "comm").read_text().strip()
            except OSError:
                continue  # It ended meanwhile.
            if text.startswith(name[:15]):
                found.append(task.name)
        return sorted(found)

    def missing_threads(self, before):
        if self.process.poll() is not None:
            return f"it ended with {self.process.returncode}"
        if not before:
            return "it never had event loops"
        missing = set(before) - set(self.threads("vert.x-eventloop"))
        return f"event loops are gone: {missing}" if missing else ""

    def has_flag(self, flag):
        command = pathlib.Path(f"/proc/{self.process.pid}/cmdline").read_bytes()
        return flag.encode() in command.split(b"\0")

    def log_faults(self):
        text = self.log.read_text(errors="replace")
        wrong = [line for line in text.splitlines() if re.search(r"ERROR|OutOfMemory|^\s+at ", line)]
        if wrong:
            return f"{len(wrong)} lines, the first: {wrong[0]}"
        return f"{len(text)} bytes" if len(text) > LONGEST_LOG else ""


class Member(threading.Thread):
    """Looks at the day and checks in, again and again, until it is stopped."""

    def __init__(self, server, name):
        super().__init__(daemon=True)
        self.server = server
        self.name_of = name
        self.token = None
        self.answered = 0
        self.faults = []
        self.ended = threading.Event()
        email, password = f"{uuid.uuid4()}@example.org", "correct horse battery"
        self.ask("POST", "/v1/members", {"email": email, "password": password, "name": name}, 201)
        self.credentials = {"email": email, "password": password}
        self.token = self.new_session()
        server.token = self.token
        server.new_session = self.new_session
        self.habit = self.ask("POST", "/v1/habits", {"title": "Read"}, 201)["id"]
        self.day = self.ask("GET", "/v1/today", None, 200)["day"]

    def new_session(self):
        """Its token, which no request has been sent with yet."""
        return self.ask("POST", "/v1/sessions", self.credentials, 201)["token"]

    def ask(self, method, path, body, expected):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        if response.status != expected:
            raise AssertionError(f"{method} {path}: {response.status} {text[:300]!r}")
        return json.loads(text)

    def run(self):
        while not self.ended.wait(0.1):
            begun = time.monotonic()
            try:
                self.ask("GET", "/v1/today", None, 200)
                self.ask("PUT", f"/v1/habits/{self.habit}/check-ins/{self.day}", {}, 200)
                self.answered += 2
            except (OSError, AssertionError, http.client.HTTPException) as fault:
                self.faults.append(repr(fault))
            if time.monotonic() - begun > SLOWEST_ANSWER:
                self.faults.append(f"two answers took {time.monotonic() - begun:.1f} s")

    def answers_since(self, before):
        """An attack may be over before the member asks again."""
        deadline = time.monotonic() + SLOWEST_ANSWER
        while self.answered == before and time.monotonic() < deadline:
            time.sleep(0.05)
        return "" if self.answered > before else "nothing was answered"

    def stop(self):
        self.ended.set()
        self.join(60)
        if self.faults:
            return f"{len(self.faults)} of {self.answered} failed, first {self.faults[0]}"
        return "" if self.answered > 20 else f"only {self.answered} answers"
