#!/usr/bin/env bash
# Starts the lab through a real JBang in three ways, as a user would, and proves that each holds 8 of 8:
# the alias in a working copy, the alias of a catalog behind HTTP (as a git host serves it), and that
# again without network. Usage: .ci/launches.sh JBANG_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
jbang=$(realpath "${1:?usage: .ci/launches.sh JBANG_FOLDER}")/bin/jbang
version=$(cat src/main/resources/dev/egresstls/lab/version.txt)

scratch=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

# What was launched, then how: the run must hold, and what is piped must be clean.
launch() {
  local title=$1
  shift
  echo "== $title"
  "$@" --version </dev/null | grep -F "$version" >/dev/null || {
    echo "$title: --version does not say $version" >&2
    return 1
  }
  "$@" run --yes --practice -o json </dev/null >"$scratch/run.json"
  python3 .ci/eight_hold.py "$scratch/run.json"
  "$@" labs </dev/null | cat >"$scratch/labs.txt"
  grep -q backend-tls-egress "$scratch/labs.txt"
  # 141 is what a program ends with when nobody reads on.
  ("$@" show 1 </dev/null 2>"$scratch/errors.txt" || [ $? -eq 141 ]) | head -1 | grep -q .
  ! [ -s "$scratch/errors.txt" ]
}

export JBANG_DIR=$scratch/working-copy
launch "alias from the working copy" "$jbang" --quiet egresstls-lab

export JBANG_DIR=$scratch/served
python3 -u -m http.server --bind 127.0.0.1 0 >"$scratch/server.log" 2>&1 &
server=$!
port=$(timeout 20 sed -nE '/ port [0-9]+/{s/.* port ([0-9]+).*/\1/p;q}' <(tail -f --pid="$server" "$scratch/server.log"))
"$jbang" --quiet catalog add --global --name org "http://127.0.0.1:$port/jbang-catalog.json"
launch "alias from a catalog behind HTTP" "$jbang" --quiet egresstls-lab@org

kill "$server"
wait "$server" 2>/dev/null || true
server=
launch "the same, offline" "$jbang" --quiet -o egresstls-lab@org
echo "JBang: 3 launches, 3 held"
