#!/usr/bin/env bash
# Checks .github/workflows with actionlint, a Go module. Without Go it says so and leaves it out.
# Usage: .ci/workflows.sh
set -euo pipefail
cd "$(dirname "$0")/.."
command -v go >/dev/null || {
  echo "workflows: left out, there is no go on the PATH" >&2
  exit 0
}
go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.7 .github/workflows/*.yml
echo "workflows: no fault found"
