#!/usr/bin/env bash
# Make the virtual environment; where Debian's Python lacks `ensurepip`, say so or, as root, fetch it.
set -euo pipefail
python=$1
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; found: $("$python" --version)" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
  else
    echo "Missing: python3-venv (apt-get install python3-venv)" >&2
    exit 1
  fi
fi
"$python" -m venv .venv
