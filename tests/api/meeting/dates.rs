//! A date is as long as its source made it.

use serde_json::json;

use crate::desk::{Cast, Desk};

#[tokio::test]
async fn partial_dates_are_never_completed() {
    let dates = ["2009", "2009-09", "2009-09-11", "2009-09-11/2009-09-13", "2011?", "2011-03~"];
    let cast = dates.iter().enumerate().fold(Cast::default(), |cast, (number, date)| {
        cast.meeting_on(&format!("m{number}"), date)
    });
    let desk = Desk::with(cast.meeting("m9", json!({}))).await;

    let data = desk
        .tell("{ meetings(orderBy: [{ field: SLUG }]) { nodes { startsOn endsOn scheduleSteps { startsOn endsOn } } } }")
        .await;

    for (number, meeting) in data["meetings"]["nodes"].as_array().unwrap().iter().enumerate() {
        let known = json!({ "startsOn": dates.get(number), "endsOn": null });
        assert_eq!(meeting["startsOn"], known["startsOn"]);
        assert_eq!(meeting["scheduleSteps"], json!([known]));
    }
}

#[tokio::test]
async fn meetings_of_the_content_keep_their_partial_dates() {
    let desk = Desk::with_content().await;

    let data = desk.tell("{ meetings(first: 100) { nodes { slug startsOn } } }").await;

    let nodes = data["meetings"]["nodes"].as_array().unwrap();
    let on = |slug: &str| &nodes.iter().find(|node| node["slug"] == slug).unwrap()["startsOn"];
    assert_eq!(on("esh-icmlf-2011"), "2011");
    assert_eq!(on("esh-icmlf-2010"), "2010-09");
    assert_eq!(on("esh-icmlf-2009"), "2009-09-11");
    assert_eq!(on("esh-cml-rapallo"), &serde_json::Value::Null);
}
