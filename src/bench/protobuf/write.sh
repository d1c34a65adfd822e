#!/usr/bin/env bash
# Writes src/main/resources/practice/protobuf-fields.txt from Kubernetes' own Go types.
set -euo pipefail
cd "$(dirname "$0")"
target=$(realpath ../../main/resources/practice)/protobuf-fields.txt
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp fields.go "$scratch/main.go"
cd "$scratch"
go mod init fields >/dev/null 2>&1
go mod edit -require=k8s.io/api@v0.33.1 -require=k8s.io/apimachinery@v0.33.1
go mod tidy >/dev/null 2>&1
go run . >"$target"
wc "$target"
