//! A service of one's own: a fresh database, a clock that stands, ids that are counted.

mod cast;
mod engine;
mod listening;
mod under_way;

use std::{
    process::Command,
    sync::{Arc, atomic::AtomicU64},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header, response::Parts},
};
use congress_highlights::{
    account::{self, NewAccount},
    app::App,
    bundle::{self, ImportOptions},
    clock::{Clock, Ids},
    http::{Furnish, HttpConfig, Server, router},
    issuer::Issuer,
    media::Store,
    policy::Policy,
    schema, statements,
};
use entity::{account::Role, value::Instant};
use sea_orm::Iterable;
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) use cast::{Cast, slide};
pub(crate) use engine::{Holding, Place};
pub(crate) use listening::{Events, Listening, Socket};
pub(crate) use under_way::SOON;

use crate::media::Reply;

/// One morning in May 2021, in microseconds: 2021-05-08T09:00:00Z.
pub(crate) const MORNING: i64 = 1_620_464_400_000_000;

/// Ids of what a test adds begin here, above those of the content.
const FIRST_ID: u64 = 1_000_000;

/// A service to ask.
pub(crate) struct Desk {
    pub(crate) app: App,
    router: Router,
    place: Arc<Place>,
    secret: Option<String>,
}

impl Desk {
    /// With empty tables.
    pub(crate) async fn open() -> Self {
        Self::at(Place::fresh(Holding::Nothing).await).await
    }

    /// With the content that comes with the product.
    pub(crate) async fn with_content() -> Self {
        Self::at(Place::fresh(Holding::Content).await).await
    }

    /// With a cast of its own.
    pub(crate) async fn with(cast: Cast) -> Self {
        let desk = Self::open().await;
        desk.bring(cast).await;
        desk
    }

    async fn at(place: Place) -> Self {
        let app = App {
            clock: Arc::new(Clock::fixed(Instant(MORNING))),
            ids: Arc::new(Ids::Counted(AtomicU64::new(FIRST_ID))),
            ..App::new(place.open().await, Store::of_folder(place.folder().join("media")).unwrap())
        };
        Self { router: served(&app), app, place: Arc::new(place), secret: None }
    }

    /// The same service, where people may sign in at an issuer.
    pub(crate) fn with_issuer(&self, issuer: Issuer) -> Self {
        let app = App { issuer: Some(Arc::new(issuer)), ..self.app.clone() };
        Self { router: served(&app), app, ..self.seen_by(self.secret.clone()) }
    }

    /// The same service, whose files lie elsewhere.
    pub(crate) fn with_media(&self, media: Store) -> Self {
        let app = App { media, ..self.app.clone() };
        Self { router: served(&app), app, ..self.seen_by(self.secret.clone()) }
    }

    /// The same service at this very hour.
    pub(crate) fn by_the_machines_clock(&self) -> Self {
        let app = App { clock: Arc::new(Clock::System), ..self.app.clone() };
        Self { router: served(&app), app, ..self.seen_by(self.secret.clone()) }
    }

    /// Goes to an address, as a browser would.
    pub(crate) async fn visit(&self, address: &str, headers: &[(&str, &str)]) -> (Parts, String) {
        let mut request = Request::get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.sent(request.body(Body::empty()).unwrap()).await
    }

    async fn sent(&self, request: Request<Body>) -> (Parts, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        (parts, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// The same service, but that every row is read whole.
    pub(crate) fn reading_whole_rows(&self) -> Self {
        let furnish: Furnish = |request, app, viewer, _| schema::furnish(request, app, viewer, None);
        Self { router: served_with(&self.app, furnish), ..self.seen_by(self.secret.clone()) }
    }

    /// The same service, asked by whoever holds a secret.
    pub(crate) fn seen_by(&self, secret: impl Into<Option<String>>) -> Self {
        let (app, router, place) = (self.app.clone(), self.router.clone(), Arc::clone(&self.place));
        Self { app, router, place, secret: secret.into() }
    }

    /// Adds an account and tells its password.
    pub(crate) async fn account(&self, email: &str, roles: &[Role]) -> String {
        let (email, name) = (email.to_owned(), email.to_owned());
        let new = NewAccount { email, name, roles: roles.to_vec(), writer: None, by: None };
        account::add(&self.app, new).await.unwrap().password
    }

    /// Adds an account and signs in with it.
    pub(crate) async fn signed_in(&self, email: &str, roles: &[Role]) -> Self {
        let password = self.account(email, roles).await;
        self.signed_in_with(email, &password).await
    }

    /// Signs in with an account that is there.
    pub(crate) async fn signed_in_with(&self, email: &str, password: &str) -> Self {
        let sign_in = "mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { secret } }";
        let done = self.ask(sign_in, json!({ "email": email, "password": password })).await;
        self.seen_by(done["signIn"]["secret"].as_str().unwrap().to_owned())
    }

    /// What it shows to be known, if anything.
    pub(crate) fn secret(&self) -> Option<&str> {
        self.secret.as_deref()
    }

    /// The same service on a port.
    pub(crate) async fn on_a_port(&self) -> Listening {
        Listening::begin(self.app.clone()).await
    }

    /// Another process on the same database: nothing is shared but what is in it and the hour.
    pub(crate) async fn elsewhere(&self) -> App {
        let (clock, ids) = (Arc::clone(&self.app.clock), Arc::clone(&self.app.ids));
        App {
            clock,
            ids,
            ..App::new(
                self.place.open().await,
                Store::of_folder(self.app.media.folder().to_path_buf()).unwrap(),
            )
        }
    }

    /// Adds an account with every role and signs in with it.
    pub(crate) async fn with_every_role(&self) -> Self {
        self.signed_in("all@example.org", &Role::iter().collect::<Vec<_>>()).await
    }

    /// Tells a program where the database is.
    pub(crate) fn store(&self, program: &mut Command) {
        self.place.store(program);
    }

    /// Breaks the connections to a server; a file has none that could break.
    pub(crate) async fn cut_off(&self) {
        self.place.cut_off().await;
    }

    /// Adds a cast to what is there.
    pub(crate) async fn bring(&self, cast: Cast) {
        let bundle = tempfile::tempdir_in(self.place.folder()).unwrap();
        cast.write(bundle.path());
        self.import(bundle.path()).await;
    }

    /// Imports a bundle.
    pub(crate) async fn import(&self, bundle: &std::path::Path) {
        let done = bundle::import(&self.app, bundle, ImportOptions::default()).await;
        done.unwrap_or_else(|error| panic!("{error}"));
    }

    /// Asks; whatever is answered, errors included.
    pub(crate) async fn reply(&self, document: &str, variables: Value) -> Value {
        self.answer(document, variables, &[]).await.1
    }

    /// Asks with more headers; the headers of the answer, and the answer.
    pub(crate) async fn answer(
        &self,
        document: &str,
        variables: Value,
        headers: &[(&str, &str)],
    ) -> (HeaderMap, Value) {
        let (parts, text) = self.response(document, variables, headers).await;
        (parts.headers, serde_json::from_str(&text).unwrap())
    }

    /// The same as it was written.
    pub(crate) async fn response(
        &self,
        document: &str,
        variables: Value,
        headers: &[(&str, &str)],
    ) -> (Parts, String) {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json");
        if let Some(secret) = &self.secret {
            request = request.header(header::AUTHORIZATION, format!("Bearer {secret}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.sent(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a request as it is, with the secret.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Reply {
        if let Some(secret) = &self.secret {
            let shown = format!("Bearer {secret}").parse().unwrap();
            request.headers_mut().entry(header::AUTHORIZATION).or_insert(shown);
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }

    /// Asks; the data of an answer without errors.
    pub(crate) async fn ask(&self, document: &str, variables: Value) -> Value {
        let mut reply = self.reply(document, variables).await;
        assert_eq!(reply.get("errors"), None, "{document}");
        reply["data"].take()
    }

    /// Asks without variables.
    pub(crate) async fn tell(&self, document: &str) -> Value {
        self.ask(document, json!({})).await
    }

    /// Asks what is refused: the code and the sentence of the only error.
    pub(crate) async fn refusal(&self, document: &str, variables: Value) -> (String, String) {
        let reply = self.reply(document, variables).await;
        let errors = reply["errors"].as_array().unwrap_or_else(|| panic!("nothing is refused: {reply}"));
        assert_eq!(errors.len(), 1, "{reply}");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&errors[0]["extensions"]["code"]), text(&errors[0]["message"]))
    }

    /// Asks, and counts the statements it took.
    pub(crate) async fn cost_of(&self, document: &str, variables: Value) -> (Value, u64) {
        statements::counted(self.ask(document, variables)).await
    }

    /// The tables there are, by name.
    pub(crate) async fn tables(&self) -> Vec<String> {
        self.place.tables(&self.app.db).await
    }

    /// Moves the clock.
    pub(crate) fn set_clock(&self, microseconds: i64) {
        self.app.clock.set(Instant(microseconds));
    }
}

fn served(app: &App) -> Router {
    served_with(app, schema::furnish)
}

fn served_with(app: &App, furnish: Furnish) -> Router {
    let (schema, config) = (schema::build().finish(), HttpConfig::default());
    router(Server::new(app.clone(), schema, furnish, config, Policy::over).unwrap())
}
