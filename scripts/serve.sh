#!/usr/bin/env bash
# Fill the demonstration once, then serve; prints the address and the log-ins first.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/khuyencong seed
echo
echo "  $KHUYENCONG_ADDRESS"
echo
exec .venv/bin/granian --interface wsgi --host 127.0.0.1 --port "$PORT" \
  --workers "${WORKERS:-2}" --blocking-threads "${THREADS:-2}" --log-level warning --respawn-failed-workers \
  khuyencong.config.wsgi:application
