//! Nothing made of a lecture is read before its embargo lifts, however it was planned and whoever asks.

mod bundle;
mod waiting;

use serde_json::{Value, json};

use crate::{
    desk::{Cast, Desk, MORNING},
    manuscript::{Team, step},
};

const HOUR: i64 = 3_600_000_000;

const SET: &str = "mutation($lectures: [ID!]!, $scope: EmbargoScope, $rule: EmbargoRule!, $at: DateTime) {
  embargoSet(lectures: $lectures, scope: $scope, rule: $rule, at: $at, reason: \"The organiser's programme.\") {
    embargoes { scope rule liftsAt holds setBy { name } } manuscripts { id stage releasedAt } problems { code message path }
  }
}";

const STANDS: &str = "query($id: ID!) { manuscript(by: { id: $id }) {
  stage releasedAt embargoes { scope rule liftsAt holds } embargoHistory { rule reason }
} }";

async fn set(desk: &Desk, lecture: &Value, more: Value) -> Value {
    let mut variables = json!({ "lectures": [lecture], "scope": "WHOLE_ITEM" });
    variables.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    desk.ask(SET, variables).await["embargoSet"].take()
}

const LIFT: &str = "mutation($lectures: [ID!]!, $scope: EmbargoScope) {
  embargoLift(lectures: $lectures, scope: $scope, reason: \"It was broken elsewhere.\") {
    embargoes { scope rule } problems { code path }
  }
}";

async fn lift(desk: &Desk, lecture: &Value, scope: Value) -> Value {
    desk.ask(LIFT, json!({ "lectures": [lecture], "scope": scope })).await["embargoLift"].take()
}

async fn stands(team: &Team, id: &Value) -> Value {
    team.noor.ask(STANDS, json!({ "id": id })).await["manuscript"].take()
}

async fn is_read(desk: &Desk) -> bool {
    !desk.tell("{ summary(by: { slug: \"asciminib\" }) { title } }").await["summary"].is_null()
}

#[tokio::test]
async fn what_is_released_without_a_moment_comes_out_with_the_embargo_and_moves_with_it() {
    let team = Team::meet().await;
    let fixed = |hour: &str| json!({ "rule": "FIXED_INSTANT", "at": format!("2021-05-08T{hour}:00:00Z") });
    let done = set(&team.eve, &team.lecture, fixed("12")).await;
    assert_eq!(
        done["embargoes"],
        json!([{ "scope": "WHOLE_ITEM", "rule": "FIXED_INSTANT", "liftsAt": "2021-05-08T12:00:00Z", "holds": true, "setBy": { "name": "eve@example.org" } }])
    );
    let of = "query($id: ID!) { lecture(by: { id: $id }) { slug embargoes { rule liftsAt } } }";
    let lecture = team.noor.ask(of, json!({ "id": team.lecture })).await["lecture"].take();
    let until_noon = json!([{ "rule": "FIXED_INSTANT", "liftsAt": "2021-05-08T12:00:00Z" }]);
    assert_eq!(lecture["embargoes"], until_noon);
    assert_eq!(team.public.refusal(of, json!({ "id": team.lecture })).await.0, "UNAUTHENTICATED");
    let id = team.approved("Asciminib").await;
    let on = "query($where: ManuscriptWhere) { manuscripts(where: $where) { nodes { id } } }";
    for (filter, found) in [
        (json!({ "lecture": { "slug": { "eq": lecture["slug"] } } }), json!([{ "id": id }])),
        (json!({ "meeting": { "slug": { "eq": "ash-2020" } } }), json!([{ "id": id }])),
        (json!({ "meeting": { "slug": { "eq": "ash-2019" } } }), json!([])),
    ] {
        assert_eq!(team.noor.ask(on, json!({ "where": filter })).await["manuscripts"]["nodes"], found);
    }

    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T11:59:59Z\"").await, "EMBARGOED");
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "SCHEDULED");
    assert_eq!(stands(&team, &id).await["releasedAt"], "2021-05-08T12:00:00Z");

    let moved = set(&team.eve, &team.lecture, fixed("14")).await;
    let scheduled = json!([{ "id": id, "stage": "SCHEDULED", "releasedAt": "2021-05-08T14:00:00Z" }]);
    assert_eq!(moved["manuscripts"], scheduled);
    assert_eq!(stands(&team, &id).await["releasedAt"], "2021-05-08T14:00:00Z");
    set(&team.eve, &team.lecture, fixed("10")).await;
    let told = stands(&team, &id).await;
    assert_eq!(told["releasedAt"], "2021-05-08T10:00:00Z");
    assert_eq!(told["embargoes"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["embargoHistory"].as_array().map(Vec::len), Some(3));

    team.public.set_clock(MORNING + HOUR - 1);
    for viewer in [&team.public, &team.noor, &team.ruth, &team.eve] {
        assert!(!is_read(viewer).await);
    }
    team.public.set_clock(MORNING + HOUR);
    assert!(is_read(&team.public).await);
    set(&team.eve, &team.lecture, fixed("23")).await;
    assert!(is_read(&team.public).await, "what is out stays out");
}

#[tokio::test]
async fn what_is_released_for_a_later_moment_keeps_it() {
    let team = Team::meet().await;
    let fixed = |hour: &str| json!({ "rule": "FIXED_INSTANT", "at": format!("2021-05-08T{hour}:00:00Z") });
    set(&team.eve, &team.lecture, fixed("10")).await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T12:00:00Z\"").await, "SCHEDULED");

    set(&team.eve, &team.lecture, fixed("15")).await;
    assert_eq!(stands(&team, &id).await["releasedAt"], "2021-05-08T15:00:00Z");
    set(&team.eve, &team.lecture, fixed("11")).await;

    assert_eq!(stands(&team, &id).await["releasedAt"], "2021-05-08T12:00:00Z");
}

#[tokio::test]
async fn an_embargo_is_lifted_early_for_everybody() {
    let team = Team::meet().await;
    set(&team.eve, &team.lecture, json!({ "rule": "FIXED_INSTANT", "at": "2021-05-09T12:00:00Z" })).await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "SCHEDULED");
    team.public.set_clock(MORNING + HOUR);
    assert!(!is_read(&team.public).await);

    assert_eq!(lift(&team.eve, &team.lecture, Value::Null).await["problems"], json!([]));

    assert!(is_read(&team.public).await);
    let told = stands(&team, &id).await;
    assert_eq!(told["stage"], "PUBLISHED");
    assert_eq!(
        told["embargoes"][0],
        json!({ "scope": "WHOLE_ITEM", "rule": "LIFTED", "liftsAt": "2021-05-08T10:00:00Z", "holds": false })
    );
    assert_eq!(told["embargoHistory"][0], json!({ "rule": "LIFTED", "reason": "It was broken elsewhere." }));
    assert_eq!(told["embargoHistory"][1]["rule"], "FIXED_INSTANT");
    let history = "query($id: ID!) { manuscript(by: { id: $id }) { embargoHistory { holds } } }";
    let told = team.noor.ask(history, json!({ "id": id })).await["manuscript"].take();
    assert_eq!(
        told,
        json!({ "embargoHistory": [{ "holds": false }, { "holds": false }] }),
        "one was replaced"
    );
}

#[tokio::test]
async fn what_is_lifted_is_what_holds() {
    let team = Team::meet().await;
    let nothing = json!([{ "code": "NO_EMBARGO", "path": ["lectures"] }]);
    assert_eq!(lift(&team.eve, &team.lecture, Value::Null).await["problems"], nothing);
    set(&team.eve, &team.lecture, json!({ "rule": "ORGANISER_NOTICE", "scope": "ABSTRACT_TEXT" })).await;
    let fixed = json!({ "rule": "FIXED_INSTANT", "scope": "BEYOND_ABSTRACT", "at": "2021-05-10T12:00:00Z" });
    set(&team.eve, &team.lecture, fixed).await;
    assert_eq!(lift(&team.eve, &team.lecture, json!("WHOLE_ITEM")).await["problems"], nothing);

    let done = lift(&team.eve, &team.lecture, json!("BEYOND_ABSTRACT")).await;
    assert_eq!(done["embargoes"], json!([{ "scope": "BEYOND_ABSTRACT", "rule": "LIFTED" }]));
    set(&team.eve, &team.lecture, json!({ "rule": "ORGANISER_NOTICE" })).await;
    let done = lift(&team.eve, &team.lecture, Value::Null).await;

    let scopes: Vec<&Value> =
        done["embargoes"].as_array().unwrap().iter().map(|embargo| &embargo["scope"]).collect();
    assert_eq!(scopes, ["WHOLE_ITEM", "ABSTRACT_TEXT"]);
    assert_eq!(lift(&team.eve, &team.lecture, Value::Null).await["problems"], nothing);
}

#[tokio::test]
async fn as_long_as_nobody_knows_when_it_lifts_nothing_is_released() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T12:00:00Z\"").await, "SCHEDULED");

    let taken_back = set(&team.eve, &team.lecture, json!({ "rule": "ORGANISER_NOTICE" })).await;

    let approved = json!([{ "id": id, "stage": "APPROVED", "releasedAt": null }]);
    assert_eq!(taken_back["manuscripts"], approved);
    assert_eq!(stands(&team, &id).await["stage"], "APPROVED");
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "EMBARGOED");
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2030-01-01T00:00:00Z\"").await, "EMBARGOED");
    team.public.set_clock(MORNING + 9 * HOUR);
    assert!(!is_read(&team.public).await);
}

#[tokio::test]
async fn what_tells_only_the_abstract_is_bound_by_its_embargo_alone() {
    let team = Team::meet().await;
    let mut beyond = json!({ "rule": "ORGANISER_NOTICE", "scope": "BEYOND_ABSTRACT" });
    set(&team.eve, &team.lecture, beyond.take()).await;
    set(
        &team.eve,
        &team.lecture,
        json!({ "rule": "FIXED_INSTANT", "scope": "ABSTRACT_TEXT", "at": "2021-05-08T12:00:00Z" }),
    )
    .await;
    let id = team.draft("Asciminib").await;
    let mut input = team.input("Asciminib");
    input["isAbstractOnly"] = json!(true);
    team.noor.ask(crate::manuscript::SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;

    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "SCHEDULED");

    assert_eq!(stands(&team, &id).await["releasedAt"], "2021-05-08T12:00:00Z");
}

fn programme(starts_at: &str) -> Cast {
    Cast::default()
        .meeting("spring", json!({ "time_zone": "Europe/Brussels" }))
        .add(
            "sessions",
            "late",
            json!({ "meeting": "spring", "position": 1, "kind": "late_breaking", "name": "Late", "date": "2021-05-08", "starts_at": starts_at }),
        )
        .lecture("late-1", "spring", json!({ "session": "late", "abstract_number": "LB1" }))
        .lecture("some-day", "spring", json!({}))
}

#[tokio::test]
async fn an_embargo_until_the_session_starts_moves_with_the_session() {
    let team = Team::meet().await;
    team.public.bring(programme("14:00")).await;
    let lecture = async |slug: &str| {
        let found = team.public.tell(&format!("{{ lecture(by: {{ slug: \"{slug}\" }}) {{ id }} }}")).await;
        found["lecture"]["id"].clone()
    };
    let late = lecture("late-1").await;
    let done = set(&team.eve, &late, json!({ "rule": "SESSION_START" })).await;
    assert_eq!(done["embargoes"][0]["liftsAt"], "2021-05-08T12:00:00Z");
    let refused = set(&team.eve, &lecture("some-day").await, json!({ "rule": "SESSION_START" })).await;
    assert_eq!(refused["problems"][0]["code"], "NO_START");
    let good_first = json!({ "rule": "SESSION_START", "lectures": [late, lecture("some-day").await] });
    let refused = set(&team.eve, &late, good_first).await;
    assert_eq!(refused["problems"][0]["code"], "NO_START");
    let team = Team { lecture: late, ..team };
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "SCHEDULED");

    team.public.bring(programme("16:30")).await;

    let told = stands(&team, &id).await;
    assert_eq!(told["releasedAt"], "2021-05-08T14:30:00Z");
    assert_eq!(told["embargoHistory"].as_array().map(Vec::len), Some(2), "all lectures or none");
    assert_eq!(told["embargoHistory"][0]["reason"], "The programme was changed.");
    team.public.bring(programme("16:30")).await;
    assert_eq!(stands(&team, &id).await["embargoHistory"].as_array().map(Vec::len), Some(2));
    let ada = team.public.signed_in("ada@example.org", &[entity::account::Role::Admin]).await;
    let log = ada
        .tell("{ auditEntries(where: { deed: { eq: MANUSCRIPT_RELEASE } }) { nodes { account { name } } } }")
        .await;
    let nobody_then_eve = json!([{ "account": null }, { "account": { "name": "eve@example.org" } }]);
    assert_eq!(log["auditEntries"]["nodes"], nobody_then_eve, "nobody moved it");
}

#[tokio::test]
async fn an_embargo_that_cannot_be_set_changes_nothing_and_is_for_editors() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T12:00:00Z\"").await, "SCHEDULED");
    for (more, code) in [
        (json!({ "rule": "FIXED_INSTANT" }), "BAD_INSTANT"),
        (json!({ "rule": "ORGANISER_NOTICE", "at": "2021-05-08T12:00:00Z" }), "BAD_INSTANT"),
        (json!({ "rule": "ORGANISER_NOTICE", "lectures": [] }), "BAD_LECTURE"),
        (json!({ "rule": "LIFTED" }), "BAD_RULE"),
    ] {
        let done = set(&team.eve, &team.lecture, more).await;
        assert_eq!(done["problems"][0]["code"], code);
    }
    let silent = SET.replace("The organiser's programme.", " ");
    let variables = json!({ "lectures": [team.lecture], "rule": "ORGANISER_NOTICE" });
    let done = team.eve.ask(&silent, variables.clone()).await;
    assert_eq!(done["embargoSet"]["problems"][0]["code"], "NO_REASON");
    assert_eq!(team.noor.refusal(SET, variables.clone()).await.0, "FORBIDDEN");
    assert_eq!(team.public.refusal(SET, variables).await.0, "UNAUTHENTICATED");

    assert_eq!(stands(&team, &id).await["stage"], "SCHEDULED");
    assert_eq!(stands(&team, &id).await["embargoes"], json!([]));
}
