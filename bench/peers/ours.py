"""Congress Highlights as one of the peers: how it is started, how it spells the operations, and how its answers are
compared.  Lies beside the rig's bench.py (a link will do); `rig.patch` makes the rig ask here.  See README.md."""
import json, os, shlex, sqlite3, subprocess, time, urllib.request

HERE = os.path.dirname(os.path.realpath(__file__))
BIN = os.environ.get("OURS_BIN", os.path.abspath(f"{HERE}/../../target/dist/congress-highlights"))
OPS = ["Q1", "Q2", "Q3", "Q4", "Q5", "M1"]
STYLES = ("ours", "ours-lite")                            # the same words; ids differ from database to database


def peers(peer, work, pgport):
    """What goes into the rig's PEERS. `{s}` is the scale; None takes a variable away."""
    serve = f"{BIN} serve --listen 127.0.0.1:{{port}} --no-playground --no-content --data {work}/ours-{{s}}"
    pg = {"DATABASE_URL": f"postgres://perf@127.0.0.1:{pgport}/ours_{{s}}", "RUST_LOG": "warn"}
    lite = {"DATABASE_URL": None, "RUST_LOG": "warn"}
    return {"ours-pg": peer("ours", serve, pg, ops=OPS, pgdb="ours_"),
            "ours-sqlite": peer("ours-lite", serve, lite, ops=OPS, db="sqlite")}


# A meeting's title is our `name`, its acronym our `shortName`, a dek our `leadMessage`.
QUERIES = {
    "Q1": """query Q1($slug: String!) { summary(by: {slug: $slug}) { title bodyMarkdown
        lecture { title abstractNumber session { title: name meeting { slug title: name } } speaker: presenters { name }
          slides(first: 5) { nodes { position caption imageUrl: image { url } } }
          podcasts: podcastEpisodes { nodes { title audioUrl: audio { url } durationS: durationSeconds guests: people { person { name } } } } }
        writers { name credentials } topics { name } } }""",
    "Q2": """query Q2 { feed: summaries(first: 20) { nodes { slug title dek: leadMessage publishedAt
        lecture { title session { title: name meeting { slug title: name acronym: shortName } } slides(first: 1) { nodes { caption imageUrl: image { url } } } }
        writers { name credentials } topics { name } } } }""",
    "Q3": """query Q3($slug: String!) { meeting(by: {slug: $slug}) { title: name acronym: shortName city
        sessions(first: 100) { nodes { title: name
          lectures(first: 100) { nodes { title abstractNumber
            summary: summaries(first: 1) { nodes { slug title writers { name } } }
            slides(first: 1) { nodes { imageUrl: image { url } } } } } } } } }""",
    "Q4": """query Q4($topic: String!, $meeting: String!) {
        summaries(first: 50, where: {topic: {slug: {eq: $topic}}, meeting: {slug: {eq: $meeting}}}) {
          nodes { slug title dek: leadMessage publishedAt writers { name } } } }""",
    "Q5": "query Q5 { publishedCounts: publicationCounts { topic { slug } month published } }",
    "M1": """mutation M1($lecture: ID!, $slug: String!, $input: ManuscriptInput!) {
        createSummary: manuscriptDraft(lecture: $lecture, slug: $slug, input: $input) { problems { message }
          manuscript { slug status: stage version { title writers { name credentials } topics { name } } } } }""",
}
QUERIES = {op: " ".join(query.split()) for op, query in QUERIES.items()}

# Where our answer has one more level than the rig's: what is taken of it. What has another shape than is
# expected here stays as it is, so that the check finds it.
INNER = {"imageUrl": "url", "audioUrl": "url", "topic": "slug"}
ONE = {"speaker", "summary"}


# What M1 names, by style: ids of lectures, writers and topics.
IDS = {}


def prepare(server, scale, work, env):
    """M1 wants a writer who is signed in, and ids. Gives the token."""
    style = server.p["style"]
    if style not in STYLES:
        return None
    data = [] if style == "ours" else ["--data", f"{work}/ours-{scale.lower()}"]
    email = f"writer-{time.time_ns()}@example.org"
    program = shlex.split(server.p["cmd"])[0]
    told = subprocess.run([program, "account", "add", email, "--name", "Writer", "--role", "writer", *data],
                          env=env, capture_output=True, text=True, check=True).stdout
    password = told.split()[-1]

    def ask(query, **variables):
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}/graphql", body, {"content-type": "application/json"})
        return json.load(urllib.request.urlopen(request, timeout=60))["data"]

    found = {noun: {n["slug"]: n["id"] for n in ask("{ %s(first: 100) { nodes { id slug } } }" % noun)[noun]["nodes"]}
             for noun in ("lectures", "writers", "topics")}
    rig = sqlite3.connect(f"file:{work}/{scale.lower()}.db?mode=ro", uri=True)
    IDS[style] = {"lecture": next(iter(found["lectures"].values())),
                  "writer": {int(slug.split("-")[1]): id for slug, id in found["writers"].items()},
                  "topic": {id: found["topics"][slug] for id, slug in rig.execute("select id, slug from topic")}}
    signed_in = ask("mutation($e: String!, $p: String!) { signIn(email: $e, password: $p) { secret } }", e=email, p=password)
    return signed_in["signIn"]["secret"]


def variables(op, style, v):
    """The rig's variables in our words."""
    if op != "M1":
        return v
    ids = IDS[style]
    return {"lecture": ids["lecture"], "slug": v["slug"],
            "input": {"title": v["title"], "leadMessage": v["dek"], "body": v["body"],
                      "writers": [ids["writer"][i] for i in v["writerIds"]],
                      "topics": [ids["topic"][i] for i in v["topicIds"]]}}


# Takes back what M1 wrote, but for the log, which is for ever.
CLEAN = "delete from summary where status = 'draft'"


def normal(x, key=None):
    """Our answer in the rig's shape. Pages are the rig's own to unwrap, except where it has one thing for our page."""
    if isinstance(x, dict):
        if key == "createSummary" and x["problems"] == []:
            row = x["manuscript"]
            return {"slug": row["slug"], "status": row["status"].lower()} | normal(row["version"])
        if set(x) == {INNER.get(key)}:
            return x[INNER[key]]
        if key == "guest" and set(x) == {"person"}:
            return x["person"]
        if key in ONE and set(x) == {"nodes"}:
            return normal(x["nodes"], key)
        return {k: normal(v, k) for k, v in x.items()}
    if isinstance(x, list):
        if key == "credentials":
            return ", ".join(x)
        if key in ONE and len(x) == 1:
            return normal(x[0])
        return [normal(i, "guest" if key == "guests" else None) for i in x]
    return x
