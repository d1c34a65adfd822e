"""A command in a pseudo-terminal of 100 columns, and how long it takes to show a text."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

PATIENCE = 30.0


class Terminal:
    """Starts the command at once; leaving the with-block ends it."""

    def __init__(self, command):
        self.begin = time.monotonic()
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)
        self.seen = b""

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)

    def type(self, line):
        """Types a line and presses Enter."""
        os.write(self.terminal, line.encode() + b"\r")

    def shows(self, pattern):
        """Waits for a pattern in what is shown from now on; gives the moment when it was there."""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern.encode(), self.seen):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise SystemExit(f"no {pattern!r} within {PATIENCE} s, saw {self.seen!r}")
            try:
                self.seen += os.read(self.terminal, 65536)
            except OSError:  # how Linux says that the other end is closed
                raise SystemExit(f"ended without {pattern!r}, saw {self.seen!r}")
        self.seen = b""
        return time.monotonic()

    def ended(self):
        """Waits until the command has ended by itself."""
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:  # how Linux says that the other end is closed
            return


def seconds_until(pattern, command):
    """Seconds from the start of a command until it shows a pattern; the command is then ended."""
    with Terminal(command) as terminal:
        return terminal.shows(pattern) - terminal.begin
