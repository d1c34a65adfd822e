#!/usr/bin/env bash
# Installs JBang from Maven Central into a folder and writes the command FOLDER/bin/jbang.
# Usage: .ci/jbang.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath -m "${1:?usage: .ci/jbang.sh FOLDER}")

if [ ! -x "$folder/bin/jbang" ]; then
  ./mvnw -q -B -f .ci/jbang/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$folder/lib"
  mkdir -p "$folder/bin"
  # JBang does not start the program: it prints the command that would, and exits with 255.
  cat >"$folder/bin/jbang" <<'WRAPPER'
#!/usr/bin/env bash
lib=$(cd "$(dirname "${BASH_SOURCE[0]}")/../lib" && pwd)
export JBANG_RUNTIME_SHELL=bash JBANG_LAUNCH_CMD=$0
[ -t 0 ] || export JBANG_STDIN_NOTTY=true
said=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$lib/*" dev.jbang.Main "$@")
code=$?
if [ "$code" -eq 255 ]; then
  eval "exec $said"
fi
[ -z "$said" ] || printf '%s\n' "$said"
exit "$code"
WRAPPER
  chmod +x "$folder/bin/jbang"
fi
"$folder/bin/jbang" --version
