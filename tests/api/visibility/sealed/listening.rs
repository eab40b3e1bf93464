//! Whoever listens is told at its moment and not before, and finds nothing out by cursors made by hand.

use std::{collections::BTreeSet, time::Duration};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::{account::Role, event};
use futures_util::future::join_all;
use sea_orm::{EntityTrait, QueryOrder};
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

    /// From cursors made by hand, around the number of the last thing that readers know of.
    async fn from(service: &Listening, last: i64) -> Self {
        let mut ears = Vec::new();
        for number in [0, last - 1, last, last + 1, last + 3, last + 1_000] {
            for at in [0, MORNING, MOMENT - 1, MOMENT, 2 * MOMENT] {
                let cursor = BASE64_URL_SAFE_NO_PAD.encode(format!("p.{number}.{at}.0"));
                let events = service.events(None, PUBLICATIONS, Some(&cursor)).await;
                let name = if number == 0 { "first".to_owned() } else { (number - last).to_string() };
                ears.push((format!("{name}, {}", at - MOMENT), events));
            }
        }
        Self(ears)
    }

    /// What each is told in a second, and how far their cursors say they are.
    async fn hear(&mut self) -> Vec<(String, Vec<(i64, Value)>)> {
        let all = self.0.iter_mut().map(async |(name, events)| {
            let mut told = Vec::new();
            while let Ok((mut event, cursor)) = timeout(QUIET, events.data()).await {
                event["publications"]["cursor"].take();
                told.push((number(&cursor), event["publications"].take()));
            }
            (name.clone(), told)
        });
        join_all(all).await
    }
}

/// Longer than the outbox is left alone.
const QUIET: Duration = Duration::from_millis(1_200);

/// How many events a cursor says there were.
fn number(cursor: &str) -> i64 {
    let plain = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cursor).unwrap()).unwrap();
    plain.split('.').nth(1).unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_listens_hears_of_it_at_its_moment() {
    let team = meet().await;
    let service = team.public.on_a_port().await;
    let mut ears = Ears::of_all(&service, &team.public).await;
    let sealed = Sealed::by(&team, Seal::Embargo).await;

    for early in EARLY {
        team.public.set_clock(MOMENT - early);
        for (who, told) in ears.hear().await {
            assert_eq!(told, [], "{who}");
        }
    }
    team.public.set_clock(MOMENT);
    for (who, told) in ears.hear().await {
        let slugs: Vec<&Value> = told.iter().map(|(_, event)| &event["summary"]["slug"]).collect();
        assert_eq!(slugs, [SLUG], "{who}");
        assert_eq!(found_in(&told[0].1.to_string(), &sealed.closed), BTreeSet::new(), "{who}");
    }
}

/// What is told to cursors made by hand, while something waits or nothing does. A notice is issued meanwhile.
async fn heard_by_hand(is_sealed: bool) -> Vec<(String, Vec<(i64, Value)>)> {
    let team = meet().await;
    let service = team.public.on_a_port().await;
    if is_sealed {
        Sealed::by(&team, Seal::Release).await;
    }
    let seen = team.public.tell("{ summary(by: { slug: \"seen\" }) { id } }").await["summary"]["id"].take();
    notice(&team.eve, &seen, "A test.").await;
    let last = event::Entity::find().order_by_desc(event::Column::Number).one(team.public.app.db.reader());
    let last = last.await.unwrap().unwrap().number;
    if is_sealed {
        team.approved("Another").await;
    }
    team.public.set_clock(MOMENT - 1);
    let mut told = Ears::from(&service, last).await.hear().await;
    told.iter_mut().flat_map(|(_, told)| told).for_each(|(number, _)| *number -= last);
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_cursor_made_by_hand_finds_it_out() {
    let bare = heard_by_hand(false).await;
    let sealed = heard_by_hand(true).await;

    assert!(bare.iter().any(|(_, told)| told.len() == 1) && bare.iter().any(|(_, told)| told.is_empty()));
    assert_eq!(sealed, bare);
}
