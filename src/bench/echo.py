"""How soon a key is seen at the prompt while the cluster keeps changing, and what the prompt costs while nobody types.

Bounds: the 99th percentile of key to echo under 16 ms; idle, under 0.5 % of a core and no request but open watches.
Run it on a quiet machine.
"""

import json
import os
import select
import sys
import threading
import time

from bench import slice_again
from counting_proxy import CountingProxy
from serve import JAR, Practice
from terminal import Terminal

KEYS = 600
IDLE_SECONDS = 30
ECHO_BOUND_MS = 16.0
IDLE_BOUND_PERCENT = 0.5
LETTERS = [chr(0x0430 + number) for number in range(32)]


class Changes(threading.Thread):
    """Takes the slice away and brings it back, so that watches fire and lines are printed above the prompt."""

    def __init__(self, practice):
        super().__init__(daemon=True)
        self.practice, self.over, self.count = practice, threading.Event(), 0

    def run(self):
        slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices"
        while not self.over.wait(0.05):
            self.practice.call("DELETE", slices + "/google-headless")
            self.over.wait(0.05)
            self.practice.create(slices, json.dumps(slice_again()).encode())
            self.count += 2


def echo(terminal, letter):
    """Milliseconds until a letter that is nowhere on the line yet is written to the terminal."""
    wanted, seen = letter.encode(), b""
    begin = time.monotonic()
    os.write(terminal.terminal, wanted)
    while wanted not in seen:
        if not select.select([terminal.terminal], [], [], 10)[0]:
            raise SystemExit(f"no echo of {letter!r} within 10 s")
        seen += os.read(terminal.terminal, 65536)
    return (time.monotonic() - begin) * 1000


def echoes(terminal, count):
    taken = []
    for number in range(count):
        if number % len(LETTERS) == 0:
            os.write(terminal.terminal, b"\x15")
            time.sleep(0.05)
        taken.append(echo(terminal, LETTERS[number % len(LETTERS)]))
        time.sleep(0.02)
    return sorted(taken)


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drained(terminal, seconds):
    """Reads what comes for a while, so that the terminal never blocks."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([terminal.terminal], [], [], left)[0]:
            os.read(terminal.terminal, 65536)


def main():
    ok = True
    with Practice("request") as practice:
        proxy = CountingProxy(practice)
        with Terminal(["java", "-jar", JAR, "--lab", "backend-tls-egress", "--kubeconfig", practice.through(proxy)]) as terminal:
            terminal.shows(r"You are at step 8")
            drained(terminal, 5)
            before, requests = cpu_seconds(terminal.child), len(proxy.requests)
            drained(terminal, IDLE_SECONDS)
            percent = (cpu_seconds(terminal.child) - before) / IDLE_SECONDS * 100
            asked = proxy.requests[requests:]
            ok &= percent < IDLE_BOUND_PERCENT and not asked
            print(f"idle for {IDLE_SECONDS} s: {percent:.2f} % of a core (bound {IDLE_BOUND_PERCENT} %), requests: {asked}")
            quiet = echoes(terminal, 200)
            changes = Changes(practice)
            changes.start()
            loaded = echoes(terminal, KEYS)
            changes.over.set()
            changes.join()
            for name, taken in (("quiet", quiet), (f"under load ({changes.count} changes)", loaded)):
                print(
                    f"key to echo, {name}: median {percentile(taken, 0.5):.1f} ms,"
                    f" 99th percentile {percentile(taken, 0.99):.1f} ms, most {taken[-1]:.1f} ms"
                    f" (bound {ECHO_BOUND_MS:.0f} ms)"
                )
            ok &= percentile(loaded, 0.99) < ECHO_BOUND_MS
        proxy.close()
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
