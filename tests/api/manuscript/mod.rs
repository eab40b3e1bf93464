//! From the first draft to the readers.

pub(crate) mod autosave;
mod bulk;
mod changes;
mod declared;
mod discard;
pub(crate) mod killed;
mod release;
mod review;
mod save;
mod waiting;

use entity::account::Role;
use serde_json::{Value, json};

use crate::desk::Desk;

/// A desk with a writer, another writer, a reviewer and an editor, and a lecture to write on.
pub(crate) struct Team {
    pub(crate) public: Desk,
    pub(crate) noor: Desk,
    pub(crate) sam: Desk,
    pub(crate) ruth: Desk,
    pub(crate) eve: Desk,
    pub(crate) lecture: Value,
    pub(crate) writer: Value,
    pub(crate) topic: Value,
    pub(crate) presenters: Vec<Value>,
}

pub(crate) const DRAFT: &str = "mutation($lecture: ID!, $input: ManuscriptInput!) {
  manuscriptDraft(lecture: $lecture, input: $input) {
    manuscript { id slug stage version { number hash title } } problems { code message path }
  }
}";

pub(crate) const SAVE: &str = "mutation($id: ID!, $version: Int!, $input: ManuscriptInput!) {
  manuscriptSave(id: $id, expectedVersion: $version, input: $input) {
    manuscript { stage version { number title savedBy { name } } }
    theirs { number title bodyMarkdown savedBy { name } } problems { code path }
  }
}";

impl Team {
    pub(crate) async fn meet() -> Self {
        Self::at(Desk::with_content().await).await
    }

    /// At a desk that holds the content.
    pub(crate) async fn at(public: Desk) -> Self {
        let found = public
            .tell("{ lecture(by: { meeting: \"ash-2020\", abstractNumber: \"LBA-4\" }) { id presenters { id } } writers(first: 1) { nodes { id } } topics(first: 1) { nodes { id } } }")
            .await;
        Self {
            noor: public.signed_in("noor@example.org", &[Role::Writer]).await,
            sam: public.signed_in("sam@example.org", &[Role::Writer, Role::Reviewer]).await,
            ruth: public.signed_in("ruth@example.org", &[Role::Reviewer]).await,
            eve: public.signed_in("eve@example.org", &[Role::Editor]).await,
            public,
            lecture: found["lecture"]["id"].clone(),
            writer: found["writers"]["nodes"][0]["id"].clone(),
            topic: found["topics"]["nodes"][0]["id"].clone(),
            presenters: found["lecture"]["presenters"]
                .as_array()
                .unwrap()
                .iter()
                .map(|person| person["id"].clone())
                .collect(),
        }
    }

    /// All that readers need.
    pub(crate) fn input(&self, title: &str) -> Value {
        let disclosures: Vec<Value> =
            self.presenters.iter().map(|person| json!({ "person": person, "state": "NOT_ASKED" })).collect();
        json!({
            "rights": { "basis": "FACTS_IN_OWN_WORDS" }, "funding": [{ "kind": "NONE" }], "disclosures": disclosures,
            "title": title, "leadMessage": "Remember asciminib.", "body": "## Background\n\nA **new** drug.",
            "takeHomeMessages": [{ "text": "It is new." }], "writers": [self.writer], "topics": [self.topic],
        })
    }

    /// A result of the lecture.
    pub(crate) async fn result(&self) -> Value {
        let outcomes = "query($id: ID!) { lecture(by: { id: $id }) { outcomes { id } } }";
        self.public.ask(outcomes, json!({ "id": self.lecture })).await["lecture"]["outcomes"][0]["id"].take()
    }

    /// Something that can be cited.
    pub(crate) async fn reference(&self) -> Value {
        let first = "{ references(first: 1) { nodes { id } } }";
        self.public.tell(first).await["references"]["nodes"][0]["id"].take()
    }

    /// Noor drafts it: its id.
    pub(crate) async fn draft(&self, title: &str) -> Value {
        let variables = json!({ "lecture": self.lecture, "input": self.input(title) });
        let mut done = self.noor.ask(DRAFT, variables).await;
        assert_eq!(done["manuscriptDraft"]["problems"], json!([]));
        done["manuscriptDraft"]["manuscript"]["id"].take()
    }

    /// One of many that are approved.
    async fn approved_as(&self, number: usize) -> Value {
        self.approved(&format!("Summary {number}")).await
    }

    /// It is drafted, submitted by Noor and approved by Ruth.
    pub(crate) async fn approved(&self, title: &str) -> Value {
        let id = self.draft(title).await;
        assert_eq!(step(&self.noor, "Submit", &id, 1, "").await, "IN_REVIEW");
        assert_eq!(step(&self.ruth, "Approve", &id, 1, "").await, "APPROVED");
        id
    }
}

/// Takes a step with a version: the stage it leads to, or the code of what is the matter.
pub(crate) async fn step(desk: &Desk, step: &str, id: &Value, version: i32, more: &str) -> Value {
    let document = format!(
        "mutation($id: ID!, $version: Int!) {{
          step: manuscript{step}(id: $id, version: $version {more}) {{ manuscript {{ stage }} problems {{ code }} }}
        }}"
    );
    let mut done = desk.ask(&document, json!({ "id": id, "version": version })).await["step"].take();
    if done["manuscript"].is_null() {
        done["problems"][0]["code"].take()
    } else {
        done["manuscript"]["stage"].take()
    }
}
