"""Congress Highlights as one of the peers: how it is started, how it spells the operations, and how its answers are
compared.  Lies beside the rig's bench.py (a link will do); `rig.patch` makes the rig ask here.  See README.md."""
import os

HERE = os.path.dirname(os.path.realpath(__file__))
BIN = os.environ.get("OURS_BIN", os.path.abspath(f"{HERE}/../../target/dist/congress-highlights"))
OPS = ["Q1", "Q2", "Q3", "Q4", "Q5"]


def peers(peer, work, pgport):
    """What goes into the rig's PEERS. `{s}` is the scale; None takes a variable away."""
    serve = f"{BIN} serve --listen 127.0.0.1:{{port}} --no-playground --no-content --data {work}/ours-{{s}}"
    pg = {"DATABASE_URL": f"postgres://perf@127.0.0.1:{pgport}/ours_{{s}}", "RUST_LOG": "warn"}
    lite = {"DATABASE_URL": None, "RUST_LOG": "warn"}
    return {"ours-pg": peer("ours", serve, pg, ops=OPS, pgdb="ours_"),
            "ours-sqlite": peer("ours", serve, lite, ops=OPS, db="sqlite")}


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
}
QUERIES = {op: " ".join(query.split()) for op, query in QUERIES.items()}

# Where our answer has one more level than the rig's: what is taken of it. What has another shape than is
# expected here stays as it is, so that the check finds it.
INNER = {"imageUrl": "url", "audioUrl": "url", "topic": "slug"}
ONE = {"speaker", "summary"}


def normal(x, key=None):
    """Our answer in the rig's shape. Pages are the rig's own to unwrap, except where it has one thing for our page."""
    if isinstance(x, dict):
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
