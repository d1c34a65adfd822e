"""The terminal is given back as it was, however the lab ends: modes, cursor, status bar, brackets around pastes.

Each way to end is gone in a pseudo-terminal of its own, and its output replayed through a small model of what the
escape sequences set. `stty -a` must say the same before and after.
"""

import fcntl
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

PATIENCE = 60.0
JAR = sys.argv[1] if len(sys.argv) > 1 else "target/egresstls-lab.jar"
ROWS, COLUMNS = 24, 100


class Model:
    """What a terminal keeps of the sequences that it is sent."""

    def __init__(self):
        self.modes, self.region, self.keypad, self.styles = set(), None, False, set()

    def feed(self, text):
        for found in re.finditer(r"\x1b(?:\[([?]?)([\d;]*)([A-Za-z])|([=>]))", text):
            private, numbers, final, keypad = found.groups()
            if keypad:
                self.keypad = keypad == "="
            elif private and final in "hl":
                for number in numbers.split(";"):
                    (self.modes.add if final == "h" else self.modes.discard)(number)
            elif final == "r":
                self.region = None if numbers in ("", f"1;{ROWS}") else numbers
            elif final == "m":
                for number in (numbers or "0").split(";"):
                    self.styled(number)

    def styled(self, number):
        """What one number of an SGR sequence sets or ends."""
        ends = {"0": self.styles, "22": {"1", "2"}, "23": {"3"}, "24": {"4"}, "27": {"7"}, "39": {str(n) for n in range(30, 38)}}
        if number in ends:
            self.styles = self.styles - ends[number]
        else:
            self.styles = self.styles | {number}

    def left_over(self):
        """What is still set. A cursor that is shown (25) and autowrap (7) are how a terminal begins."""
        left = [f"mode {mode}" for mode in sorted(self.modes - {"25", "7", "12"})]
        left += [f"scroll region {self.region}"] if self.region else []
        left += ["keypad"] if self.keypad else []
        left += [f"style {one}" for one in sorted(self.styles)]
        return left


class Session:
    """The lab under a shell with job control, as a user starts it."""

    def __init__(self, arguments, home, colours):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored, and a JVM keeps to that
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.environ.update(TERM="xterm-256color", HOME=home, XDG_STATE_HOME=home, PS1="shell$ ", LANG="C.UTF-8")
            os.environ.pop("KUBECONFIG", None)
            os.environ["NO_COLOR"] = "" if colours else "1"  # in colours a word that is typed is drawn in pieces
            os.execvp("bash", ["bash", "--norc", "--noediting", "-i"])
        self.seen = ""
        self.shows(r"shell\$ ")
        self.before = self.stty()
        self.mark = len(self.seen)
        self.type(f"java -jar {JAR} --lab backend-tls-egress {arguments}")

    def type(self, line):
        self.press(line + "\r")

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def shows(self, pattern, start=0):
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, self.seen[start:]):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise SystemExit(f"no {pattern!r}, saw {self.seen[start:]!r}")
            self.seen += os.read(self.terminal, 65536).decode(errors="replace")

    def stty(self):
        start = len(self.seen)
        self.type("stty -a; echo stty'-'done")
        self.shows(r"stty-done", start)
        self.shows(r"shell\$ ", self.seen.index("stty-done", start))
        said = re.search(r"speed.*?(?=stty-done)", self.seen[start:], re.S)
        if not said:
            raise SystemExit(f"stty said nothing, saw {self.seen[start:]!r}")
        # The number of the line's discipline, which JLine overwrites, is for show: nothing on Linux goes by it.
        return re.sub(r"line = \d+", "", said.group())

    def process(self):
        found = subprocess.run(["pgrep", "-P", str(self.child), "java"], capture_output=True, text=True)
        return int(found.stdout.split()[0])

    def ends(self):
        """Waits for the shell's prompt; gives what the lab left on it."""
        self.shows(r"shell\$ ", self.mark)
        model = Model()
        model.feed(self.seen[self.mark:])
        last = re.split(r"\r\n", self.seen[self.mark:])[-1]
        wrong = model.left_over()
        after = self.stty()
        if after != self.before:
            pairs = zip(self.before.split(), after.split())
            wrong.append("stty: " + ", ".join(f"{one} became {other}" for one, other in pairs if one != other))
        text = re.sub(r".*(?:\x1b\[J|\r\x1b\[K)|\x1b(?:\[[?\d;]*[A-Za-z]|[78=>])|\r", "", last)
        if not text.startswith("shell$ "):
            wrong.append(f"left before the shell's prompt: {last!r}")
        return wrong

    def close(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


PROMPT = r"0/8 (?:\x1b\[[\d;]*m)*› "


def quit_it(session):
    session.shows(PROMPT)
    session.type("quit")


def ctrl_d(session):
    session.shows(PROMPT)
    session.press("\x04")


def ctrl_c_then_d(session):
    session.shows(PROMPT)
    session.press("half a line\x03")
    session.shows(PROMPT, session.seen.index("half") if "half" in session.seen else 0)
    session.press("\x04")


def ctrl_backslash(session):
    session.shows(PROMPT)
    session.press("\x1c")
    session.type("quit")


def killed(number):
    def end(session):
        session.shows(PROMPT)
        session.press("half a line")
        session.shows("half a line", session.seen.index("0/8"))
        os.kill(session.process(), number)

    return end


def killed_while_it_waits(number):
    def end(session):
        session.shows(PROMPT)
        session.type("next")
        session.shows("checking the cluster")
        os.kill(session.process(), number)

    return end


def stopped_and_on(session):
    session.shows(PROMPT)
    session.press("sta")
    session.shows("› sta")  # Ctrl-Z throws away what the lab has not read yet
    session.press("\x1a")
    session.shows(r"Stopped", session.mark)
    session.shows(r"shell\$ ", session.seen.index("Stopped"))
    model = Model()
    model.feed(session.seen[session.mark:])
    if model.left_over() or session.stty() != session.before:
        raise SystemExit(f"while it is stopped: {model.left_over()}")
    start = len(session.seen)
    session.type("fg")
    session.shows(r"0/8 (?:\x1b\[[\d;]*m)*› sta", start)
    session.press("tus\r")
    session.shows(r"you are here", start)
    session.shows(PROMPT, session.seen.index("you are here"))
    session.mark = len(session.seen)
    session.type("quit")


def silent_server(home):
    """A cluster that takes a connection and never says a word."""
    server = socket.create_server(("127.0.0.1", 0), backlog=50)
    config = os.path.join(home, "silent.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write(
            "apiVersion: v1\nkind: Config\ncurrent-context: silent\n"
            "contexts: [{name: silent, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: x}}]\n"
            f"clusters: [{{name: c, cluster: {{server: 'http://127.0.0.1:{server.getsockname()[1]}'}}}}]\n"
        )
    return server, config


def main():
    failed = []
    with tempfile.TemporaryDirectory() as home:
        server, config = silent_server(home)
        ways = [
            ("quit", "--practice", quit_it),
            ("Ctrl-D", "--practice", ctrl_d),
            ("Ctrl-C and Ctrl-D", "--practice", ctrl_c_then_d),
            ("Ctrl-\\", "--practice", ctrl_backslash),
            ("kill -TERM", "--practice", killed(signal.SIGTERM)),
            ("kill -HUP", "--practice", killed(signal.SIGHUP)),
            ("kill -TERM while it waits", f"--kubeconfig {config}", killed_while_it_waits(signal.SIGTERM)),
            ("Ctrl-Z and fg", "--practice", stopped_and_on),
        ]
        for name, arguments, end in ways:
            session = Session(arguments, home, colours=name == "quit")
            end(session)
            wrong = session.ends()
            session.close()
            print(f"{'FAIL' if wrong else 'ok  '} {name}" + "".join(f"\n       {one}" for one in wrong))
            failed += wrong
        server.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
