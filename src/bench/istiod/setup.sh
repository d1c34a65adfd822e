#!/usr/bin/env bash
# Prepares and compiles the Go program that asks istiod. usage: setup.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
to=${1:?a folder}
version=v0.0.0-20260827124520-eed52ebb66ad # the commit of the tag 1.31.0
mkdir -p "$to/istio"
cp "$here/oracle_test.go" "$to/"
cd "$to"
export CGO_ENABLED=0 GOFLAGS=-mod=mod
[ -f go.mod ] || go mod init oracle
go mod download "istio.io/istio@$version"
from=$(go env GOMODCACHE)/istio.io/istio@$version
tar cf - -C "$from" --exclude='*_test.go' --exclude=testdata \
  go.mod go.sum pilot pkg security istioctl operator cni tools manifests | tar xf - -C istio
chmod -R u+w istio
# The tag disable_pgv leaves the validators out.
sed -i -E 's/err := \w+\.Validate\(\); err != nil/err := error(nil); err != nil/' istio/pilot/test/xdstest/validate.go
sed -e 's/^package simulation/package oracle/' \
  -e 's/^\tRouteMatched       string$/\tRouteMatched       string\n\tRoute              *route.Route/' \
  -e 's/^\t\tresult.RouteMatched = r.Name$/\t\tresult.RouteMatched = r.Name\n\t\tresult.Route = r/' \
  istio/pilot/pkg/simulation/traffic.go > traffic_test.go
go mod edit -require="istio.io/istio@$version" -replace=istio.io/istio="$to/istio"
go mod tidy
go test -c -trimpath -vet=off -tags=vtprotobuf,disable_pgv -o oracle.test .
