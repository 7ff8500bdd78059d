"""Runs schemathesis over the contract that the built server serves, as each kind of caller.

Prints a line for each operation and caller, and last "N passed, N failed". An operation fails by an
answer of 500 or more, or by a status, a content type, a header or a body that the contract has not.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

import requests

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PASSWORD = "a good long one"
START_SECONDS = 180
RUN_SECONDS = 1800

# The role of each caller, its part of the contract, and its number of random requests for each operation.
# Requests without a session end with the same refusal, and operators differ from members in few operations.
CALLERS = {
    "member": ("member", 20, []),
    "admin": ("admin", 20, ["admin", "operations", "members"]),
    "operator": ("operator", 10, ["admin", "operations"]),
    "anonymous": (None, 3, []),
}


class Server:
    """The built server on a free port, with a data folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.log = folder / "server.log"
        # This server ignores the settings of the person who runs the tests, such as the address of a database.
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("UPCOACH_") or k == "UPCOACH_JAVA_HOME"}
        # The rate limit applies to one client, which sends thousands of requests here.
        command = [ROOT / "upcoach", "run", "--data", folder / "data", "--port", "0", "--rate-limit", "0"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=self.environment)
        self.address = self.printed_address()

    def printed_address(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if printed := re.search(r"listens on (http:\S+?),", self.log.read_text(errors="replace")):
                return printed[1]
            time.sleep(0.2)
        raise SystemExit(f"the server did not start:\n{self.log.read_text(errors='replace')}")

    def token_of(self, role):
        """Signs a new member with this role in."""
        email = f"{role}@example.org"
        draft = {"email": email, "password": PASSWORD, "name": role}
        requests.post(self.address + "/v1/members", json=draft, timeout=30).raise_for_status()
        if role != "member":
            command = [ROOT / "upcoach", "role", email, role, "--data", self.folder / "data"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=self.environment)
        session = requests.post(self.address + "/v1/sessions", json={"email": email, "password": PASSWORD}, timeout=30)
        session.raise_for_status()
        return session.json()["token"]

    def knows(self, token):
        answer = requests.get(self.address + "/v1/me", headers={"Authorization": f"Bearer {token}"}, timeout=30)
        return answer.status_code == 200

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def run_as(caller, server, token, options):
    """The exit code of schemathesis, what it printed, and its report."""
    _, examples, tags = CALLERS[caller]
    report = server.folder / f"{caller}.xml"
    environment = {
        **server.environment,
        "CONTRACT_BASE": server.address,
        "CONTRACT_TOKEN": token,
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml"]
    command += ["run", server.address + "/openapi", "--no-color", "--seed", str(options.seed)]
    command += ["--max-examples", str(options.examples or examples)]
    command += ["--report", "junit", "--report-junit-path", report]
    # Callers without a session send invalid ones.
    command += ["--generation-with-security-parameters", "false" if token else "true"]
    for tag in tags:
        command += ["--include-tag", tag]
    ran = subprocess.run(
        command, cwd=server.folder, env=environment, capture_output=True, text=True, errors="replace", timeout=RUN_SECONDS
    )
    return ran.returncode, ran.stdout + ran.stderr, report


class Sentences:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def holds(self, sentence, held, why=""):
        self.passed += held
        self.failed += not held
        print(f"{'ok     ' if held else 'FAILED '} {sentence}")
        if not held:
            # Requests of thousands of characters would hide the rest.
            print("\n".join("        " + line[:300] for line in why.splitlines() if line.strip())[:6000])


def found(text):
    """The titles of the failures in a report, and what came instead: "Undocumented status code 414"."""
    titles = re.findall(r"^- (.+)$", text, re.MULTILINE)
    received = sorted(set(re.findall(r"^\s+Received: (\S+)$", text, re.MULTILINE)))
    return ", ".join(sorted(set(titles)) + received)


def tell(sentences, caller, code, printed, report):
    cases = list(xml.parse(report).iter("testcase")) if report.exists() else []
    for case in cases:
        failures = [*case.iter("failure"), *case.iter("error")]
        why = "\n".join(one.text or one.get("message", "") for one in failures)
        title = f"contract, {caller}: {case.get('name')}"
        sentences.holds(title + (f": {found(why)}" if failures else ""), not failures, why)
    if not cases or (code != 0 and not any(case.find("failure") is not None or case.find("error") is not None for case in cases)):
        sentences.holds(f"contract, {caller}: schemathesis ended with {code}", False, printed[-3000:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=int(os.environ.get("CONTRACT_SEED", "20261127")))
    parser.add_argument("--examples", type=int, help="random requests for each operation and caller")
    options = parser.parse_args()
    print(f"contract: seed {options.seed}; CONTRACT_SEED=… chooses another", flush=True)
    sentences = Sentences()
    with tempfile.TemporaryDirectory(prefix="upcoach-contract-") as folder:
        server = Server(pathlib.Path(folder))
        try:
            tokens = {caller: server.token_of(role) if role else "" for caller, (role, _, _) in CALLERS.items()}
            with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
                runs = {c: pool.submit(run_as, c, server, tokens[c], options) for c in CALLERS}
                for caller, run in runs.items():
                    tell(sentences, caller, *run.result())
            for caller, token in tokens.items():
                # After the end of the session all further requests would get 401.
                if token:
                    sentences.holds(f"contract, {caller}: the session holds to the end", server.knows(token))
            log = server.log.read_text(errors="replace")
            # Warnings are expected: of requests that are refused.
            errors = [line for line in log.splitlines() if re.search(r"\bERROR\b|^\s+at |Exception", line)]
            sentences.holds("contract: the server logs no error", not errors, "\n".join(errors[:20]))
        finally:
            server.stop()
    print(f"{sentences.passed} passed, {sentences.failed} failed")
    return 0 if sentences.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
