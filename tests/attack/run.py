#!/usr/bin/env -S python3 -B
"""Attacks a server of its own over raw connections, while a member uses it.

Prints a line for each sentence that holds or does not, and last "N passed, N failed". The seed of
the random requests is printed first; SEED=... runs them again.
"""
import os
import random
import sys

from attacks import (
    bad_hosts,
    broken_requests,
    connections_of_one_address,
    endless_bodies,
    held_bodies,
    large_bodies,
    lost_bodies,
    refused_large_body,
    smuggled_requests,
    unfinished_heads,
    untaken_responses,
)
from restart import restarts_after_running_out_of_memory
from server import Server

passed = failed = 0


def holds(sentence, fault):
    """fault: empty where the sentence holds"""
    global passed, failed
    if fault:
        failed += 1
        print(f"FAILED  {sentence}\n        {fault}", flush=True)
    else:
        passed += 1
        print(f"ok      {sentence}", flush=True)


def main():
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print(f"SEED={seed}", flush=True)
    chance = random.Random(seed)
    with Server() as server:
        member = server.register("Ada")
        loops = server.threads("vert.x-eventloop")
        member.start()
        for sentence, attack in (
            ("300 sign-ins that are held before their last bytes are let go", held_bodies),
            ("12 files of 32 MiB without a session are refused unread", large_bodies),
            ("500 heads that never end are closed in time", unfinished_heads),
            ("bodies that come byte by byte are let go", endless_bodies),
            ("a request hidden behind an ambiguous one is never answered", smuggled_requests),
            ("hosts that are none end the connection", bad_hosts),
            ("random bytes and broken requests are refused, never failed on", broken_requests),
            ("one address has so many connections and no more", connections_of_one_address),
            ("a connection that says that it closes does so", refused_large_body),
            ("clients that take no responses leave memory for those of others", untaken_responses),
            ("bodies whose connection is lost leave their room to others", lost_bodies),
        ):
            before = member.answered
            holds(sentence, attack(server, chance))
            holds("  meanwhile a member is served", member.answers_since(before))
        holds("a member was served all the time", member.stop())
        holds("the server is alive, and no thread is missing", server.missing_threads(loops))
        holds("the log is small and has no failure", server.log_faults())
        holds(
            "the server ends where it runs out of memory",
            "" if server.has_flag("-XX:+ExitOnOutOfMemoryError") else "it limps on",
        )
    holds(
        "after that it is started again",
        restarts_after_running_out_of_memory(),
    )
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
