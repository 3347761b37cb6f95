#!/usr/bin/env bash
# screen.sh COMMAND...: runs the command on a virtual screen of its own (1920 x 1080) that nobody else may look at, and
# ends with the command's exit code. The screen is gone afterwards, however the command ends.
set -euo pipefail

if ! command -v Xvfb >/dev/null; then
  echo "No Xvfb on this machine. On Debian or Ubuntu: sudo apt-get install xvfb xauth" >&2
  exit 1
fi

place="$(mktemp -d)"
chmod 700 "$place"
server=
command_id=

finish() {
  [ -z "$command_id" ] || kill "$command_id" 2>/dev/null || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

guard=()
if command -v xauth >/dev/null; then
  cookie="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  xauth -q -f "$place/server" add :0 . "$cookie" 2>/dev/null
  guard=(-auth "$place/server")
fi

: >"$place/number"
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp -noreset "${guard[@]}" \
  3>"$place/number" >"$place/log" 2>&1 &
server=$!

for _ in $(seq 300); do
  [ ! -s "$place/number" ] || break
  if ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.1
done
if [ ! -s "$place/number" ]; then
  echo "Xvfb did not start:" >&2
  cat "$place/log" >&2
  exit 1
fi

DISPLAY=":$(tr -d '[:space:]' <"$place/number")"
if [ "${#guard[@]}" -gt 0 ]; then
  xauth -q -f "$place/client" add "$DISPLAY" . "$cookie" 2>/dev/null
  export XAUTHORITY="$place/client"
fi
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  mkdir -m 700 "$place/runtime"
  export XDG_RUNTIME_DIR="$place/runtime"
fi
unset WAYLAND_DISPLAY
# Without a GPU the map paints at full speed through Qt Quick's software backend. (QT_XCB_GL_INTEGRATION=none alone
# leaves it black with Qt 6.11: the software backend must be asked for.)
export DISPLAY QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software
# Qt Multimedia lists every optional codec library that a server does not have; none is needed for a sound.
export QT_LOGGING_RULES="${QT_LOGGING_RULES:-qt.multimedia.*=false}"

"$@" <&0 &
command_id=$!
code=0
wait "$command_id" || code=$?
command_id=
exit "$code"
