#!/usr/bin/env bash
# web.sh: afterwards resources/web/vendor holds the scripts of package.json (what paints vector maps) and their licences, or
# their absence was said with the mend: the program runs without them, and vector base maps say what is missing.
# A second run finds the stamp and does nothing. Nothing that comes with a package is executed.
set -euo pipefail

here="$(dirname "$0")"
wanted="$here/web/package.json"
target=resources/web/vendor
stamp="$target/.ready"
work=build/web

if [ -f "$stamp" ] && [ -f "$target/protomaps-leaflet.js" ] && [ "$(cksum <"$wanted")" = "$(cat "$stamp")" ]; then
  exit 0
fi

command -v npm >/dev/null || bash "$here/system.sh" npm # only for this, and only where it is not there yet
if ! command -v npm >/dev/null; then
  printf '%s\n' "No npm on this machine: vector base maps cannot be painted, everything else works." \
    "Install npm (on Debian or Ubuntu: sudo apt-get install --no-install-recommends npm), then: make setup" >&2
  exit 0
fi

rm -rf "$work"
mkdir -p "$work"
cp "$wanted" "$work/package.json"
echo "Fetching the part of the map page that paints vector maps ..."
if ! npm install --prefix "$work" --omit=dev --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error \
  >"$work/install.log" 2>&1; then
  printf '%s\n' "npm could not fetch it; vector base maps cannot be painted, everything else works. Its last words:" >&2
  tail -n 5 "$work/install.log" >&2
  exit 0
fi

rm -rf "$target"
mkdir -p "$target"
cp "$work/node_modules/protomaps-leaflet/dist/protomaps-leaflet.js" "$target/"
# The script carries these libraries inside; their licences ask to be named with it.
for name in protomaps-leaflet @mapbox/point-geometry @mapbox/vector-tile @protomaps/basemaps color2k pbf pmtiles fflate potpack rbush quickselect; do
  for file in "$work/node_modules/$name"/LICENSE*; do
    if [ -f "$file" ]; then printf '== %s ==\n' "$name" && cat "$file" && echo; fi
  done
done >"$target/LICENSES.txt"
cksum <"$wanted" >"$stamp"
rm -rf "$work"
