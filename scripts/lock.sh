#!/usr/bin/env bash
# Resolve pyproject.toml into lock files with hashes and without an address of any registry.
set -euo pipefail
python=$1
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools"
"$tools/bin/pip" --disable-pip-version-check install --quiet uv==0.13.9
export UV_PYTHON_DOWNLOADS=never
# Extras stay named: an older pip refuses a wheel that was asked for with an extra which the lock does not name.
compile() {
  "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header --no-strip-extras "$@"
}
compile pyproject.toml -o requirements.txt
compile pyproject.toml --group dev -o requirements-dev.txt
echo "setuptools>=80" | compile - -o requirements-build.txt
