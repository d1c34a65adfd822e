#!/usr/bin/env bash
# Tries clients that others wrote on a served practice cluster: kubectl of three versions, Python's, Node's
# and Go's, and chainsaw. Installs them into a folder of the cache and prints what each operation came to; the page
# docs/clients.md is made of that. Usage: .ci/clients.sh; LAB is the command of another build
set -euo pipefail
cd "$(dirname "$0")/.."
lab=${LAB:-java -jar $PWD/target/egresstls-lab.jar}
tools=${XDG_CACHE_HOME:-$HOME/.cache}/egresstls-lab-ci
here=$PWD/.ci/clients
scratch=$(mktemp -d)
export XDG_STATE_HOME=$scratch/state XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config
export XDG_DATA_HOME=$scratch/data
trap 'kill "${server:-}" "${forward:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$scratch"' EXIT

# A cluster of its own for each client: none finds what another left.
serve() {
  export KUBECONFIG=$scratch/$1.yaml
  $lab practice serve --at service --write-kubeconfig "$KUBECONFIG" "${@:2}" >"$scratch/$1.log" 2>&1 &
  server=$!
  $lab practice wait "$KUBECONFIG" || { cat "$scratch/$1.log"; exit 1; }
}

stop() {
  kill "$server"
  wait "$server" || true
}

# What differs from run to run is replaced, so that two runs print the same.
steady() {
  sed -E -e 's/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/UID/g' \
    -e 's/127\.0\.0\.1:[0-9]+/127.0.0.1:PORT/g' -e 's/(curl|web)-[0-9a-z]{8,10}-[0-9a-z]{5}/\1-HASH/g' \
    -e 's/([ "])[0-9]{2,}(ms|s)\b/\1AGE/g' -e "s|$scratch|SCRATCH|g"
}

for minor in 31 33 35; do
  .ci/kubectl.sh "$tools/kubectl-$minor" "$minor" >/dev/null
  serve "kubectl-$minor"
  printf '\n== kubectl 1.%s\n' "$minor"
  PATH=$tools/kubectl-$minor:$PATH bash "$here/kubectl.sh" "$scratch" 2>&1 | steady
  stop
done

python=$tools/python-client
[ -x "$python/bin/python" ] || {
  python3 -m venv "$python"
  "$python/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"
}
serve python
printf '\n== Python, kubernetes %s\n' "$("$python/bin/pip" show kubernetes 2>/dev/null | sed -n 's/^Version: //p')"
"$python/bin/python" -W ignore "$here/client.py" 2>&1 | steady
stop

node=$tools/node-client
[ -d "$node/node_modules" ] || {
  mkdir -p "$node"
  cp "$here/package.json" "$node/"
  (cd "$node" && npm install --silent --no-audit --no-fund)
}
cp "$here/client.mjs" "$node/"
serve node
printf '\n== Node, @kubernetes/client-node %s\n' \
  "$(node -p "require('$node/node_modules/@kubernetes/client-node/package.json').version")"
node "$node/client.mjs" 2>&1 | steady
stop

go=$tools/go-client
mkdir -p "$go"
cp "$here"/go/* "$go/"
(cd "$go" && GOCACHE=$tools/go-build CGO_ENABLED=0 GOFLAGS=-mod=mod go build -o informer .)
serve go
printf '\n== Go, client-go %s\n' "$(sed -n 's|.*k8s.io/client-go v|v|p' "$go/go.mod" | head -1)"
"$go/informer" 2>&1 | grep -v "^[IE][0-9]" | steady
stop

# It is built from its own module with its own versions. Go 1.26 asks a test's main program for one method more
# than this release has.
chainsaw=$tools/chainsaw
[ -x "$chainsaw/chainsaw" ] || {
  module=$(go mod download -json github.com/kyverno/chainsaw@v0.2.12 | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  rm -rf "$chainsaw"
  cp -r "$module" "$chainsaw"
  chmod -R u+w "$chainsaw"
  printf 'package internal\n\nfunc (*TestDeps) ModulePath() string { return "" }\n' \
    >"$chainsaw/pkg/runner/internal/module_path.go"
  (cd "$chainsaw" && GOCACHE=$tools/go-build CGO_ENABLED=0 go build -o chainsaw .)
}
# One track reads the policy as v1alpha3, the other as v1.
for track in as-written current; do
  serve chainsaw --track "$track"
  api=v1
  [ "$track" = current ] || api=v1alpha3
  mkdir -p "$scratch/$track"
  for file in labs/backend-tls-egress/manifests/google-{headless,tls}.yaml src/bench/manifests/slice.yaml \
    "$here/chainsaw/chainsaw-test.yaml"; do
    sed -e 's/\${ns}/default/' -e 's/\${host}/www.google.com/' -e "s|\${policyApi}|gateway.networking.k8s.io/$api|" \
      "$file" >"$scratch/$track/${file##*/}"
  done
  printf '\n== chainsaw 0.2.12, the manifests of the track %s\n' "$track"
  PATH=$tools/kubectl-33:$PATH "$chainsaw/chainsaw" test "$scratch/$track" --no-color 2>&1 |
    sed -nE -e 's/^.*\| tutorial \| ([^|]*[^| ]) +\| ([A-Z]+) +\| (OK|DONE|ERROR|WARN) +\| *(.*)$/\3 \1: \2 \4/p' \
      -e '/^- (Passed|Failed|Skipped)/p' | sed -E 's/ +$//' | steady
  stop
done
