//! Who is to do what, and what waits for whom.

use entity::account::Role;
use serde_json::{Value, json};

use crate::{
    comment::remark,
    desk::Desk,
    manuscript::{SAVE, Team, step},
};

const ASSIGN: &str = "mutation($id: ID!, $account: ID!, $task: ManuscriptTask!, $due: DateTime) {
  manuscriptAssign(id: $id, account: $account, task: $task, dueAt: $due) {
    manuscript { assignments { colleague { name } task dueAt assignedBy { name } } } problems { code }
  }
}";

const WAITING: &str = "query($where: WaitingManuscriptWhere) { waiting(where: $where) {
  totalCount nodes { task dueAt isAssigned manuscript { slug } meeting { slug } }
} }";

/// The id of an account.
async fn account(desk: &Desk) -> Value {
    desk.tell("{ viewer { id } }").await["viewer"]["id"].take()
}

/// Task and slug of what waits.
async fn waiting(desk: &Desk, filter: Value) -> Vec<String> {
    let told = desk.ask(WAITING, json!({ "where": filter })).await;
    let nodes = told["waiting"]["nodes"].as_array().unwrap();
    assert_eq!(told["waiting"]["totalCount"], nodes.len());
    let said = |node: &Value| {
        format!("{} {}", node["task"].as_str().unwrap(), node["manuscript"]["slug"].as_str().unwrap())
    };
    nodes.iter().map(said).collect()
}

async fn assign(team: &Team, id: &Value, who: &Desk, task: &str, due: Option<&str>) -> Value {
    let variables = json!({ "id": id, "account": account(who).await, "task": task, "due": due });
    team.eve.ask(ASSIGN, variables).await["manuscriptAssign"].take()
}

#[tokio::test]
async fn what_is_to_be_done_waits_for_whoever_may_do_it() {
    let team = Team::meet().await;
    let id = team.draft("Mine").await;
    let other = json!({ "id": id, "version": 1, "input": team.input("Mine") });
    team.draft("Another").await;

    assert_eq!(waiting(&team.noor, Value::Null).await, ["WRITE mine", "WRITE another"]);
    for colleague in [&team.sam, &team.ruth, &team.eve] {
        assert_eq!(waiting(colleague, Value::Null).await, [""; 0]);
    }
    step(&team.noor, "Submit", &id, 1, "").await;
    assert_eq!(waiting(&team.noor, Value::Null).await, ["WRITE another"]);
    for reviewer in [&team.sam, &team.ruth] {
        assert_eq!(waiting(reviewer, Value::Null).await, ["REVIEW mine"]);
    }
    step(&team.ruth, "RequestChanges", &id, 1, "note: \"More.\"").await;
    assert_eq!(waiting(&team.noor, Value::Null).await.len(), 2);
    let mut changed = other;
    changed["input"]["title"] = json!("Mine, changed");
    team.sam.ask(SAVE, changed).await;
    assert_eq!(waiting(&team.sam, Value::Null).await, ["WRITE mine"], "what one saved is one's own, too");
    step(&team.noor, "Submit", &id, 2, "").await;
    assert_eq!(waiting(&team.sam, Value::Null).await, [""; 0], "nobody reviews their own");
    assert_eq!(waiting(&team.ruth, Value::Null).await, ["REVIEW mine"]);
    step(&team.ruth, "Approve", &id, 2, "").await;
    assert_eq!(waiting(&team.eve, Value::Null).await, ["RELEASE mine"]);
    step(&team.eve, "Release", &id, 2, "").await;
    assert_eq!(waiting(&team.eve, Value::Null).await, [""; 0]);
}

#[tokio::test]
async fn what_somebody_is_assigned_to_waits_for_them_alone_by_its_deadline() {
    let team = Team::meet().await;
    let (late, soon, never) = (team.draft("Late").await, team.draft("Soon").await, team.draft("Never").await);

    assign(&team, &late, &team.sam, "WRITE", Some("2021-05-20T12:00:00Z")).await;
    let done = assign(&team, &soon, &team.sam, "WRITE", Some("2021-05-10T12:00:00Z")).await;
    let expected = json!([{
        "colleague": { "name": "sam@example.org" }, "task": "WRITE", "dueAt": "2021-05-10T12:00:00Z",
        "assignedBy": { "name": "eve@example.org" },
    }]);
    assert_eq!(done["manuscript"]["assignments"], expected);
    assign(&team, &never, &team.sam, "WRITE", None).await;

    assert_eq!(waiting(&team.sam, Value::Null).await, ["WRITE soon", "WRITE late", "WRITE never"]);
    assert_eq!(waiting(&team.noor, Value::Null).await, [""; 0]);
    let before = json!({ "dueAt": { "lt": "2021-05-15T00:00:00Z" } });
    assert_eq!(waiting(&team.sam, before).await, ["WRITE soon"]);
    let elsewhere = json!({ "meeting": { "slug": { "eq": "nowhere" } } });
    assert_eq!(waiting(&team.sam, elsewhere).await, [""; 0]);
    let here = json!({ "meeting": { "slug": { "eq": "ash-2020" } }, "task": { "eq": "WRITE" } });
    assert_eq!(waiting(&team.sam, here).await.len(), 3);

    // Again, for another deadline.
    let done = assign(&team, &late, &team.sam, "WRITE", Some("2021-05-09T12:00:00Z")).await;
    assert_eq!(done["manuscript"]["assignments"].as_array().unwrap().len(), 1);
    assert_eq!(waiting(&team.sam, Value::Null).await, ["WRITE late", "WRITE soon", "WRITE never"]);

    let unassign = "mutation($id: ID!, $account: ID!) { manuscriptUnassign(id: $id, account: $account, task: WRITE) { problems { code } } }";
    let variables = json!({ "id": late, "account": account(&team.sam).await });
    team.sam.ask(unassign, variables.clone()).await;
    assert_eq!(waiting(&team.noor, Value::Null).await, ["WRITE late"]);
    let again = team.sam.ask(unassign, variables).await;
    assert_eq!(again["manuscriptUnassign"]["problems"], json!([{ "code": "NOT_ASSIGNED" }]));
}

#[tokio::test]
async fn what_is_assigned_to_somebody_who_may_not_do_it_any_more_waits_for_the_others() {
    let team = Team::meet().await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let change = "mutation($id: ID!, $input: AccountChangeInput!) { accountChange(id: $id, input: $input) { problems { code } } }";
    let (sams, ruths) = (account(&team.sam).await, account(&team.ruth).await);
    let mine = team.draft("Mine").await;
    let read = team.draft("Read").await;
    step(&team.noor, "Submit", &read, 1, "").await;
    assign(&team, &mine, &team.sam, "WRITE", None).await;
    assign(&team, &read, &team.ruth, "REVIEW", None).await;
    assert_eq!(waiting(&team.noor, Value::Null).await, [""; 0]);
    assert_eq!(waiting(&team.sam, Value::Null).await, ["WRITE mine"]);

    // Sam writes no more, and reviews.
    ada.ask(change, json!({ "id": sams, "input": { "roles": ["REVIEWER"] } })).await;
    assert_eq!(waiting(&team.noor, Value::Null).await, ["WRITE mine"]);
    ada.ask(change, json!({ "id": ruths, "input": { "isOpen": false } })).await;
    assert_eq!(waiting(&team.sam, Value::Null).await, ["REVIEW read"]);
    ada.ask(change, json!({ "id": ruths, "input": { "isOpen": true } })).await;
    assert_eq!(waiting(&team.sam, Value::Null).await, [""; 0], "it was hers, and is again");
}

#[tokio::test]
async fn what_its_reviewer_has_a_hand_in_waits_for_other_reviewers() {
    let team = Team::meet().await;
    let id = team.draft("Mine").await;
    step(&team.noor, "Submit", &id, 1, "").await;
    assign(&team, &id, &team.sam, "REVIEW", None).await;
    assert_eq!(waiting(&team.ruth, Value::Null).await, [""; 0]);

    team.sam.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Sam's") })).await;
    step(&team.noor, "Submit", &id, 2, "").await;

    assert_eq!(waiting(&team.sam, Value::Null).await, [""; 0]);
    assert_eq!(waiting(&team.ruth, Value::Null).await, ["REVIEW mine"]);
}

#[tokio::test]
async fn what_waits_is_walked_page_by_page_in_one_statement_each() {
    let team = Team::meet().await;
    for (number, due) in [
        ("a", Some("2021-05-12T00:00:00Z")),
        ("b", None),
        ("c", Some("2021-05-11T00:00:00Z")),
        ("d", None),
        ("e", Some("2021-05-11T00:00:00Z")),
    ] {
        let id = team.draft(number).await;
        assign(&team, &id, &team.sam, "WRITE", due).await;
    }
    let page = "query($after: String, $before: String, $first: Int, $last: Int) {
      waiting(first: $first, last: $last, after: $after, before: $before) { nodes { task manuscript { slug } } pageInfo { hasNextPage startCursor endCursor } }
    }";
    let slugs = |told: &Value| -> Vec<String> {
        let nodes = told["waiting"]["nodes"].as_array().unwrap().iter();
        nodes.map(|node| node["manuscript"]["slug"].as_str().unwrap().to_owned()).collect()
    };

    let (mut after, mut seen) = (Value::Null, Vec::new());
    loop {
        let told = team.sam.ask(page, json!({ "first": 2, "after": after })).await;
        seen.extend(slugs(&told));
        after = told["waiting"]["pageInfo"]["endCursor"].clone();
        if told["waiting"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen, ["c", "e", "a", "b", "d"]);
    let back = team.sam.ask(page, json!({ "last": 2, "before": after })).await;
    assert_eq!(slugs(&back), ["a", "b"]);
    let tasks = "query($after: String) { waiting(first: 2, after: $after) { nodes { task dueAt } pageInfo { endCursor } } }";
    let mut after = Value::Null;
    for left in [2, 2, 1] {
        let (told, cost) = team.sam.cost_of(tasks, json!({ "after": after })).await;
        // Who asks, and what waits.
        assert_eq!((told["waiting"]["nodes"].as_array().unwrap().len(), cost), (left, 2));
        after = told["waiting"]["pageInfo"]["endCursor"].clone();
    }
}

#[tokio::test]
async fn comments_wait_for_who_writes() {
    let team = Team::meet().await;
    let id = team.draft("Mine").await;
    let on = |text: &str| json!({ "id": id, "version": 1, "text": text });
    remark(&team.noor, on("A note to myself.")).await;
    remark(&team.ruth, on("Which arm?")).await;
    remark(&team.eve, on("Which dose?")).await;
    let waiting = "query($meeting: String!) { waitingComments(where: { meeting: { slug: { eq: $meeting } } }) { totalCount nodes { text } } }";
    let at = |meeting: &str| json!({ "meeting": meeting });

    let told = team.noor.ask(waiting, at("ash-2020")).await;
    let expected = json!({ "totalCount": 2, "nodes": [{ "text": "Which arm?" }, { "text": "Which dose?" }] });
    assert_eq!(told["waitingComments"], expected);
    assert_eq!(team.noor.ask(waiting, at("nowhere")).await["waitingComments"]["totalCount"], 0);
    assert_eq!(team.sam.ask(waiting, at("ash-2020")).await["waitingComments"]["totalCount"], 0);
    assign(&team, &id, &team.sam, "WRITE", None).await;
    assert_eq!(team.sam.ask(waiting, at("ash-2020")).await["waitingComments"]["totalCount"], 3);
}

#[tokio::test]
async fn only_who_may_do_it_is_assigned_and_only_by_those_who_may() {
    let team = Team::meet().await;
    let id = team.draft("Mine").await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;

    assert_eq!(
        assign(&team, &id, &team.ruth, "WRITE", None).await["problems"],
        json!([{ "code": "NO_COLLEAGUE" }])
    );
    assert_eq!(
        assign(&team, &id, &ada, "RELEASE", None).await["problems"],
        json!([{ "code": "NO_COLLEAGUE" }])
    );
    team.sam.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Sam's") })).await;
    assert_eq!(
        assign(&team, &id, &team.sam, "REVIEW", None).await["problems"],
        json!([{ "code": "OWN_WORK" }])
    );
    let nothing = json!("manuscript_01h455vb4pex5vsknk084sn02q");
    assert_eq!(
        assign(&team, &nothing, &team.ruth, "REVIEW", None).await["problems"],
        json!([{ "code": "NOT_FOUND" }])
    );
    let of = async |desk: &Desk| json!({ "id": id, "account": account(desk).await, "task": "REVIEW" });
    let others = team.noor.ask(ASSIGN, of(&team.ruth).await).await;
    assert_eq!(others["manuscriptAssign"]["problems"], json!([{ "code": "NOT_YOURS" }]));
    assert_eq!(team.public.refusal(ASSIGN, of(&team.ruth).await).await.0, "UNAUTHENTICATED");
    assert_eq!(ada.refusal(ASSIGN, of(&ada).await).await.0, "FORBIDDEN");
    let own = team.ruth.ask(ASSIGN, of(&team.ruth).await).await;
    assert_eq!(own["manuscriptAssign"]["problems"], json!([]));

    let colleagues = "{ colleagues(task: REVIEW) { name account } }";
    let told = team.noor.tell(colleagues).await["colleagues"].take();
    assert_eq!(told[0], json!({ "name": "ruth@example.org", "account": account(&team.ruth).await }));
    assert_eq!(told.as_array().unwrap().len(), 2);
    for outsider in [&team.public, &ada] {
        let code = if outsider.secret().is_some() { "FORBIDDEN" } else { "UNAUTHENTICATED" };
        for document in [colleagues, WAITING] {
            assert_eq!(outsider.refusal(document, json!({})).await.0, code, "{document}");
        }
    }
}
