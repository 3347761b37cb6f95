#!/usr/bin/env bash
# Prints the path of the interpreter to make the virtual environment with: Python 3.11 to 3.13 that can make one (the
# pinned packages have no wheels for 3.14). PYTHON=... names one; otherwise the newest that answers. Exits 1 where none does.
set -euo pipefail

suits() {
  "$1" -c '
import sys, venv, ensurepip
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
' >/dev/null 2>&1
}

candidates=(python3.13 python3.12 python3.11 python3)
if [ -n "${PYTHON:-}" ]; then candidates=("$PYTHON"); fi

for name in "${candidates[@]}"; do
  if suits "$name"; then
    "$name" -c 'import sys; print(sys.executable)'
    exit 0
  fi
done
exit 1
