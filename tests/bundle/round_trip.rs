//! What goes in comes out, and comes out the same from either engine.

use std::{fs, path::Path};

use congress_highlights::bundle::{self, ExportOptions};

use crate::desk::{Desk, Folder, assert_same_files, content};

#[tokio::test]
async fn the_real_content_goes_from_engine_to_engine_and_back() {
    goes_round(&content()).await;
}

#[tokio::test]
async fn generated_content_goes_from_engine_to_engine_and_back() {
    let folder = Folder::new();
    let bundle = folder.path("generated");
    bundle::generate(&bundle, 200, 7).unwrap();

    let exported = goes_round(&bundle).await;

    assert_same_files(&bundle, &exported.path("out"));
}

#[tokio::test]
async fn a_seed_gives_the_same_bundle_for_ever() {
    let folder = Folder::new();
    for name in ["a", "b"] {
        bundle::generate(&folder.path(name), 30, 1).unwrap();
    }
    bundle::generate(&folder.path("other"), 30, 2).unwrap();

    assert_same_files(&folder.path("a"), &folder.path("b"));
    let lectures = |name: &str| fs::read(folder.path(name).join("lectures.yaml")).unwrap();
    assert_ne!(lectures("a"), lectures("other"));
}

#[tokio::test]
async fn an_export_does_not_mix_with_what_is_there() {
    let desk = Desk::on_sqlite().await;
    fs::create_dir(desk.folder.path("out")).unwrap();
    fs::write(desk.folder.path("out").join("mine.txt"), "mine").unwrap();

    let refused =
        bundle::export(&desk.app, &desk.folder.path("out"), ExportOptions::default()).await.unwrap_err();

    assert!(
        refused.to_string().ends_with("out: is not empty; a new bundle wants a folder of its own"),
        "{refused}"
    );
}

/// Through SQLite, PostgreSQL where there is one, and SQLite again. Gives the folder that holds
/// the last export as `out`.
async fn goes_round(bundle: &Path) -> Folder {
    let first = Desk::on_sqlite().await;
    first.imported(bundle).await;
    let mut exported = first.export("out").await;

    if let Some(second) = Desk::on_postgres().await {
        second.imported(&exported).await;
        let from_server = second.export("out").await;
        assert_same_files(&exported, &from_server);
        exported = first.folder.path("from-server");
        fs::rename(from_server, &exported).unwrap();
        second.clear().await;
    }

    let third = Desk::on_sqlite().await;
    third.imported(&exported).await;
    assert_same_files(&exported, &third.export("out").await);
    third.folder
}
