//! What goes in comes out, and comes out the same.

use crate::desk::{Desk, assert_same_files, content};

#[tokio::test]
async fn the_real_content_goes_from_engine_to_engine_and_back() {
    let first = Desk::on_sqlite().await;
    let report = first.import(&content()).await.unwrap_or_else(|error| panic!("{error}"));
    println!("{report}");
    let from_first = first.export("out").await;

    let again = Desk::on_sqlite().await;
    again.import(&from_first).await.unwrap_or_else(|error| panic!("{error}"));

    assert_same_files(&from_first, &again.export("out").await);
}
