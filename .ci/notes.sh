#!/usr/bin/env bash
# Prints what CHANGELOG.md says of a version. Usage: .ci/notes.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1:?usage: .ci/notes.sh VERSION}
notes=$(awk -v heading="## $version" '$0 == heading { on = 1; next } /^## / { on = 0 } on' CHANGELOG.md)
[ -n "${notes//[[:space:]]/}" ] || {
  echo "notes: CHANGELOG.md says nothing of $version" >&2
  exit 1
}
printf '%s\n' "$notes"
