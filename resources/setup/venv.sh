#!/usr/bin/env bash
# venv.sh VENV CONSTRAINTS: afterwards VENV holds everything that pyproject.toml asks for, at the versions of CONSTRAINTS,
# and Qt with the map's engine was loaded from it once. A second run finds the stamp and does nothing; a half-made
# environment, a moved one and one whose interpreter is gone are made anew.
set -euo pipefail

venv="$1"
constraints="$2"
stamp="$venv/.ready"
unfinished="$venv/.unfinished"
here="$(dirname "$0")"

key() {
  printf '%s\n' "$(cd "$venv" && pwd -P)" "$(pwd -P)"
  cat pyproject.toml "$constraints" "$here/venv.sh" | cksum
}

alive() { "$venv/bin/python" -c 'import pip' 2>/dev/null; }

if [ -f "$stamp" ] && [ "$(key)" = "$(cat "$stamp")" ] && "$venv/bin/python" -c '' 2>/dev/null; then
  exit 0
fi

python="$(bash "$here/python.sh")" || {
  echo "No Python 3.11 to 3.13 with its venv module was found${PYTHON:+ at $PYTHON}." >&2
  echo "On Debian or Ubuntu: sudo apt-get install python3 python3-venv. Or name one: make PYTHON=/path/to/python3" >&2
  exit 1
}

made_here() { [ ! -f "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$(cd "$venv" && pwd -P)" ]; }

if [ -d "$venv" ] && { [ -f "$unfinished" ] || ! alive || ! made_here; }; then
  echo "The virtual environment in $venv is not whole; making it anew ..."
  rm -rf "$venv"
fi
if [ ! -d "$venv" ]; then
  echo "Making a virtual environment in $venv with $("$python" -V) ..."
  mkdir -p "$venv" && touch "$unfinished"
  "$python" -m venv "$venv"
fi

touch "$unfinished"
rm -f "$stamp"
echo "Installing the pinned Python packages (about 300 MB to fetch the first time) ..."
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input -c "$constraints" -e '.[dev]'
rm -f "$unfinished"

if ! reason="$(QT_QPA_PLATFORM=offscreen "$venv/bin/python" -c \
  'import PySide6.QtWebEngineWidgets, PySide6.QtPdfWidgets, PySide6.QtMultimedia' 2>&1)"; then
  printf '%s\n' "Qt was installed but does not load:" "  $(tail -n 1 <<<"$reason")" \
    "A system library is missing; resources/setup/debian-packages.txt lists the packages to install." >&2
  exit 1
fi
key >"$stamp"
