//! What comes out, or breaks, while a deed waits for others; and who waits for whom.

use entity::account::Role;
use serde_json::json;
use tokio::time::timeout;

use super::{Team, step};
use crate::desk::{MORNING, SOON};

const HOUR: i64 = 3_600_000_000;

const OF_THE_LECTURE: &str =
    "SELECT 1 FROM lecture WHERE id = (SELECT lecture_id FROM summary WHERE slug = 'asciminib') FOR UPDATE";
const OF_THE_LOG: &str = "SELECT 1 FROM audit_head FOR UPDATE";

#[tokio::test]
async fn what_came_out_while_a_deed_waited_stays_out() {
    for (held, deed, more) in [
        (OF_THE_LECTURE, "Withdraw", ""),
        (OF_THE_LECTURE, "Release", "at: \"2021-05-08T12:00:00Z\""),
        (OF_THE_LOG, "Withdraw", ""),
        (OF_THE_LOG, "Release", "at: \"2021-05-08T12:00:00Z\""),
    ] {
        let team = Team::meet().await;
        let id = team.approved("Asciminib").await;
        assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await, "SCHEDULED");
        let Some(other) = team.public.under_way(held).await else { return };

        let ((), told) = tokio::join!(
            async {
                other.is_awaited().await;
                team.public.set_clock(MORNING + HOUR);
                other.ends().await;
            },
            step(&team.eve, deed, &id, 1, more)
        );

        assert_eq!(told, "IS_OUT", "{deed}, {held}");
        let read = team.public.tell("{ summary(by: { slug: \"asciminib\" }) { publishedAt } }").await;
        assert_eq!(read["summary"]["publishedAt"], "2021-05-08T10:00:00Z", "{deed}, {held}");
    }
}

#[tokio::test]
async fn a_deed_with_many_holds_the_log_only_at_its_end() {
    let team = Team::meet().await;
    let mut named = Vec::new();
    for number in 1..=2 {
        named.push(json!({ "id": team.approved_as(number).await, "version": 1 }));
    }
    let second = "SELECT 1 FROM summary WHERE slug = 'summary-2' FOR UPDATE";
    let Some(other) = team.public.under_way(second).await else { return };
    let document = "mutation($named: [ManuscriptVersionInput!]!) {
      manuscriptsRelease(manuscripts: $named) { results { manuscript { stage } problems { code } } }
    }";

    let (released, ()) = tokio::join!(team.eve.ask(document, json!({ "named": named })), async {
        other.is_awaited().await;
        let another = timeout(SOON, team.public.account("mira@example.org", &[Role::Reader]));
        another.await.expect("it waits for the log");
        other.ends().await;
    });

    let published = json!({ "manuscript": { "stage": "PUBLISHED" }, "problems": [] });
    assert_eq!(released["manuscriptsRelease"]["results"], json!([published, published]));
}

#[tokio::test]
async fn nothing_is_promised_by_a_server_that_was_started_anew_before_it_was_on_disk() {
    let team = Team::meet().await;
    let id = team.draft("Asciminib").await;
    let Some(other) = team.public.under_way(OF_THE_LOG).await else { return };
    // Two are under way in one process, so that neither holds the log while it goes to disk.
    let company = team.public.app.db.begin().await.unwrap();
    let document = "mutation($id: ID!) { manuscriptSubmit(id: $id, version: 1) { manuscript { stage } } }";

    let (told, ()) = tokio::join!(team.noor.reply(document, json!({ "id": id })), async {
        other.is_awaited().await;
        other.cut_off_flushers().await;
        other.ends().await;
    });

    assert_eq!(told["errors"][0]["extensions"]["code"], "INTERNAL", "{told}");
    drop(company);
    assert_eq!(step(&team.ruth, "Approve", &id, 1, "").await, "APPROVED");
}
