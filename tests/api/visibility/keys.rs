//! Whoever knows the name or the id of something hidden learns no more than whoever guesses.

use congress_highlights::graphql::NodeId;
use entity::{Slugged, subject::Subject};
use sea_orm::{ColumnTrait, ModelTrait, QueryFilter, Value as Stored};
use serde_json::{Value, json};

use super::stage::{CURTAIN, hidden, visible};
use crate::desk::Desk;

/// The id of a row that readers do not see, from the table itself.
async fn id_of<E: Slugged>(_: E, subject: Subject, desk: &Desk, slug: &str) -> Value {
    let row = E::find().filter(E::SLUG.eq(slug)).one(desk.app.db.reader()).await.unwrap().unwrap();
    let Stored::Uuid(Some(id)) = row.get(E::ID) else { panic!("{slug} has no id") };
    json!(NodeId { subject, id }.encode())
}

/// What is hidden on the stage: the field that finds it, its slug, its id.
async fn hidden_things(desk: &Desk) -> [(&'static str, &'static str, Value); 4] {
    use entity::{key_slide, newsletter, podcast_episode, summary};

    [
        ("summary", "veiled", id_of(summary::Entity, Subject::Summary, desk, "veiled").await),
        ("keySlide", "slide-of-veiled", id_of(key_slide::Entity, Subject::KeySlide, desk, "slide-of-veiled").await),
        ("podcastEpisode", "whispered", id_of(podcast_episode::Entity, Subject::PodcastEpisode, desk, "whispered").await),
        ("newsletter", "unsent", id_of(newsletter::Entity, Subject::Newsletter, desk, "unsent").await),
    ]
}

/// Asks for a thing in every way; what each found.
async fn all_keys(desk: &Desk, noun: &str, slug: &str, id: &Value) -> Vec<Value> {
    let document = format!(
        "query($slug: String!, $id: ID!) {{
          slug: {noun}(by: {{ slug: $slug }}) {{ id }}
          id: {noun}(by: {{ id: $id }}) {{ id }}
          node(id: $id) {{ id }}
          nodes(ids: [$id]) {{ id }}
        }}"
    );
    let data = desk.ask(&document, json!({ "slug": slug, "id": id })).await;
    vec![data["slug"].clone(), data["id"].clone(), data["node"].clone(), data["nodes"][0].clone()]
}

#[tokio::test]
async fn a_draft_is_not_found_by_any_key() {
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(true)).await;

    for (noun, slug, id) in hidden_things(&desk).await {
        for clock in [CURTAIN, CURTAIN * 2] {
            desk.set_clock(clock);
            assert_eq!(all_keys(&desk, noun, slug, &id).await, vec![Value::Null; 4], "{noun}");
        }
    }
}

#[tokio::test]
async fn what_is_scheduled_is_found_by_every_key_from_its_microsecond_on() {
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(false)).await;

    for (noun, slug, id) in hidden_things(&desk).await {
        desk.set_clock(CURTAIN - 1);
        assert_eq!(all_keys(&desk, noun, slug, &id).await, vec![Value::Null; 4], "{noun}");
        desk.set_clock(CURTAIN);
        assert_eq!(all_keys(&desk, noun, slug, &id).await, vec![json!({ "id": id }); 4], "{noun}");
    }
}

#[tokio::test]
async fn the_part_somebody_plays_in_a_hidden_episode_is_hidden_too() {
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(false)).await;
    desk.set_clock(CURTAIN);
    let parts = "{ person(by: { slug: \"ada\" }) { contributions { nodes { id subject { ... on PodcastEpisode { slug } } } } } }";
    let data = desk.tell(parts).await;
    let parts = data["person"]["contributions"]["nodes"].as_array().unwrap();
    let part = parts.iter().find(|part| part["subject"]["slug"] == "whispered").unwrap();

    let node = "query($id: ID!) { node(id: $id) { id } }";
    assert_eq!(desk.ask(node, json!({ "id": part["id"] })).await, json!({ "node": { "id": part["id"] } }));
    desk.set_clock(CURTAIN - 1);

    assert_eq!(desk.ask(node, json!({ "id": part["id"] })).await, json!({ "node": null }));
}

#[tokio::test]
async fn a_cursor_of_something_hidden_is_only_a_place() {
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(false)).await;
    desk.set_clock(CURTAIN);
    let data = desk.tell("{ summaries(first: 1) { edges { cursor node { slug } } } }").await;
    let edge = &data["summaries"]["edges"][0];
    assert_eq!(edge["node"]["slug"], "veiled");

    desk.set_clock(CURTAIN - 1);
    let around = "query($cursor: String!) {
      before: summaries(before: $cursor) { totalCount nodes { slug } }
      after: summaries(after: $cursor) { totalCount nodes { slug } }
    }";
    let data = desk.ask(around, json!({ "cursor": edge["cursor"] })).await;

    assert_eq!(data["before"], json!({ "totalCount": 1, "nodes": [] }));
    assert_eq!(data["after"], json!({ "totalCount": 1, "nodes": [{ "slug": "seen" }] }));
}
