#!/usr/bin/env bash
# run.sh PYTHON [ARGUMENTS...]: opens the window where there is a screen. Where there is none, says so, plays the story
# in the same window on a virtual screen and leaves its pictures and papers in build/run.
set -euo pipefail

python="$1"
shift

has_screen() {
  case "$(uname -s)" in Darwin | MINGW* | MSYS* | CYGWIN*) return 0 ;; esac
  [ -n "${WAYLAND_DISPLAY:-}" ] && return 0
  [ -n "${DISPLAY:-}" ] || return 1
  command -v xdotool >/dev/null || return 0
  # A DISPLAY left over from a closed session would only make Qt abort.
  timeout 5 xdotool getdisplaygeometry >/dev/null 2>&1
}

if has_screen; then
  exec "$python" -m app "$@"
fi

echo "No screen was found on this machine (neither DISPLAY nor WAYLAND_DISPLAY answers)."
echo "The same window now opens on a virtual screen and plays the story by itself; pictures and papers go to build/run."
rm -rf build/run
mkdir -p build/run
bash "$(dirname "$0")/screen.sh" "$python" -m app story --out build/run "$@"
echo "Left in build/run:"
find build/run -type f | sort | sed 's/^/  /'
