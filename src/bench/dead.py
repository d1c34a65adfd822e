"""How soon the lab answers when a kubeconfig points to a cluster that does not: whole processes, JVM start included.

Usage, in the project's folder, after ./mvnw -DskipTests package:
    python3 src/bench/dead.py [ROUNDS]
A server that refuses is told within 3 s; one that is silent has 10 s for its first byte, and is told within 13 s.
Exits 1 if an answer took longer, or ended otherwise than it should. Everything is on loopback.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from bench import Bounds, spread
from serve import JAR
from terminal import seconds_until

LAB = ["java", "-jar", JAR]
BOUND = 3.0
BOUND_SILENT = 13.0


def listening(backlog=16):
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(backlog)
    return server


def url(server, scheme="https"):
    return f"{scheme}://127.0.0.1:{server.getsockname()[1]}"


def refused():
    server = listening()
    address = url(server)
    server.close()
    return address, {}


def silent(kept):
    """The kernel accepts; nobody ever answers."""
    server = listening()
    kept.append(server)
    return url(server), {}


def black_hole(kept):
    """The queue of connections is full, so that the kernel drops what else arrives, as a firewall does."""
    server = listening(0)
    kept.append(server)
    for _ in range(4):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(server.getsockname())
        kept.append(filler)
    return url(server), {}


def garbage(kept):
    """Answers a TLS greeting with something else."""
    server = listening()
    kept.append(server)

    def serve():
        while True:
            try:
                peer, _ = server.accept()
                peer.sendall(b"220 mail.example ESMTP\r\n" * 4)
                kept.append(peer)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return url(server), {}


def no_name():
    return "https://no-such-host.invalid:6443", {}


def through(proxy):
    """A server that only a dead proxy leads to."""
    address, _ = proxy
    return "https://cluster.example.com:6443", {"HTTPS_PROXY": address.replace("https:", "http:")}


def kubeconfig(folder, server):
    path = os.path.join(folder, "config")
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            f"""apiVersion: v1
kind: Config
current-context: nowhere
contexts: [{{name: nowhere, context: {{cluster: nowhere, user: nobody}}}}]
clusters: [{{name: nowhere, cluster: {{server: "{server}"}}}}]
users: [{{name: nobody, user: {{token: secret}}}}]
"""
        )
    return path


def command(arguments, env, expected):
    """Seconds that a command takes to its end, which must be with the expected exit code and without a stack trace."""
    begin = time.monotonic()
    done = subprocess.run(LAB + arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env)
    seconds = time.monotonic() - begin
    if done.returncode != expected or "\tat " in done.stderr:
        raise SystemExit(f"{arguments} ended with {done.returncode}, not {expected}:\n{done.stdout}{done.stderr}")
    return seconds


def prompt(arguments, variables, pattern):
    env = ["env", "-u", "KUBECONFIG"] + [f"{key}={value}" for key, value in variables.items()]
    return seconds_until(pattern, env + LAB + arguments)


def measured(server, variables, rounds):
    with tempfile.TemporaryDirectory() as folder:
        file = kubeconfig(folder, server)
        state = {"XDG_STATE_HOME": folder, "HOME": folder, **variables}
        env = {**os.environ, **state}
        ways = {
            "check": lambda: command(["check", "--context", "nowhere"], {**env, "KUBECONFIG": file}, 3),
            "run --yes": lambda: command(["run", "--yes", "--kubeconfig", file], env, 3),
            "prompt, which says that it is practice": lambda: prompt([], {**state, "KUBECONFIG": file}, r"No reachable cluster"),
            "prompt --context": lambda: prompt(["--kubeconfig", file], state, r"does not answer"),
        }
        for way, once in ways.items():
            yield way, [once() for _ in range(rounds)]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    bounds, kept = Bounds(), []
    deaths = {
        "refused port": refused(),
        "silent socket": silent(kept),
        "black hole": black_hole(kept),
        "garbage instead of TLS": garbage(kept),
        "name that does not resolve": no_name(),
        "proxy that refuses": through(refused()),
        "proxy that is silent": through(silent(kept)),
    }
    for death, (server, variables) in deaths.items():
        bound = BOUND_SILENT if "silent" in death or "hole" in death else BOUND
        for way, taken in measured(server, variables, rounds):
            bounds.hold(f"{death}, {way}, s", statistics.median(taken), bound, [spread(taken, "s")])
    sys.exit(0 if bounds.kept else 1)


if __name__ == "__main__":
    main()
