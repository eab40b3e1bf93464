//! Somebody who may not see the desk.

use std::collections::{BTreeMap, BTreeSet};

use entity::account::Role;

use super::{
    ask::{Answer, Ask},
    battery::{battery, put},
    keys::{BY_ADDRESS, pairs},
    needle::{Needle, found_in},
    story::Sealed,
};
use crate::desk::Desk;

/// Surfaces, and the names of the needles in them.
type Found = BTreeMap<String, BTreeSet<String>>;

/// Somebody who may not see the desk, what they ask, and what they were answered before anything was written there.
pub(super) struct Reader {
    name: &'static str,
    desk: Desk,
    asks: Vec<Ask>,
    before: Vec<Answer>,
}

impl Reader {
    /// Asks twice, so that whatever is kept is kept.
    async fn new(name: &'static str, desk: Desk) -> Self {
        let asks = battery(&desk).await;
        put(&asks, &desk).await;
        let before = put(&asks, &desk).await;
        Self { name, desk, asks, before }
    }

    /// One of each role that does not see the desk, and one of none.
    pub(super) async fn all(public: &Desk) -> Vec<Self> {
        let roles = [("reader", Role::Reader), ("analyst", Role::Analyst), ("admin", Role::Admin)];
        let mut all = vec![Self::new("nobody", public.seen_by(None)).await];
        for (name, role) in roles {
            let desk = public.signed_in(&format!("{name}@example.org"), &[role]).await;
            all.push(Self::new(name, desk).await);
        }
        all
    }

    /// Every answer is what it was before, to the byte and to the statement.
    pub(super) async fn finds_nothing(&self, sealed: &Sealed) {
        assert_eq!(self.news(sealed).await, Found::new(), "{}", self.name);
    }

    /// Nothing is learnt by a key that is not learnt by one that is given to nothing.
    pub(super) async fn learns_nothing_by_keys(&self, sealed: &Sealed) {
        assert_eq!(self.news_by_keys(sealed).await, Found::new(), "{}", self.name);
    }

    /// It shows wherever it can show, with all that hangs on it, and with nothing that stays at the desk.
    pub(super) async fn finds_all_of_it(&self, sealed: &Sealed) {
        let news = self.news(sealed).await;

        let quiet = self.asks.iter().map(|ask| ask.surface.as_str()).filter(|ask| !news.contains_key(*ask));
        let quiet: BTreeSet<&str> = quiet.filter(|ask| !ask.starts_with("error of ")).collect();
        let more = match self.name {
            "admin" => QUIET_FOR_ADMINS,
            "nobody" => &[],
            _ => QUIET_FOR_ALL_WHO_SIGNED_IN,
        };
        let expected = QUIET.into_iter().chain(more.iter().copied());
        assert_eq!(quiet, expected.collect(), "{}", self.name);
        let found: BTreeSet<String> = news.into_values().flatten().collect();
        let is_graph = |needle: &&Needle| !needle.name.ends_with("bytes") && !needle.name.ends_with("UUID");
        assert_eq!(
            found,
            sealed.open.iter().filter(is_graph).map(|needle| needle.name.clone()).collect(),
            "{}",
            self.name
        );
    }

    /// It is found by each of its keys, and nothing else is: not what stays at the desk.
    pub(super) async fn learns_it_by_keys(&self, sealed: &Sealed) {
        let news = self.news_by_keys(sealed).await;

        let mut expected = BTreeSet::from(["node of another noun".to_owned()]);
        for (noun, subject) in OPEN {
            let ways = ["by id", "node", "nodes", "feedback"];
            expected.extend(ways.map(|way| format!("{way} of {subject}")));
            expected.insert(format!("{noun} by slug"));
        }
        for ending in ["png", "wav"] {
            expected.extend(BY_ADDRESS.iter().map(|(way, ..)| format!("{way} .{ending}")));
        }
        assert_eq!(news.keys().cloned().collect::<BTreeSet<_>>(), expected, "{}", self.name);
        let found: BTreeSet<String> = news.into_values().flatten().collect();
        let is_closed = |name: &String| sealed.closed.iter().any(|needle| needle.name == *name);
        assert!(!found.iter().any(is_closed), "{}: {found:?}", self.name);
        assert!(["image: bytes", "sound: bytes"].iter().all(|bytes| found.contains(*bytes)), "{found:?}");
    }

    /// What is answered otherwise than before, and what is found in it.
    async fn news(&self, sealed: &Sealed) -> Found {
        let answers = put(&self.asks, &self.desk).await;
        let mut news = Found::new();
        for ((ask, answer), before) in self.asks.iter().zip(answers).zip(&self.before) {
            let found = found_in(&answer.text, sealed.needles());
            if answer != *before || !found.is_empty() {
                news.insert(ask.surface.clone(), found);
            }
        }
        news
    }

    /// What is answered otherwise than to a key that is given to nothing, and what is found in it.
    async fn news_by_keys(&self, sealed: &Sealed) -> Found {
        let mut news = Found::new();
        for pair in pairs(sealed) {
            let answer = pair.sealed.put_to(&self.desk).await;
            let found = found_in(&answer.text, sealed.needles());
            if answer != pair.never.put_to(&self.desk).await || !found.is_empty() {
                news.insert(pair.surface().to_owned(), found);
            }
        }
        news
    }
}

/// The nouns that come out: the field that finds one, and how their ids begin.
const OPEN: [(&str, &str); 3] =
    [("summary", "summary"), ("keySlide", "key_slide"), ("podcastEpisode", "podcast_episode")];

/// What leads to no summary, or to none in this test.
const QUIET: [&str; 17] = [
    "accreditationSchemes",
    "allMeetingSeries",
    "allPodcastSeries",
    "credential",
    "executiveMessages",
    "health",
    "home",
    "newsletters",
    "notices",
    "organisations",
    "playground",
    "sessions",
    "signInIssuer",
    "sources",
    "trainingTools",
    "videos",
    "viewer",
];

/// The same for whoever is signed in.
const QUIET_FOR_ALL_WHO_SIGNED_IN: &[&str] = &["myFeedback"];

/// The same for those who manage accounts and read what readers write.
const QUIET_FOR_ADMINS: &[&str] = &["accounts", "feedback", "myFeedback"];
