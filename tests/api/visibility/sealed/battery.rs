//! Everything that can be asked without knowing an id: lists, counts, facets, feeds, filters, orders, names, errors.

use axum::http::Method;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    ask::{Answer, Ask},
    story::{SLUG, TITLE},
};
use crate::{
    desk::Desk,
    shown::{Types, is_plain},
};

/// The log is for those who manage accounts: it tells who did what to what, and nothing of what that says.
pub(super) const LOG: &str = "auditEntries";

/// What is published leads on from a field to these.
const PUBLISHED: [&str; 10] = [
    "Summary",
    "KeySlide",
    "PodcastEpisode",
    "Newsletter",
    "Notice",
    "TakeHomeMessage",
    "Contribution",
    "Image",
    "AudioFile",
    "Transcript",
];

/// All of it, as somebody may ask.
pub(super) async fn battery(desk: &Desk) -> Vec<Ask> {
    let mut asks = roots(desk).await;
    asks.extend(filters());
    asks.extend(orders());
    asks.extend(errors());
    asks.extend(pages());
    asks
}

/// Puts all of it to a service.
pub(super) async fn put(asks: &[Ask], desk: &Desk) -> Vec<Answer> {
    let mut answers = Vec::new();
    for ask in asks {
        answers.push(ask.put_to(desk).await);
    }
    answers
}

/// Every way in that takes no argument, and what it leads to.
async fn roots(desk: &Desk) -> Vec<Ask> {
    let types = Types::of(desk).await;
    let roots = types.fields("Query").into_iter().filter(|(name, ..)| *name != LOG);
    let asks = roots.map(|(name, kind, ty)| {
        let document = format!("{{ {name}{} }}", below(&types, kind, ty, 2));
        Ask::question(name, &document, &json!({}))
    });
    asks.collect()
}

/// What to select of a field: all plain values; one level further what each field leads to, and beyond that what is
/// published.
fn below(types: &Types, kind: &str, ty: &str, levels: usize) -> String {
    if is_plain(kind) {
        return String::new();
    }
    if let Some(noun) = ty.strip_suffix("Connection") {
        let nodes = below(types, "OBJECT", noun, levels);
        let page =
            "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor }";
        return format!("(first: 4) {{ {page} nodes{nodes} }}");
    }
    let fields = types.fields(ty).into_iter().filter(|(_, kind, ty)| {
        is_plain(kind) || levels == 2 || levels == 1 && PUBLISHED.contains(&ty.trim_end_matches("Connection"))
    });
    let fields =
        fields.map(|(name, kind, ty)| format!(" {name}{}", below(types, kind, ty, levels.saturating_sub(1))));
    format!(" {{ __typename{} }}", fields.collect::<String>())
}

fn filters() -> Vec<Ask> {
    let filters = [
        ("summaries", "{ slug: { eq: SLUG } }"),
        ("summaries", "{ slug: { prefix: \"a-test-of\" } }"),
        ("summaries", "{ title: { eq: TITLE } }"),
        ("summaries", "{ title: { prefix: \"A test of\" } }"),
        ("summaries", "{ not: { slug: { eq: \"seen\" } } }"),
        ("summaries", "{ or: [{ slug: { eq: SLUG } }, { slug: { eq: \"seen\" } }] }"),
        ("summaries", "{ publishedAt: { gte: \"2021-05-08T10:00:00Z\" } }"),
        ("summaries", "{ lecture: { slug: { eq: \"heard-live\" } } }"),
        ("summaries", "{ meeting: { slug: { eq: \"ash-2020\" } } }"),
        ("summaries", "{ topic: { slug: { eq: \"blood\" } } }"),
        ("summaries", "{ writer: { slug: { eq: \"desk\" } } }"),
        ("keySlides", "{ slug: { prefix: SLUG } }"),
        ("keySlides", "{ summary: { slug: { eq: SLUG } } }"),
        ("keySlides", "{ summary: { title: { prefix: \"A test of\" } } }"),
        ("keySlides", "{ not: { summary: { slug: { eq: \"seen\" } } } }"),
        ("keySlides", "{ lecture: { slug: { eq: \"heard-live\" } } }"),
        ("podcastEpisodes", "{ slug: { prefix: SLUG } }"),
        ("podcastEpisodes", "{ not: { slug: { eq: \"heard\" } } }"),
        ("podcastEpisodes", "{ publishedAt: { gte: \"2021-05-08T10:00:00Z\" } }"),
        ("podcastEpisodes", "{ lecture: { slug: { eq: \"heard-live\" } } }"),
    ];
    let asks = filters.map(|(list, filter)| {
        let filter = filter.replace("SLUG", &format!("{SLUG:?}")).replace("TITLE", &format!("{TITLE:?}"));
        let document =
            format!("{{ {list}(where: {filter}) {{ totalCount edges {{ cursor }} nodes {{ id slug }} }} }}");
        Ask::question(&format!("{list} where {filter}"), &document, &json!({}))
    });
    asks.into()
}

/// The first and the last of each order.
fn orders() -> Vec<Ask> {
    let lists = [
        ("summaries", &["PUBLISHED_AT", "TITLE", "SLUG"][..]),
        ("keySlides", &["POSITION", "SLUG"]),
        ("podcastEpisodes", &["PUBLISHED_AT", "SLUG"]),
    ];
    let mut asks = Vec::new();
    for (list, fields) in lists {
        for field in fields {
            let end = |end: &str| {
                format!(
                    "{list}({end}: 1, orderBy: [{{ field: {field} }}]) {{ pageInfo {{ hasNextPage hasPreviousPage startCursor }} nodes {{ slug }} }}"
                )
            };
            let document = format!("{{ first: {} last: {} }}", end("first"), end("last"));
            asks.push(Ask::question(&format!("{list} by {field}"), &document, &json!({})));
        }
    }
    asks
}

/// What is wrong is answered with a sentence, and sometimes with what would be right.
fn errors() -> Vec<Ask> {
    let errors = [
        "{ summary(by: { slug: SLUG }) { titel } }",
        "{ sumary(by: { slug: SLUG }) { title } }",
        "{ summaries(where: { slug: { is: SLUG } }) { totalCount } }",
        "{ summaries(after: SLUG) { totalCount } }",
        "{ summary(by: { slug: SLUG, id: SLUG }) { id } }",
        "mutation { feedbackSend(input: { kind: SUGGESTION, text: \"\" }) { problems { message } } }",
    ];
    let asks = errors.map(|error| {
        let document = error.replace("SLUG", &format!("{SLUG:?}"));
        Ask::question(&format!("error of {error}"), &document, &json!({}))
    });
    asks.into()
}

/// By GET, by the hash of a question that was asked before, and beside the graph.
fn pages() -> Vec<Ask> {
    let feed = format!(
        "{{ summaries {{ totalCount nodes {{ id title }} }} summary(by: {{ slug: {SLUG:?} }}) {{ id title leadMessage }} }}"
    );
    let hash = format!("{:x}", Sha256::digest(&feed));
    let persisted = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } }).to_string();
    let conditional = vec![("if-none-match", "*".to_owned())];
    vec![
        Ask::by_get("GET", &[("query", &feed), ("extensions", &persisted)], Vec::new()),
        Ask::by_get("GET if changed", &[("query", &feed)], conditional),
        Ask::by_get("GET by hash", &[("extensions", &persisted)], Vec::new()),
        Ask::fetch("home", Method::GET, "/", Vec::new()),
        Ask::fetch("health", Method::GET, "/health/ready", Vec::new()),
        Ask::fetch("playground", Method::GET, "/playground", Vec::new()),
    ]
}
