#!/bin/bash
# Bring the rig's data into our two databases.  usage: PEERS_WORK=... [PGPORT=5544] [OURS_BIN=...] load.sh [S|L]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
scale=${1:-S}; s=${scale,,}
work=${PEERS_WORK:?is the rig\'s work folder} port=${PGPORT:-5544}
ours=${OURS_BIN:-$here/../../target/dist/congress-highlights}
url=postgres://perf@127.0.0.1:$port/ours_$s
export RUST_LOG=${RUST_LOG:-warn}
unset DATABASE_URL

rm -rf "$work/bundle-$s" "$work/ours-$s"
python3 "$here/to_bundle.py" "$work/$s.db" "$work/bundle-$s"
"$ours" import "$work/bundle-$s" --data "$work/ours-$s"

dropdb -h 127.0.0.1 -p "$port" -U perf --if-exists "ours_$s"
createdb -h 127.0.0.1 -p "$port" -U perf "ours_$s"
"$ours" import "$work/bundle-$s" --data "$work/ours-$s" --database-url "$url"
psql -qX "$url" -c 'vacuum analyze'          # as the rig does for its own tables
rm -rf "$work/bundle-$s"
