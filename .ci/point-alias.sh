#!/usr/bin/env bash
# Points the alias in jbang-catalog.json at a release's URL and removes dist/, which is not needed from then on. Both are
# staged, not committed. Usage: .ci/point-alias.sh URL
set -euo pipefail
cd "$(dirname "$0")/.."
python3 - "${1:?usage: .ci/point-alias.sh URL}" <<'ALIAS'
import json, sys
url = sys.argv[1]
if not url.startswith("https://") or not url.endswith("/egresstls-lab.jar"):
    raise SystemExit(f"point-alias: not an https URL of the jar: {url}")
with open("jbang-catalog.json", encoding="utf-8") as file:
    catalog = json.load(file)
catalog["aliases"]["egresstls-lab"]["script-ref"] = url
with open("jbang-catalog.json", "w", encoding="utf-8") as file:
    json.dump(catalog, file, indent=2)
    file.write("\n")
ALIAS
git add jbang-catalog.json
git rm -r -q --ignore-unmatch dist
