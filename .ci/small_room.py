"""A bundle with the jar and the catalog alone, as `egresstls-lab bundle` writes it, for proofs without internet.

Usage: small_room.py FOLDER JAR
"""

import hashlib
import os
import shutil
import sys


def main():
    folder, jar = sys.argv[1:3]
    os.makedirs(folder)
    shutil.copy(jar, os.path.join(folder, "egresstls-lab.jar"))
    for name in ("jbang-catalog.json", "index.html"):  # made anew for whoever asks
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("{}\n")
    with open(os.path.join(folder, "SHA256SUMS"), "w", encoding="utf-8") as sums:
        for name in sorted(os.listdir(folder)):
            if name != "SHA256SUMS":
                with open(os.path.join(folder, name), "rb") as file:
                    sums.write(f"{hashlib.sha256(file.read()).hexdigest()}  {name}\n")


if __name__ == "__main__":
    main()
