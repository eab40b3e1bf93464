//! Whoever listens is told at its moment and not before, and finds nothing out by cursors.

use std::{collections::BTreeSet, time::Duration};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::account::Role;
use futures_util::future::join_all;
use serde_json::Value;
use tokio::time::timeout;

use super::{
    EARLY,
    needle::found_in,
    story::{MOMENT, SLUG, Seal, Sealed, meet},
};
use crate::{
    desk::{Desk, Events, Listening, MORNING},
    event::notice,
};

const PUBLICATIONS: &str =
    "subscription { publications { cursor kind at summary { id slug title } notice { reason } } }";

/// Who listens, and to what.
struct Ears(Vec<(String, Events)>);

impl Ears {
    /// Nobody in particular, and somebody of each role that does not see the desk.
    async fn of_all(service: &Listening, public: &Desk) -> Self {
        let mut ears = vec![("nobody".to_owned(), service.events(None, PUBLICATIONS, None).await)];
        for role in [Role::Reader, Role::Analyst, Role::Admin] {
            let who = public.signed_in(&format!("{role:?}@example.org"), &[role]).await;
            ears.push((format!("{role:?}"), service.events(who.secret(), PUBLICATIONS, None).await));
        }
        Self(ears)
    }

    /// What each is told in a second.
    async fn hear(&mut self) -> Vec<(String, Vec<Value>)> {
        let all = self.0.iter_mut().map(async |(name, events)| {
            let mut told = Vec::new();
            while let Ok((mut event, _)) = timeout(QUIET, events.data()).await {
                told.push(event["publications"].take());
            }
            (name.clone(), told)
        });
        join_all(all).await
    }
}

/// Longer than the outbox is left alone.
const QUIET: Duration = Duration::from_millis(1_200);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_listens_hears_of_it_at_its_moment() {
    let team = meet().await;
    let service = team.public.on_a_port().await;
    let mut ears = Ears::of_all(&service, &team.public).await;
    let sealed = Sealed::by(&team, Seal::Embargo).await;

    for early in EARLY {
        team.public.set_clock(MOMENT - early);
        for (who, told) in ears.hear().await {
            assert!(told.is_empty(), "{who}: {told:?}");
        }
    }
    team.public.set_clock(MOMENT);
    for (who, told) in ears.hear().await {
        let slugs: Vec<&Value> = told.iter().map(|event| &event["summary"]["slug"]).collect();
        assert_eq!(slugs, [SLUG], "{who}");
        assert_eq!(found_in(&told[0].to_string(), &sealed.closed), BTreeSet::new(), "{who}");
    }
}

/// What readers are told from cursors on that they were given before, while something waits or nothing does.
async fn heard_from_cursors(is_sealed: bool) -> Vec<(String, Vec<Value>)> {
    let team = meet().await;
    let service = team.public.on_a_port().await;
    let seen = team.public.tell("{ summary(by: { slug: \"seen\" }) { id } }").await["summary"]["id"].take();
    let mut first = service.events(None, PUBLICATIONS, None).await;
    let mut cursors = Vec::new();
    for reason in ["A test.", "Another."] {
        if is_sealed && cursors.len() == 1 {
            Sealed::by(&team, Seal::Release).await;
        }
        notice(&team.eve, &seen, reason).await;
        cursors.push(first.data().await.1);
    }
    if is_sealed {
        team.approved("Another").await;
    }
    assert_eq!(cursors[0].len(), cursors[1].len());
    for cursor in &cursors {
        assert_eq!(numbers_in(cursor), BTreeSet::new());
    }
    let mut ears = Ears(Vec::new());
    for (place, cursor) in cursors.iter().enumerate() {
        ears.0.push((place.to_string(), service.events(None, PUBLICATIONS, Some(cursor)).await));
    }
    team.public.set_clock(MOMENT - 1);
    let mut told = ears.hear().await;
    told.iter_mut().flat_map(|(_, told)| told).for_each(|event| {
        event["cursor"].take();
    });
    told
}

/// The numbers of events that can be read in a cursor.
fn numbers_in(cursor: &str) -> BTreeSet<i64> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).unwrap();
    let words = bytes.windows(8).map(|bytes| i64::from_be_bytes(bytes.try_into().unwrap()));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let written = text.split('.').filter_map(|part| part.parse().ok()).collect::<Vec<_>>();
    words.chain(written).filter(|number| (0..1_000).contains(number)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_cursor_finds_it_out() {
    let bare = heard_from_cursors(false).await;
    let sealed = heard_from_cursors(true).await;

    assert!(bare.iter().any(|(_, told)| told.len() == 1) && bare.iter().any(|(_, told)| told.is_empty()));
    assert_eq!(sealed, bare);
}

#[tokio::test]
async fn a_cursor_made_by_hand_is_refused() {
    let team = meet().await;
    let service = team.public.on_a_port().await;
    let numbers = [[0_i64, MORNING, 0], [1, MOMENT, 1], [1_000, 2 * MOMENT, 0]];
    let texts = numbers.map(|[number, at, within]| {
        let plain = format!("p.{number}.{at}.{within}").into_bytes();
        let words =
            [[0; 12].as_slice(), &[number, at, within].map(i64::to_be_bytes).concat(), &[0; 16]].concat();
        [plain, words].map(|bytes| BASE64_URL_SAFE_NO_PAD.encode(bytes))
    });

    for cursor in texts.as_flattened() {
        let answer = service.ask_for_events(None, PUBLICATIONS, Some(cursor)).await;
        assert_eq!(answer.status(), 400, "{cursor}");
        assert!(answer.text().await.unwrap().contains("This is not a cursor of this subscription."));
    }
}
