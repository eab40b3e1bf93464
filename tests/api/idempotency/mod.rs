//! What is asked for again under the same key is not done again.

mod files;
mod killed;

use axum::http::StatusCode;
use entity::{
    account::Role,
    idempotency_key::{ActiveModel, Entity},
    manuscript,
    value::{Instant, List},
};
use futures_util::future::join_all;
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, MORNING},
    manuscript::{DRAFT, Team},
};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 24 * 3_600 * SECOND;

/// A run ends, or is given up, within this.
const LONGEST: i64 = 15 * SECOND;

/// What came back.
#[derive(Debug, PartialEq, Eq)]
struct Reply {
    status: StatusCode,
    is_replayed: bool,
    text: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn code(&self) -> Value {
        self.json()["errors"][0]["extensions"]["code"].take()
    }

    fn again(self) -> Self {
        Self { is_replayed: true, ..self }
    }
}

async fn asked(desk: &Desk, key: &str, document: &str, variables: Value) -> Reply {
    let (parts, text) = desk.response(document, variables, &[("idempotency-key", key)]).await;
    let is_replayed = parts.headers.get("idempotent-replayed").is_some_and(|value| value == "true");
    Reply { status: parts.status, is_replayed, text }
}

impl Team {
    async fn draft_under(&self, key: &str, title: &str) -> Reply {
        asked(&self.noor, key, DRAFT, self.draft_of(title)).await
    }

    fn draft_of(&self, title: &str) -> Value {
        json!({ "lecture": self.lecture, "input": self.input(title) })
    }

    async fn drafts(&self) -> u64 {
        manuscript::Entity::find().count(self.public.app.db.reader()).await.unwrap()
    }

    /// Makes the table say what it would if the program had died in the only run there was.
    async fn die(&self, before_the_deed: bool) {
        let tx = self.public.app.db.begin().await.unwrap();
        let mut row = ActiveModel { ended_at: Set(None), answer: Set(None), ..ActiveModel::default() };
        if before_the_deed {
            row.done = Set(List::default());
        }
        Entity::update_many().set(row).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_replayed_draft_is_answered_again_and_drafted_once() {
    let team = Team::meet().await;

    let first = team.draft_under("8e03978e", "Once").await;
    let again = team.draft_under("8e03978e", "Once").await;
    let quoted = team.draft_under("\"8e03978e\"", "Once").await;

    assert!(!first.is_replayed);
    assert_eq!(first.json()["data"]["manuscriptDraft"]["manuscript"]["title"], Value::Null);
    assert_eq!(first.json()["data"]["manuscriptDraft"]["problems"], json!([]));
    assert_eq!(again, quoted);
    assert_eq!(again, first.again());
    assert_eq!(team.drafts().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_at_once_one_drafts_and_all_get_its_answer_in_the_end() {
    let team = Team::meet().await;

    let replies = join_all((0..20).map(|_| team.draft_under("at-once", "Once"))).await;

    let firsts: Vec<&Reply> =
        replies.iter().filter(|reply| reply.status.is_success() && !reply.is_replayed).collect();
    let [first] = firsts[..] else { panic!("{} were run", firsts.len()) };
    for reply in &replies {
        match reply.status {
            StatusCode::OK => assert_eq!(reply.text, first.text),
            status => assert_eq!((status, reply.code()), (StatusCode::CONFLICT, json!("UNAVAILABLE"))),
        }
    }
    assert_eq!(team.draft_under("at-once", "Once").await.text, first.text);
    assert_eq!(team.drafts().await, 1);
}

#[tokio::test]
async fn the_key_of_one_request_does_for_no_other() {
    let team = Team::meet().await;
    team.draft_under("key", "Once").await;

    let other = team.draft_under("key", "Twice").await;

    assert_eq!((other.status, other.code()), (StatusCode::UNPROCESSABLE_ENTITY, json!("BAD_USER_INPUT")));
    assert_eq!(team.drafts().await, 1);
}

#[tokio::test]
async fn everybody_has_keys_of_their_own() {
    let team = Team::meet().await;
    let first = team.draft_under("key", "Once").await;

    let sams = asked(&team.sam, "key", DRAFT, team.draft_of("Once")).await;

    assert!(!sams.is_replayed);
    assert_ne!(sams.text, first.text);
    assert_eq!(team.drafts().await, 2);
}

#[tokio::test]
async fn what_was_refused_is_refused_again_in_the_same_words() {
    let team = Team::meet().await;

    let first = team.draft_under("key", "").await;
    let again = team.draft_under("key", "").await;

    assert_ne!(first.json()["data"]["manuscriptDraft"]["problems"], json!([]));
    assert_eq!(again, first.again());
}

#[tokio::test]
async fn a_day_later_the_key_is_free() {
    let team = Team::meet().await;
    let input = json!({ "input": { "name": "script", "scopes": ["READ", "WRITE"], "expiresAt": "2021-06-01T00:00:00Z" } });
    let create = "mutation($input: AccessTokenInput!) { accessTokenCreate(input: $input) { secret } }";
    let token = team.noor.ask(create, input).await;
    let noor = team.public.seen_by(token["accessTokenCreate"]["secret"].as_str().unwrap().to_owned());
    let draft = async || asked(&noor, "key", DRAFT, team.draft_of("Daily")).await;
    draft().await;

    team.public.set_clock(MORNING + DAY - 1);
    assert!(draft().await.is_replayed);
    team.public.set_clock(MORNING + DAY);
    assert!(!draft().await.is_replayed);

    assert_eq!(team.drafts().await, 2);
    assert_eq!(Entity::find().count(team.public.app.db.reader()).await.unwrap(), 1);
}

#[tokio::test]
async fn what_was_done_before_the_program_died_is_known_and_not_done_again() {
    let team = Team::meet().await;
    let first = team.draft_under("key", "Once").await.json();
    team.die(false).await;

    let early = team.draft_under("key", "Once").await;
    team.public.set_clock(MORNING + LONGEST);
    let late = team.draft_under("key", "Once").await;

    assert_eq!((early.status, early.code()), (StatusCode::CONFLICT, json!("UNAVAILABLE")));
    assert_eq!((late.status, late.code()), (StatusCode::CONFLICT, json!("ALREADY_DONE")));
    let id = &first["data"]["manuscriptDraft"]["manuscript"]["id"];
    assert_eq!(
        late.json()["errors"][0]["extensions"]["done"],
        json!([{ "deed": "MANUSCRIPT_DRAFT", "id": id }])
    );
    assert_eq!(team.drafts().await, 1);
}

#[tokio::test]
async fn what_was_not_done_before_the_program_died_is_done_when_asked_again() {
    let team = Team::meet().await;
    team.draft_under("key", "Once").await;
    team.die(true).await;

    let early = team.draft_under("key", "Once").await;
    team.public.set_clock(MORNING + LONGEST);
    let late = team.draft_under("key", "Once").await;

    assert_eq!((early.status, early.code()), (StatusCode::CONFLICT, json!("UNAVAILABLE")));
    assert_eq!((late.status, late.is_replayed), (StatusCode::OK, false));
    assert!(team.draft_under("key", "Once").await.is_replayed);
    assert_eq!(team.drafts().await, 2);
}

#[tokio::test]
async fn a_secret_is_told_once_and_kept_nowhere() {
    let team = Team::meet().await;
    let create = "mutation($input: AccessTokenInput!) { accessTokenCreate(input: $input) { accessToken { id } secret } }";
    let input =
        json!({ "input": { "name": "script", "scopes": ["READ"], "expiresAt": "2021-06-01T00:00:00Z" } });

    let first = asked(&team.noor, "key", create, input.clone()).await.json();
    let again = asked(&team.noor, "key", create, input).await;

    assert!(first["data"]["accessTokenCreate"]["secret"].as_str().unwrap().starts_with("chs_"));
    assert_eq!((again.status, again.code()), (StatusCode::CONFLICT, json!("ALREADY_DONE")));
    let done = &again.json()["errors"][0]["extensions"]["done"];
    assert_eq!(done[0]["id"], first["data"]["accessTokenCreate"]["accessToken"]["id"]);
    let kept = Entity::find().one(team.public.app.db.reader()).await.unwrap().unwrap();
    assert_eq!((kept.answer, kept.ended_at), (None, Some(Instant(MORNING))));
}

#[tokio::test]
async fn two_deeds_of_one_request_are_both_remembered() {
    let team = Team::meet().await;
    let both = "mutation($lecture: ID!, $input: ManuscriptInput!) {
      first: manuscriptDraft(lecture: $lecture, input: $input) { manuscript { id } }
      second: manuscriptDraft(lecture: $lecture, input: $input) { manuscript { id } }
    }";

    let first = asked(&team.noor, "key", both, team.draft_of("Both")).await.json();
    team.die(false).await;
    team.public.set_clock(MORNING + LONGEST);
    let again = asked(&team.noor, "key", both, team.draft_of("Both")).await;

    let ids: Vec<Value> =
        ["first", "second"].map(|deed| first["data"][deed]["manuscript"]["id"].clone()).into();
    let json = again.json();
    let done = json["errors"][0]["extensions"]["done"].as_array().unwrap();
    assert_eq!(done.iter().map(|done| done["id"].clone()).collect::<Vec<_>>(), ids);
}

#[tokio::test]
async fn without_an_account_or_with_a_password_there_is_no_key() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let change = "mutation { passwordChange(present: \"a\", new: \"b\") { problems { code } } }";
    let sign_out = "mutation { signOut { ended } }";

    for (who, key, document, says) in [
        (&desk, "key", sign_out, "sign in first"),
        (&noor, "key", change, "passwordChange takes a password"),
        (&noor, "", sign_out, "1 to 255 printable"),
        (&noor, "two words", sign_out, "1 to 255 printable"),
    ] {
        let refused = asked(who, key, document, json!({})).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::BAD_REQUEST, json!("BAD_USER_INPUT")),
            "{says}"
        );
        assert!(refused.text.contains(says), "{}", refused.text);
    }
    assert_eq!(asked(&desk, "key", "{ viewer { id } }", json!({})).await.status, StatusCode::OK);
}
