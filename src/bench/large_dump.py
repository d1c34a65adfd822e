"""How much memory a config dump of more than 20 MB takes when it is read through exec: python3 src/bench/large_dump.py

The figures come from a test that gives a process of its own no more heap than what it takes for a small dump, and
64 MiB on top. The test fails if that is too little; this prints what it measured.
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIGURES = ROOT / "target" / "large-dump.txt"


def main():
    FIGURES.unlink(missing_ok=True)
    maven = [str(ROOT / "mvnw"), "-o", "-q", "test", "-Dtest=LargeDumpOverExecTest"]
    passed = subprocess.run(maven, cwd=ROOT).returncode == 0
    if FIGURES.exists():
        print(FIGURES.read_text().strip())
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
