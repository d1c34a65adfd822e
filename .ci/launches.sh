#!/usr/bin/env bash
# Launches the jar through a real JBang, as a user would: the alias of a working copy, of a catalog behind a slow web
# server that counts (the first time, warm, offline, refused half-way), of a served bundle, and as an installed command.
# Exits with 1 if a launch needs more requests or time than it may. Usage: .ci/launches.sh JBANG_FOLDER
# The jar is the one in target/, so this also works before there is a release. Nothing of the user's own is touched.
set -euo pipefail
cd "$(dirname "$0")/.."
jbang=$(realpath "${1:?usage: .ci/launches.sh JBANG_FOLDER}")/bin/jbang
version=$(cat src/main/resources/dev/egresstls/lab/version.txt)
MOST_REQUESTS=4
MOST_SECONDS=8
MOST_RATIO=1.5
ROUNDS=7

scratch=$(mktemp -d)
servers=()
finish() {
  [ "${#servers[@]}" -eq 0 ] || kill "${servers[@]}" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT
export HOME=$scratch/home XDG_STATE_HOME=$scratch/state XDG_CACHE_HOME=$scratch/cache
mkdir -p "$HOME" "$scratch/site/dist"
unset KUBECONFIG
cp jbang-catalog.json "$scratch/site/"
cp target/egresstls-lab.jar "$scratch/site/dist/"

fail() {
  printf 'launches: %s\n' "$*" >&2
  exit 1
}

# Starts a server that prints its port first, and waits for that. Sets $port.
serve() {
  local name=$1
  shift
  mkfifo "$scratch/$name"
  "$@" >"$scratch/$name" 2>"$scratch/$name.errors" &
  servers+=($!)
  read -r port <"$scratch/$name"
}

count() {
  wc -l <"$1"
}

# What was launched, then how: the run must hold, and what is piped must be clean.
launch() {
  local title=$1
  shift
  echo "== $title"
  "$@" --version </dev/null | grep -qxF "egresstls-lab $version" || fail "$title: --version does not say $version"
  "$@" run --yes --practice -o json </dev/null >"$scratch/run.json"
  python3 .ci/eight_hold.py "$scratch/run.json"
  # 141 is what a program ends with when nobody reads on.
  ("$@" show 1 </dev/null 2>"$scratch/errors.txt" || [ $? -eq 141 ]) | head -1 | grep -q .
  ! [ -s "$scratch/errors.txt" ] || fail "$title: $(cat "$scratch/errors.txt")"
}

export JBANG_DIR=$scratch/working-copy
(cd "$scratch/site" && "$jbang" --quiet egresstls-lab --version </dev/null | grep -qF "$version")
echo "== alias of a working copy"

# A hello-world jar beside the lab's, to compare with.
mkdir -p "$scratch/hello"
cat >"$scratch/hello/Hello.java" <<'HELLO'
public class Hello {
  public static void main(String[] args) {
    System.out.println("hello");
  }
}
HELLO
(cd "$scratch/hello" && javac --release 17 Hello.java && jar --create --file "$scratch/site/hello.jar" --main-class Hello Hello.class)
sed -i '0,/"aliases": {/s//&\n    "hello": {"script-ref": "hello.jar"},/' "$scratch/site/jbang-catalog.json"

serve counted python3 -u .ci/counting_server.py "$scratch/site" "$scratch/requests"
export JBANG_DIR=$scratch/served
catalog=http://127.0.0.1:$port/jbang-catalog.json
begin=$(date +%s%N)
"$jbang" --quiet catalog add --global --name org "$catalog"
"$jbang" --quiet egresstls-lab@org --version </dev/null | grep -qxF "egresstls-lab $version"
took=$((($(date +%s%N) - begin) / 1000000))
requests=$(count "$scratch/requests")
echo "== first launch from a catalog behind HTTP, catalog added: $requests requests, $took ms"
[ "$requests" -le "$MOST_REQUESTS" ] || fail "$requests requests, at most $MOST_REQUESTS are allowed: $(cat "$scratch/requests")"
[ "$took" -le $((MOST_SECONDS * 1000)) ] || fail "the first launch took $took ms, at most $MOST_SECONDS s are allowed"
launch "the same, warm" "$jbang" --quiet egresstls-lab@org

# Both through JBang and the same catalog, in turn, so that what JBang and the machine do meets both.
python3 .ci/ratio.py "$ROUNDS" "$MOST_RATIO" "$jbang --quiet egresstls-lab@org --version" "$jbang --quiet hello@org"

kill "${servers[0]}"
launch "the same, offline" "$jbang" --quiet -o egresstls-lab@org

for refused in 1 2; do
  export JBANG_DIR=$scratch/refused-$refused
  serve "refusing-$refused" python3 -u .ci/counting_server.py "$scratch/site" "$scratch/requests-$refused" "$refused"
  said=$("$jbang" "egresstls-lab@http://127.0.0.1:$port/" --version </dev/null 2>&1) && fail "a 429 was not noticed"
  grep -q "127.0.0.1:$port/" <<<"$said" || fail "a 429 is told by no sentence with its URL: $said"
  ! grep -q $'\tat ' <<<"$said" || fail "a 429 ends in a stack trace: $said"
  echo "== request $refused is answered with 429: $(grep -m1 ERROR <<<"$said")"
  "$jbang" --quiet "egresstls-lab@http://127.0.0.1:$port/" --version </dev/null | grep -qF "$version" ||
    fail "the next try does not get over a 429"
done

# JBang writes into the shell's start-up files of the user whom the system names, whatever $HOME says: the folders that
# it would change are covered by empty ones for this one command, where the system allows that.
export JBANG_DIR=$scratch/working-copy
real_home=$(getent passwd "$(id -u)" | cut -d: -f6)
if unshare --mount --map-root-user true 2>/dev/null; then
  mkdir "$scratch/cover"
  cp -r "${jbang%/bin/jbang}" "$scratch/jbang" # it may itself be in the home that is covered
  unshare --mount --map-root-user bash -c '
    mount --bind "$1" "$2" && cd "$3" && "$4" --quiet app install --force egresstls-lab' \
    install "$scratch/cover" "$real_home" "$scratch/site" "$scratch/jbang/bin/jbang"
  (cd "$scratch/site" && PATH="${jbang%/*}:$PATH" "$JBANG_DIR/bin/egresstls-lab" --version </dev/null |
    grep -qxF "egresstls-lab $version") || fail "the installed command does not start"
  echo "== jbang app install, then egresstls-lab --version"
else
  echo "== jbang app install: left out, for this system gives no mount namespace to keep the user's files apart"
fi

# What a room gets: the bundle is made of a mirror, since this proof needs no internet.
export JBANG_DIR=$scratch/room
python3 .ci/small_room.py "$scratch/room-files" target/egresstls-lab.jar
mkfifo "$scratch/room-lines"
java -jar target/egresstls-lab.jar bundle serve "$scratch/room-files" --listen 127.0.0.1:0 >"$scratch/room-lines" &
servers+=($!)
exec 3<"$scratch/room-lines"
read -r _ <&3
read -r line <&3
echo "== learners type: $line"
read -r -a typed <<<"$line"
typed[0]=$jbang
"${typed[@]}" self-check -o json </dev/null >"$scratch/self-check.json"
python3 - "$scratch/self-check.json" "${line#*@}" <<'CHECK'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    mirror = json.load(file)["network"]["mirror"]
if mirror != sys.argv[2]:
    raise SystemExit(f"the learner's mirror is {mirror}, not {sys.argv[2]}")
CHECK
cat <&3 >/dev/null &
echo "JBang: all launches held"
