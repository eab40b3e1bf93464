//! The embargo. What the desk has written is searched for in every way by everybody who may not see the desk: before
//! anything was written, while it waits, to the microsecond before its moment, and from that moment on.

mod ask;
mod battery;
mod keys;
mod listening;
mod needle;
mod reader;
mod story;
mod traces;

use std::collections::BTreeSet;

use entity::account::Role;

use serde_json::json;

use self::{
    battery::LOG,
    needle::found_in,
    reader::Reader,
    story::{MOMENT, Seal, Sealed, meet},
};

/// Before its moment, in microseconds.
const EARLY: [i64; 2] = [1_000_000, 1];

async fn is_sealed_until_its_moment(seal: Seal) {
    let team = meet().await;
    let readers = Reader::all(&team.public).await;
    let sealed = Sealed::by(&team, seal).await;

    for early in EARLY {
        team.public.set_clock(MOMENT - early);
        for reader in &readers {
            reader.finds_nothing(&sealed).await;
            reader.learns_nothing_by_keys(&sealed).await;
        }
    }
    for late in [0, 1] {
        team.public.set_clock(MOMENT + late);
        for reader in &readers {
            reader.finds_all_of_it(&sealed).await;
        }
    }
    for reader in &readers {
        reader.learns_it_by_keys(&sealed).await;
    }
}

#[tokio::test]
async fn what_is_released_for_later_is_nowhere_until_its_moment_and_then_everywhere() {
    is_sealed_until_its_moment(Seal::Release).await;
}

#[tokio::test]
async fn what_waits_for_an_embargo_is_nowhere_until_it_lifts_and_then_everywhere() {
    is_sealed_until_its_moment(Seal::Embargo).await;
}

/// The log is for those who manage accounts. It names what something was done to by its id, and tells nothing of it.
#[tokio::test]
async fn the_log_tells_who_did_what_and_nothing_of_what_it_says() {
    let team = meet().await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let sealed = Sealed::by(&team, Seal::Embargo).await;
    team.public.set_clock(MOMENT - 1);

    let log = format!("{{ {LOG}(first: 100) {{ nodes {{ deed subjectId detail account {{ email }} }} }} }}");
    let told = ada.ask(&log, json!({})).await.to_string();

    assert!(told.contains("MANUSCRIPT_RELEASE"), "{told}");
    let found = found_in(&told, sealed.needles());
    let ids =
        ["summary: id", "summary: UUID", "manuscript", "comment: id", "image: id", "sound: id", "cues: id"];
    let hashes = ["version: hash", "image: address", "sound: address", "cues: address"];
    let why = ["embargo"];
    let expected = ids.into_iter().chain(hashes).chain(why).map(ToOwned::to_owned);
    assert_eq!(found, expected.collect::<BTreeSet<String>>());
}
