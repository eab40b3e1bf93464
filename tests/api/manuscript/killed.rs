use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use congress_highlights::audit::verify;
use entity::{
    account::Role,
    audit_entry::{self, Deed},
    event::{self, Kind},
    manuscript::{self, Stage},
    manuscript_step::{self, Step},
    summary::{self, Status},
};
use futures_util::{StreamExt, stream};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::Team;
use crate::desk::Desk;

/// How many are released at the same time, and after how many the program is killed.
const MANUSCRIPTS: usize = 500;
const ACKNOWLEDGED: usize = 150;

/// The program on the database of a desk, and where it listens.
pub(crate) fn serve(desk: &Desk) -> (Child, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_congress-highlights"));
    program.args(["serve", "--listen", "127.0.0.1:0", "--no-playground"]).env("RUST_LOG", "error");
    desk.store(&mut program);
    let mut program = program.stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(program.stderr.take().unwrap()).lines().map(Result::unwrap);
    let endpoint = lines.into_iter().find_map(|line| Some(line.strip_prefix("Endpoint")?.trim().to_owned()));
    (program, endpoint.unwrap())
}

async fn ask(
    client: &reqwest::Client,
    endpoint: &str,
    secret: &str,
    document: &str,
    variables: Value,
) -> Option<Value> {
    let request =
        client.post(endpoint).bearer_auth(secret).json(&json!({ "query": document, "variables": variables }));
    request.send().await.ok()?.json().await.ok()
}

pub(crate) async fn signed_in(client: &reqwest::Client, endpoint: &str, password: &str) -> String {
    let document = "mutation($password: String!) { signIn(email: \"erin@example.org\", password: $password) { secret } }";
    let body = json!({ "query": document, "variables": { "password": password } });
    let reply: Value = client.post(endpoint).json(&body).send().await.unwrap().json().await.unwrap();
    reply["data"]["signIn"]["secret"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_among_many_releases_it_keeps_each_that_was_acknowledged_and_half_of_none() {
    let team = Team::meet().await;
    let password = team.public.account("erin@example.org", &[Role::Editor]).await;
    let ids: Vec<Value> =
        stream::iter(0..MANUSCRIPTS).map(|number| team.approved_as(number)).buffered(8).collect().await;

    let (mut program, endpoint) = serve(&team.public);
    let _chosen_before = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::new();
    let secret = signed_in(&client, &endpoint, &password).await;
    let acknowledged = AtomicUsize::new(0);
    let release = "mutation($id: ID!) { manuscriptRelease(id: $id, version: 1) { manuscript { slug } } }";
    let process = program.id().to_string();
    let (client, endpoint, secret) = (&client, endpoint.as_str(), secret.as_str());
    let (acknowledged, process) = (&acknowledged, process.as_str());
    let told: Vec<String> = stream::iter(&ids)
        .map(|id| async move {
            let reply = ask(client, endpoint, secret, release, json!({ "id": id })).await?;
            if acknowledged.fetch_add(1, Ordering::Relaxed) == ACKNOWLEDGED {
                let killed = Command::new("kill").args(["-KILL", process]).status();
                assert!(killed.unwrap().success());
            }
            Some(reply["data"]["manuscriptRelease"]["manuscript"]["slug"].as_str()?.to_owned())
        })
        .buffer_unordered(64)
        .filter_map(async |slug| slug)
        .collect()
        .await;
    program.wait().unwrap();

    assert!(told.len() > ACKNOWLEDGED && told.len() < MANUSCRIPTS, "{} were acknowledged", told.len());
    let db = team.public.app.db.reader();
    let all = manuscript::Entity::find().find_also_related(summary::Entity).all(db).await.unwrap();
    assert_eq!(all.len(), MANUSCRIPTS);
    for (row, summary) in all {
        let summary = summary.unwrap();
        let is_released = row.stage == Stage::Released;
        assert_eq!(summary.status == Status::Published, is_released, "{}", summary.slug);
        assert!(is_released || !told.contains(&summary.slug), "{} was acknowledged", summary.slug);
        let steps = manuscript_step::Entity::find().filter(manuscript_step::Column::ManuscriptId.eq(row.id));
        let steps = steps.filter(manuscript_step::Column::Step.eq(Step::Release)).count(db).await.unwrap();
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::SubjectId.eq(row.id));
        let entries =
            entries.filter(audit_entry::Column::Deed.eq(Deed::ManuscriptRelease)).count(db).await.unwrap();
        let told = event::Entity::find().filter(event::Column::SummaryId.eq(row.id));
        let told = told.filter(event::Column::Kind.eq(Kind::Release)).all(db).await.unwrap();
        let (once, told_at) = (u64::from(is_released), told.first().and_then(|event| event.shown_at));
        assert_eq!((steps, entries, told.len() as u64), (once, once, once), "{}", summary.slug);
        assert_eq!(told_at, summary.published_at, "{}", summary.slug);
    }
    verify(db, None).await.unwrap();
}
