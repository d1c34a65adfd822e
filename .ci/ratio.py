"""How much longer one command takes than another, whole processes in turn.

Usage: ratio.py ROUNDS MOST COMMAND OTHER
Prints the median of the ratios pair by pair; exits 1 if it is more than MOST.
"""

import shlex
import statistics
import subprocess
import sys
import time


def seconds(command):
    begin = time.monotonic()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - begin


def main():
    rounds, most = int(sys.argv[1]), float(sys.argv[2])
    one, other = (shlex.split(text) for text in sys.argv[3:5])
    seconds(one), seconds(other)
    ratios = [seconds(one) / seconds(other) for _ in range(rounds)]
    median = statistics.median(ratios)
    print(f"== ratio {median:.2f} (min {min(ratios):.2f}, max {max(ratios):.2f}; at most {most}): {sys.argv[3]}")
    sys.exit(0 if median <= most else 1)


if __name__ == "__main__":
    main()
