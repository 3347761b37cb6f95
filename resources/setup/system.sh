#!/usr/bin/env bash
# system.sh [NAMES...]: installs the Debian packages of debian-packages.txt, and those named, that are missing.
# Afterwards each is there, or its absence was said with the mend. NAMES are written as in that list, "new|old".
# Exits 0 also when it could not install: venv.sh then tries to load Qt, which is the proof that counts.
set -euo pipefail

list="$(dirname "$0")/debian-packages.txt"

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  exit 0 # Windows, macOS, another Linux: README says what to install
fi

installed="$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')"

is_installed() { grep -qxF -- "$1" <<<"$installed"; }

extra="$(for names in "$@"; do echo "needed $names"; done)"

# Prints the lines of the list ("need names") of which no name is installed.
missing_lines() {
  local need names name found
  while read -r need names; do
    case "$need" in '' | \#*) continue ;; esac
    found=
    for name in ${names//|/ }; do
      if is_installed "$name"; then found=yes && break; fi
    done
    [ -n "$found" ] || printf '%s %s\n' "$need" "$names"
  done < <(cat "$list" && echo "$extra")
}

# Prints what to install where no interpreter suits; where the machine's own is too old, a newer one beside it.
python_lines() {
  if bash "$(dirname "$0")/python.sh" >/dev/null 2>&1; then return; fi
  if python3 -c 'import sys; sys.exit(sys.version_info >= (3, 11))' 2>/dev/null; then
    printf '%s\n' 'needed python3.13|python3.12|python3.11' 'needed python3.13-venv|python3.12-venv|python3.11-venv'
  else
    printf '%s\n' 'needed python3' 'needed python3-venv'
  fi
}

# Prints those of the packages that this machine's sources offer.
offered() {
  LC_ALL=C apt-cache policy "$@" 2>/dev/null |
    awk '/^[^ ]/ { name = $1; sub(/:$/, "", name) } $1 == "Candidate:" && $2 != "(none)" { print name }'
}

# Reads lines of the list and prints each with the name to install by: "need name"; without a name where none is offered.
choose() {
  local lines need names name found there
  lines="$(cat)"
  # shellcheck disable=SC2046 # one word a name
  there="$(offered $(cut -d' ' -f2 <<<"$lines" | tr '|' ' '))"
  while read -r need names; do
    found=
    for name in ${names//|/ }; do
      if grep -qxF -- "$name" <<<"$there"; then found="$name" && break; fi
    done
    printf '%s %s %s\n' "$need" "$names" "$found"
  done <<<"$lines"
}

missing="$(missing_lines; python_lines)"
[ -n "$missing" ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    names="$(choose <<<"$missing" | awk '{ n = $3; if (n == "") { n = $2; sub(/.*\|/, "", n) } printf "%s ", n }')"
    printf '%s\n' "Some Debian packages are missing and this account may not install them. Ask for:" \
      "  sudo apt-get install --no-install-recommends $names" "Going on with what is there." >&2
    exit 0
  fi
fi

apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

mkdir -p build
log=build/setup-packages.log
echo "Installing $(wc -l <<<"$missing") Debian packages (details in $log) ..."
if ! apt_get update >"$log" 2>&1; then
  echo "apt-get update failed; going on with the package lists that are there. The last lines of $log:" >&2
  tail -n 5 "$log" >&2
fi

wanted_now=()
while read -r need names name; do
  if [ -n "$name" ]; then
    wanted_now+=("$name")
  elif [ "$need" = needed ]; then
    echo "No package ${names//|/ or } in this machine's sources (on Ubuntu enable 'universe'). Going on." >&2
  else
    echo "No package ${names//|/ or } in this machine's sources; the program runs without it, poorer." >&2
  fi
done < <(choose <<<"$missing")

if [ "${#wanted_now[@]}" -gt 0 ] && ! apt_get install -y --no-install-recommends "${wanted_now[@]}" >>"$log" 2>&1; then
  echo "apt-get install failed. The last lines of $log:" >&2
  tail -n 15 "$log" >&2
  echo "By hand: ${as_root[*]:+sudo }apt-get install --no-install-recommends ${wanted_now[*]}" >&2
fi
