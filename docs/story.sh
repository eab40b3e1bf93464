#!/usr/bin/env bash
# Plays the story of a summary over HTTP, from the first account to the retraction, with curl, jq and Node 20 or later.
# Starts the program it is given in an empty folder on a port of its own, and ends it.
#
#   cargo build && docs/story.sh target/debug/congress-highlights
set -euo pipefail
program=$(realpath "${1:-target/debug/congress-highlights}")
sounds=$(realpath "$(dirname "$0")/../content/media/podcasts")
port=${PORT:-8099}
folder=$(mktemp -d)
export DATA_DIR="$folder/data"
"$program" serve --listen "127.0.0.1:$port" > "$folder/log" 2>&1 &
server=$!
trap 'kill -INT $server 2>/dev/null; wait; rm -rf "$folder"' EXIT
until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do sleep 0.2; done
url="http://127.0.0.1:$port/graphql"

say() { printf '\n## %s\n\n' "$1"; }
# ask SECRET DOCUMENT [VARIABLES]
ask() {
  jq -n --arg query "$2" --argjson variables "${3:-null}" '{query: $query, variables: $variables}' |
    curl -s "$url" -H 'Content-Type: application/json' ${1:+-H "Authorization: Bearer $1"} -d @-
}
# Shows an answer, and keeps it.
show() { answer=$(ask "$@"); jq -c . <<< "$answer"; }
# The same of a step that has to be done: the story ends with the first that is refused.
did() { show "$@"; done_well; }
# The same of one that has to be refused.
refused() { show "$@"; if (done_well) 2> /dev/null; then echo "this should have been refused" >&2; exit 1; fi; }
done_well() {
  jq -e '(.errors // []) + [.. | .problems? // empty | .[]] == []' <<< "$answer" > /dev/null || { echo "a step was refused" >&2; exit 1; }
}
get() { jq -r "$1" <<< "$answer"; }
secret_of() { ask "" 'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { secret } }' "$(jq -n --arg email "$1" --arg password "$2" '$ARGS.named')" | jq -r .data.signIn.secret; }

say "The first administrator is made at the machine, and adds the others"
ada=$(secret_of ada@example.org "$("$program" account add ada@example.org --name Ada --role admin)")
join() {
  ask "$ada" 'mutation($input: AccountAddInput!) { accountAdd(input: $input) { password problems { message } } }' \
    "$(jq -n --arg name "$1" --arg role "$2" '{input: {email: ($name + "@example.org"), name: $name, roles: [$role]}}')" |
    jq -r .data.accountAdd.password
}
noor=$(secret_of noor@example.org "$(join noor WRITER)")
ruth=$(secret_of ruth@example.org "$(join ruth REVIEWER)")
eve=$(secret_of eve@example.org "$(join eve EDITOR)")
show "$noor" '{ colleagues(task: REVIEW) { name } }'

say "Two readers listen: one to an event stream, one to a socket"
curl -sN "$url" -H 'Content-Type: application/json' -H 'Accept: text/event-stream' \
  -d '{"query": "subscription { publications { kind summary { title } notice { kind } } }"}' > "$folder/stream" &
stream=$!
node --experimental-websocket --no-warnings -e '
  const socket = new WebSocket(process.argv[1].replace("http", "ws"), "graphql-transport-ws");
  socket.onopen = () => socket.send(JSON.stringify({ type: "connection_init" }));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "ping") socket.send(JSON.stringify({ type: "pong" }));
    if (message.type === "connection_ack") socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "subscription { publications { kind summary { title } notice { kind } } }" } }));
    if (message.type === "next") console.log(JSON.stringify(message.payload.data));
  };' "$url" > "$folder/socket" &
socket=$!
trap 'kill $stream $socket 2>/dev/null; kill -INT $server 2>/dev/null; wait; rm -rf "$folder"' EXIT

say "A slide and a podcast come in"
base64 -d <<< iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg== > "$folder/slide.png"
answer=$(curl -s "$url" -H "Authorization: Bearer $noor" -H 'GraphQL-Require-Preflight: 1' \
  -F operations='{"query": "mutation($file: Upload!) { mediaUpload(file: $file) { media { id url } problems { message } } }", "variables": {"file": null}}' \
  -F map='{"0": ["variables.file"]}' -F 0=@"$folder/slide.png")
jq -c . <<< "$answer" && done_well
slide=$(get .data.mediaUpload.media.id) image=$(get .data.mediaUpload.media.url)
sound=$sounds/two-stages-of-one-result.mp3
did "$noor" 'mutation($bytes: Long!, $sha256: String!) { mediaUploadBegin(kind: SOUND, bytes: $bytes, sha256: $sha256) { ticket { url } problems { message } } }' \
  "$(jq -n --arg bytes "$(stat -c %s "$sound")" --arg sha256 "$(sha256sum "$sound" | cut -d' ' -f1)" '$ARGS.named')"
answer=$(curl -s -T "$sound" -H "Authorization: Bearer $noor" "http://127.0.0.1:$port$(get .data.mediaUploadBegin.ticket.url)")
jq -c . <<< "$answer"
podcast=$(get .media.id)

say "A draft on the lecture of an abstract"
answer=$(ask "" '{ lecture(by: { meeting: "ash-2020", abstractNumber: "LBA-4" }) { id presenters { id } } writers(first: 1) { nodes { id } } }')
lecture=$(get .data.lecture.id)
input=$(jq -n --arg slide "$slide" --arg podcast "$podcast" --argjson found "$answer" '{
  title: "A summary for the story", leadMessage: "A demonstration.", body: "## Results\n\nNothing medical is said here.",
  takeHomeMessages: [{text: "A demonstration."}], writers: [$found.data.writers.nodes[0].id],
  rights: {basis: "FACTS_IN_OWN_WORDS"}, funding: [{kind: "NONE"}],
  disclosures: [$found.data.lecture.presenters[] | {person: .id, state: "NOT_ASKED"}],
  slides: [{media: $slide, caption: "A dot", alt: "A single dot.", rightsBasis: "OWN_WORK"}],
  episodes: [{title: "An episode for the story", audio: $podcast}]
}')
did "$noor" 'mutation($lecture: ID!, $input: ManuscriptInput!) { manuscriptDraft(lecture: $lecture, input: $input) { manuscript { id stage wants { kind } } problems { message } } }' \
  "$(jq -n --arg lecture "$lecture" --argjson input "$input" '$ARGS.named')"
id=$(get .data.manuscriptDraft.manuscript.id)
step() { "${4:-did}" "$1" "mutation(\$id: ID!) { $2(id: \$id, $3) { manuscript { stage } problems { code message } } }" "$(jq -n --arg id "$id" '$ARGS.named')"; }
save() {
  did "$noor" 'mutation($id: ID!, $version: Int!, $input: ManuscriptInput!) { manuscriptSave(id: $id, expectedVersion: $version, input: $input) { manuscript { stage version { number } } problems { code message } } }' \
    "$(jq -n --arg id "$id" --argjson version "$1" --argjson input "$(jq --arg body "$2" '.body = $body' <<< "$input")" '$ARGS.named')"
}

say "Review: changes are requested, made and approved"
step "$noor" manuscriptSubmit "version: 1"
step "$noor" manuscriptApprove "version: 1" refused
step "$ruth" manuscriptRequestChanges 'version: 1, note: "Say it twice."'
save 1 "Nothing medical is said here, twice."
step "$noor" manuscriptSubmit "version: 2"
step "$ruth" manuscriptApprove "version: 2"

say "Its lecture is under an embargo: it waits for the end of it, and is not there before"
at=$(date -u -d '+5 seconds' +%FT%TZ)
did "$eve" 'mutation($lecture: ID!, $at: DateTime!) { embargoSet(lectures: [$lecture], rule: FIXED_INSTANT, at: $at, reason: "A demonstration.") { embargoes { liftsAt } problems { message } } }' \
  "$(jq -n --arg lecture "$lecture" --arg at "$at" '$ARGS.named')"
step "$eve" manuscriptRelease "version: 2"
show "" '{ summary(by: { slug: "a-summary-for-the-story" }) { title } summaries { totalCount } }'
curl -s -o /dev/null -w 'the image: %{http_code}\n' "http://127.0.0.1:$port$image"
sleep 6

say "At its moment it is there, with its slide and its episode"
show "" '{ summary(by: { slug: "a-summary-for-the-story" }) { id title publishedAt slides { caption } podcastEpisodes { title } rights { basis } } summaries { totalCount } }'
summary=$(get .data.summary.id)
curl -s -o /dev/null -w 'the image: %{http_code}\n' "http://127.0.0.1:$port$image"

say "A correction, in the open"
save 2 "Nothing medical is said here. This is corrected."
step "$noor" manuscriptSubmit "version: 3"
step "$ruth" manuscriptApprove "version: 3"
notice() { did "$eve" 'mutation($summary: ID!, $input: NoticeInput!) { noticeIssue(summary: $summary, input: $input) { notice { kind } problems { message } } }' "$(jq -n --arg summary "$summary" --argjson input "$1" '$ARGS.named')"; }
notice '{"kind": "CORRECTION", "reason": "It was said twice.", "issuer": "The desk", "version": 3}'

say "A reader writes to the committee"
did "" 'mutation($about: ID!) { feedbackSend(input: { kind: ERROR_REPORT, text: "It says nothing.", about: $about }) { feedback { id } problems { message } } }' "$(jq -n --arg about "$summary" '$ARGS.named')"
show "$eve" '{ feedback { nodes { kind text } } }'

say "A retraction"
notice '{"kind": "RETRACTION", "reason": "It was only a story.", "issuer": "The desk"}'
show "" '{ summary(by: { slug: "a-summary-for-the-story" }) { bodyMarkdown standing notices { kind reason before { bodyMarkdown } } } }'

say "What the two readers heard"
sleep 1
echo "the event stream:" && grep ^data: "$folder/stream" | grep publications
echo "the socket:" && cat "$folder/socket"

say "What is in the log"
show "$ada" '{ auditEntries(first: 3) { totalCount nodes { number deed account { name } } } }'
"$program" audit verify
