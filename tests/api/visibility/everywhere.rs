//! Every place where a highlight could show.

use serde_json::{Value, json};

use super::stage::{CURTAIN, hidden, visible};
use crate::desk::{Desk, MORNING};

const EVERYWHERE: &str = r#"
fragment S on SummaryConnection { totalCount pageInfo { hasNextPage hasPreviousPage } edges { cursor } nodes { ...summary } }
fragment E on PodcastEpisodeConnection { totalCount edges { cursor } nodes { ...episode } }
fragment N on NewsletterConnection { totalCount edges { cursor } nodes { id slug code preheader } }
fragment K on KeySlideConnection { totalCount edges { cursor } nodes { id slug caption summary { id } } }
fragment summary on Summary { id slug title slides { slug } takeHomeMessages { text } podcastEpisodes { slug } newsletters { ...N } }
fragment episode on PodcastEpisode { id slug title newsletters { ...N } }
fragment message on TakeHomeMessage { text summary { slug } }
{
  summaries { ...S }
  oldest: summaries(last: 1) { ...S }
  first: summaries(first: 1) { ...S }
  veiledAlone: summaries(where: { slug: { eq: "veiled" } }) { ...S }
  unseen: summaries(where: { not: { slug: { eq: "seen" } } }) { ...S }
  late: summaries(where: { publishedAt: { gte: "2021-05-02T00:00:00Z" } }) { ...S }
  ofTopic: summaries(where: { topic: { slug: { eq: "blood" } } }) { ...S }
  ofWriter: summaries(where: { writer: { slug: { eq: "noor" } } }) { ...S }
  podcastEpisodes { ...E }
  unheard: podcastEpisodes(where: { not: { slug: { eq: "heard" } } }) { ...E }
  newsletters { ...N nodes { items { position teaser highlight { __typename id } } } }
  keySlides { ...K }
  slidesOfVeiled: keySlides(where: { summary: { slug: { eq: "veiled" } } }) { ...K }
  slidesOfOthers: keySlides(where: { not: { summary: { slug: { eq: "seen" } } } }) { ...K }
  slidesOfLecture: keySlides(where: { lecture: { slug: { eq: "l" } } }) { ...K }
  publicationCounts { topic { slug } month published }
  meeting(by: { slug: "m" }) { summaries { ...S } podcastEpisodes { ...E } newsletters { ...N } writers { slug } }
  lecture(by: { slug: "l" }) {
    summaries { ...S }
    slides { ...K }
    podcastEpisodes { ...E }
    outcomes { takeHomeMessages { ...message } }
  }
  topic(by: { slug: "blood" }) { summaries { ...S } podcastEpisodes { ...E } }
  writer(by: { slug: "noor" }) { summaries { ...S } }
  person(by: { slug: "ada" }) {
    podcastEpisodes { ...E }
    contributions { totalCount edges { cursor } nodes { id role subject { __typename id } sources { slug } } }
  }
  podcastSeries(by: { slug: "talks" }) { episodes { ...E } }
  reference(by: { slug: "article" }) { summaries { ...S } }
  trial(by: { slug: "t" }) { outcomes { takeHomeMessages { ...message } } timeline { outcomes { takeHomeMessages { ...message } } } }
  outcome(by: { slug: "o" }) { takeHomeMessages { ...message } }
  outcomes { nodes { takeHomeMessages { ...message } } }
}
"#;

/// The names of what is hidden; none of them may be read anywhere.
const NAMES: [&str; 5] = ["veiled", "slide-of-veiled", "whispered", "unsent", "secret"];

fn names_in(data: &Value) -> Vec<&'static str> {
    let text = data.to_string();
    NAMES.into_iter().filter(|name| text.contains(name)).collect()
}

#[tokio::test]
async fn drafts_leave_no_trace_at_any_time() {
    let bare = Desk::with(visible()).await;
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(true)).await;

    for clock in [MORNING, CURTAIN, CURTAIN * 2] {
        bare.set_clock(clock);
        desk.set_clock(clock);
        assert_eq!(desk.tell(EVERYWHERE).await, bare.tell(EVERYWHERE).await);
    }
}

#[tokio::test]
async fn what_is_scheduled_leaves_no_trace_until_its_microsecond() {
    let bare = Desk::with(visible()).await;
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(false)).await;
    let nothing = bare.tell(EVERYWHERE).await;

    for clock in [MORNING, CURTAIN - 1] {
        desk.set_clock(clock);
        assert_eq!(desk.tell(EVERYWHERE).await, nothing);
    }
    desk.set_clock(CURTAIN);
    let data = desk.tell(EVERYWHERE).await;

    assert_eq!(names_in(&data), NAMES);
    assert_ne!(data, nothing);
    desk.set_clock(CURTAIN - 1);
    assert_eq!(desk.tell(EVERYWHERE).await, nothing);
}

#[tokio::test]
async fn at_its_microsecond_it_shows_in_every_place() {
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(false)).await;
    let before = desk.tell(EVERYWHERE).await;

    desk.set_clock(CURTAIN);
    let after = desk.tell(EVERYWHERE).await;

    for (place, shown) in after.as_object().unwrap() {
        assert_ne!(*shown, before[place], "{place}");
    }
    assert_eq!(after["summaries"]["totalCount"], 2);
    assert_eq!(after["publicationCounts"], json!([{ "topic": { "slug": "blood" }, "month": "2021-05", "published": 2 }]));
    assert_eq!(after["person"]["contributions"]["totalCount"], 2);
    assert_eq!(after["newsletters"]["nodes"][1]["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn every_answer_is_given_at_one_moment() {
    let desk = Desk::with(visible()).await;
    desk.bring(hidden(false)).await;
    desk.set_clock(CURTAIN);

    let data = desk
        .tell("{ summaries { totalCount nodes { slug } } again: summaries { totalCount nodes { slug } } }")
        .await;

    assert_eq!(data["summaries"], data["again"]);
    assert_eq!(data["summaries"]["totalCount"], 2);
}
