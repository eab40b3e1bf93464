#!/bin/sh
# Starts the server on a folder of its own and lets the clients talk to it.
# usage: tests/clients/run.sh [PORT]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
port=${1:-4790}
address="http://127.0.0.1:$port"
folder=$(mktemp -d)

cd "$here"
[ -d node_modules ] || npm ci --no-audit --no-fund

cd "$root"
cargo build --quiet
program=$(realpath "${CARGO_TARGET_DIR:-target}/debug/congress-highlights")
"$program" schema --as anonymous --write "$folder/schema.graphql"
"$program" serve --listen "127.0.0.1:$port" --data "$folder/data" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$folder"' EXIT

tries=0
until node -e "fetch('$address/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"; do
  tries=$((tries + 1))
  [ $tries -lt 60 ] || { echo "the server is not ready"; exit 1; }
  sleep 1
done

cd "$here"
failed=0
for script in audits corpus playground sign-in events; do
  echo "$script:"
  node $script.mjs "$address" "$folder/schema.graphql" "$program" || failed=1
done
exit $failed
