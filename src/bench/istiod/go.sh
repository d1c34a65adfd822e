#!/usr/bin/env bash
# usage: go.sh PROFILE FIRST LAST [EXAMPLES]; needs target/classes, CP (the libraries) and ORACLE (the folder of setup.sh)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
at=$(mktemp -d)
classes=$here/../../../target/classes:${CP:?the class path of the libraries}
javac -d "$at" -cp "$classes" "$here/Batch.java"
python3 "$here/gen.py" "$1" "$2" "$3" "$at/in"
java -cp "$at:$classes" Batch "$at/in" "$at/java"
python3 "$here/prep.py" "$at/in" "$at/java" "$at/asked"
SCENARIOS=$at/asked ANSWERS=$at/answers "${ORACLE:-/tmp/oracle}/oracle.test" -test.run TestOracle > "$at/log" 2>&1 || true
python3 "$here/cmp.py" "$at/in" "$at/java" "$at/answers" "${4:-2}"
