//! Everything that can be asked by whoever has got hold of an id, a name or an address.

use axum::http::Method;
use congress_highlights::graphql::NodeId;
use entity::subject::Subject;
use serde_json::json;
use uuid::Uuid;

use super::{
    ask::{Answer, Ask},
    story::Sealed,
};
use crate::desk::Desk;

/// Given to nothing.
const NEVER: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

/// What is asked by any id.
const BY_ID: [(&str, &str); 12] = [
    ("node", "query($id: ID!) { node(id: $id) { __typename id } }"),
    ("nodes", "query($id: ID!) { nodes(ids: [$id, $id]) { __typename id } }"),
    ("of another noun", "query($id: ID!) { lecture(by: { id: $id }) { id } }"),
    ("filter by a key", "query($id: String!) { summaries(where: { slug: { eq: $id } }) { totalCount } }"),
    (
        "feedback",
        "mutation($id: ID!) { feedbackSend(input: { kind: SUGGESTION, text: \"A test.\", about: $id }) { problems { code message path } } }",
    ),
    ("release", "mutation($id: ID!) { manuscriptRelease(id: $id, version: 1) { problems { code } } }"),
    ("withdrawal", "mutation($id: ID!) { manuscriptWithdraw(id: $id, version: 1) { problems { code } } }"),
    (
        "notice",
        "mutation($id: ID!) { noticeIssue(summary: $id, input: { kind: CLARIFICATION, reason: \"A test.\", issuer: \"A test\" }) { problems { code } } }",
    ),
    (
        "comment",
        "mutation($id: ID!) { manuscriptComment(id: $id, version: 1, text: \"A test.\") { problems { code } } }",
    ),
    ("reply", "mutation($id: ID!) { commentReply(id: $id, text: \"A test.\") { problems { code } } }"),
    (
        "embargo",
        "mutation($id: ID!) { embargoLift(lectures: [$id], reason: \"A test.\") { problems { code } } }",
    ),
    ("desk events", "subscription($id: ID!) { deskEvents(manuscript: $id) { kind } }"),
];

/// The nouns that an id may be said to be of, whatever it is of.
const NOUNS: [Subject; 6] = [
    Subject::Summary,
    Subject::KeySlide,
    Subject::PodcastEpisode,
    Subject::Notice,
    Subject::Contribution,
    Subject::Newsletter,
];

/// A way to ask for a file: its name, the method, what stands behind the address, and the headers.
type Way = (&'static str, Method, &'static str, &'static [(&'static str, &'static str)]);

pub(super) const BY_ADDRESS: [Way; 8] = [
    ("GET", Method::GET, "", &[]),
    ("HEAD", Method::HEAD, "", &[]),
    ("smaller", Method::GET, "?width=320", &[("accept", "image/webp")]),
    ("a part", Method::GET, "", &[("range", "bytes=0-3")]),
    ("a part beyond", Method::GET, "", &[("range", "bytes=99999999-")]),
    ("if changed", Method::GET, "", &[("if-none-match", "\"HASH\"")]),
    ("a part if unchanged", Method::GET, "", &[("if-range", "\"HASH\""), ("range", "bytes=0-3")]),
    ("if later", Method::GET, "", &[("if-modified-since", "Sun, 22 Nov 2026 10:00:00 GMT")]),
];

/// The same asked by a key, and by one of the same form that is given to nothing.
pub(super) struct Pair {
    pub(super) sealed: Keyed,
    pub(super) never: Keyed,
}

/// Something asked by a key.
pub(super) struct Keyed {
    key: String,
    ask: Ask,
}

impl Keyed {
    /// What is answered, but for the key, which whoever asks knows.
    pub(super) async fn put_to(&self, desk: &Desk) -> Answer {
        let answer = self.ask.put_to(desk).await;
        Answer { text: answer.text.replace(&self.key, "KEY"), ..answer }
    }
}

impl Pair {
    fn new(sealed: &str, never: &str, ask: impl Fn(&str) -> Ask) -> Self {
        let keyed = |key: &str| Keyed { key: key.to_owned(), ask: ask(key) };
        Self { sealed: keyed(sealed), never: keyed(never) }
    }

    pub(super) fn surface(&self) -> &str {
        &self.sealed.ask.surface
    }
}

/// All of it.
pub(super) fn pairs(sealed: &Sealed) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (noun, key) in &sealed.keys {
        pairs.extend(by_id(noun, *key));
        let others = NOUNS.iter().filter(|subject| **subject != key.subject);
        pairs.extend(others.map(|subject| by_node(NodeId { subject: *subject, ..*key })));
    }
    pairs.extend(sealed.slugs.iter().map(|(noun, slug)| by_slug(noun, slug)));
    pairs.extend(sealed.urls.iter().flat_map(|url| by_address(url)));
    pairs
}

fn by_id(noun: &str, key: NodeId) -> Vec<Pair> {
    let (known, never) = (key.encode(), NodeId { id: NEVER, ..key }.encode());
    let pair = |surface: &str, document: &str| {
        let surface = format!("{surface} of {}", known.rsplit_once('_').unwrap().0);
        Pair::new(&known, &never, |id| Ask::question(&surface, document, &json!({ "id": id })))
    };
    let mut pairs: Vec<Pair> = BY_ID.iter().map(|(surface, document)| pair(surface, document)).collect();
    if noun != "node" {
        let document = format!("query($id: ID!) {{ {noun}(by: {{ id: $id }}) {{ __typename id }} }}");
        pairs.push(pair("by id", &document));
    }
    pairs
}

fn by_node(key: NodeId) -> Pair {
    let (known, never) = (key.encode(), NodeId { id: NEVER, ..key }.encode());
    Pair::new(&known, &never, |id| Ask::question("node of another noun", BY_ID[0].1, &json!({ "id": id })))
}

fn by_slug(noun: &str, slug: &str) -> Pair {
    let document = format!("query($slug: String!) {{ {noun}(by: {{ slug: $slug }}) {{ __typename id }} }}");
    let surface = format!("{noun} by slug");
    let ask = |slug: &str| Ask::question(&surface, &document, &json!({ "slug": slug }));
    Pair::new(slug, &slug.replace("zyzzyva", "nothing"), ask)
}

fn by_address(url: &str) -> Vec<Pair> {
    let (folder, name) = url.rsplit_once('/').unwrap();
    let (hash, ending) = name.split_once('.').unwrap();
    let never = "0".repeat(64);
    let ways = BY_ADDRESS.iter().map(|(way, method, more, headers)| {
        Pair::new(hash, &never, |hash| {
            let headers: Vec<_> =
                headers.iter().map(|(name, value)| (*name, value.replace("HASH", hash))).collect();
            let address = format!("{folder}/{hash}.{ending}{more}");
            Ask::fetch(&format!("{way} .{ending}"), method.clone(), &address, headers)
        })
    });
    let mut pairs: Vec<Pair> = ways.collect();
    let variant = |hash: &str| {
        Ask::fetch("variant", Method::GET, &format!("/media/variants/{hash}-320.{ending}"), Vec::new())
    };
    pairs.push(Pair::new(hash, &never, variant));
    pairs
}
