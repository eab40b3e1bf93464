//! Rows that a viewer may not see are not told: not in lists, counts or edges, and not by their id.

use entity::account::Role;
use serde_json::{Value, json};

use super::everybody;
use crate::{
    comment::remark,
    manuscript::{Team, step},
    media::files,
};

/// What a viewer finds of rows of one noun, by every way in: null where the way itself is closed.
async fn found(viewer: &crate::desk::Desk, ids: &[&Value], ways: &str) -> Value {
    let nodes = "query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }";
    let mut told = viewer.ask(nodes, json!({ "ids": ids, "id": ids[0] })).await;
    told["lists"] = viewer.reply(&format!("{{ {ways} }}"), json!({})).await["data"].take();
    told
}

#[tokio::test]
async fn manuscripts_are_there_for_the_desk_alone() {
    let team = Team::meet().await;
    let id = team.draft("A title nobody has read").await;
    let lists = "manuscripts { totalCount nodes { id } edges { node { id } } }";

    for (name, viewer) in everybody(&team.public).await {
        let told = found(&viewer, &[&id], lists).await;

        let expected = if ["writer", "reviewer", "editor"].contains(&name.as_str()) {
            let one = json!({ "id": id });
            let list = json!({ "totalCount": 1, "nodes": [one], "edges": [{ "node": one }] });
            json!({ "nodes": [one], "node": one, "lists": { "manuscripts": list } })
        } else {
            json!({ "nodes": [null], "node": null, "lists": null })
        };
        assert_eq!(told, expected, "{name}");
    }
}

#[tokio::test]
async fn accounts_are_there_for_their_holders_and_for_those_who_manage_them() {
    let team = Team::meet().await;
    let own = "{ viewer { id } }";
    let others = team.noor.tell(own).await["viewer"]["id"].take();

    for (name, viewer) in everybody(&team.public).await {
        let id = viewer.tell(own).await["viewer"]["id"].take();
        let id = if id.is_null() { others.clone() } else { id };
        let told = found(&viewer, &[&id, &others], "accounts { id }").await;

        let is_admin = name == "admin";
        assert_eq!(
            told["node"],
            if name == "anonymous" { Value::Null } else { json!({ "id": id }) },
            "{name}"
        );
        assert_eq!(told["nodes"][1], if is_admin { json!({ "id": others }) } else { Value::Null }, "{name}");
        assert_eq!(told["lists"]["accounts"].as_array().is_some_and(|all| all.len() > 4), is_admin, "{name}");
    }
}

#[tokio::test]
async fn access_tokens_are_there_for_their_holders_alone() {
    let team = Team::meet().await;
    let create = "mutation { accessTokenCreate(input: { name: \"figures\", scopes: [READ], expiresAt: \"2021-06-01T00:00:00Z\" }) { accessToken { id } } }";
    let mut done = team.noor.tell(create).await;
    let id = done["accessTokenCreate"]["accessToken"]["id"].take();
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;

    for (name, viewer) in everybody(&team.public).await {
        let told = found(&viewer, &[&id], "viewer { accessTokens { id } }").await;
        assert_eq!((&told["node"], &told["nodes"]), (&Value::Null, &json!([null])), "{name}");
        assert_eq!(told["lists"]["viewer"]["accessTokens"].as_array().map_or(0, Vec::len), 0, "{name}");
    }
    let told = found(&team.noor, &[&id], "viewer { accessTokens { id } }").await;
    assert_eq!(told["node"], json!({ "id": id }));
    assert_eq!(told["lists"]["viewer"]["accessTokens"], json!([{ "id": id }]));
    let all = ada.tell("{ accounts { accessTokens { id } } }").await;
    assert!(!all.to_string().contains(id.as_str().unwrap()), "{all}");
}

#[tokio::test]
async fn the_log_is_there_for_those_who_manage_accounts_alone() {
    let team = Team::meet().await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let lists = "auditEntries(first: 1) { totalCount nodes { id account { id } } }";
    let entry = ada.tell(&format!("{{ {lists} }}")).await["auditEntries"]["nodes"][0]["id"].take();

    for (name, viewer) in everybody(&team.public).await {
        let told = found(&viewer, &[&entry], lists).await;

        let is_admin = name == "admin";
        assert_eq!(told["node"].is_object(), is_admin, "{name}");
        assert_eq!(told["nodes"][0].is_object(), is_admin, "{name}");
        assert_eq!(told["lists"]["auditEntries"]["totalCount"].is_i64(), is_admin, "{name}");
    }
}

#[tokio::test]
async fn what_is_not_published_is_there_for_no_role_on_the_side_of_the_readers() {
    let team = Team::meet().await;
    let id = team.approved("A title nobody has read").await;
    let lists = "{ summaries { totalCount nodes { slug } } meeting(by: { slug: \"ash-2020\" }) { summaries { totalCount nodes { slug } } } }";
    let public = team.public.tell(lists).await;

    let summary = json!(id.as_str().unwrap().replace("manuscript_", "summary_"));
    for (name, viewer) in everybody(&team.public).await {
        assert_eq!(viewer.tell(lists).await, public, "{name}");
        let told = viewer.ask("query($id: ID!) { node(id: $id) { id } summary(by: { slug: \"a-title-nobody-has-read\" }) { title } }", json!({ "id": summary })).await;
        assert_eq!(told, json!({ "node": null, "summary": null }), "{name}");
    }
}

#[tokio::test]
async fn what_is_remarked_flagged_sent_and_written_in_is_there_for_those_it_is_for_alone() {
    let team = Team::meet().await;
    let manuscript = team.draft("A title nobody has read").await;
    let comment = remark(&team.ruth, json!({ "id": manuscript, "version": 1, "text": "Which?" })).await;
    let media = team.noor.upload(&files::png(8, 8)).await["id"].take();
    let flag = flagged(&team).await;
    let sent =
        "mutation { feedbackSend(input: { kind: SUGGESTION, text: \"A test.\" }) { feedback { id } } }";
    let feedback = team.public.tell(sent).await["feedbackSend"]["feedback"]["id"].take();
    let (desk, committee) = (["writer", "reviewer", "editor"].as_slice(), ["editor", "admin"].as_slice());

    for (name, viewer) in everybody(&team.public).await {
        for (id, who, lists) in [
            (&comment, desk, "manuscripts { nodes { comments { nodes { id } } } }"),
            (&flag, desk, "flags { nodes { id } }"),
            (&media, desk, ""),
            (&feedback, committee, "feedback { nodes { id } }"),
        ] {
            let told = found(&viewer, &[id], &format!("__typename {lists}")).await;

            let (sees, id) = (who.contains(&name.as_str()), id.as_str().unwrap());
            assert_eq!(
                (told["node"]["id"] == id, told["nodes"][0]["id"] == id),
                (sees, sees),
                "{name}: {id}"
            );
            assert_eq!(told["lists"].to_string().contains(id), sees && !lists.is_empty(), "{name}: {id}");
            assert!(sees || !told.to_string().contains(id), "{name}: {told}");
        }
    }
}

/// A flag on what was built on something that gave concern: its id.
async fn flagged(team: &Team) -> Value {
    let id = team.approved("Concerning").await;
    step(&team.eve, "Release", &id, 1, "").await;
    let issue = "mutation($summary: ID!) { noticeIssue(summary: $summary, input: {
      kind: EXPRESSION_OF_CONCERN, reason: \"A test.\", issuer: \"The desk\"
    }) { problems { code } } }";
    let summary = id.as_str().unwrap().replace("manuscript_", "summary_");
    team.eve.ask(issue, json!({ "summary": summary })).await;
    team.eve.tell("{ flags(first: 1) { nodes { id } } }").await["flags"]["nodes"][0]["id"].take()
}
