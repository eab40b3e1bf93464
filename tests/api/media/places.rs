//! Where files lie, and that they travel.

use congress_highlights::media::Store;
use entity::account::Role;

use super::files;
use crate::desk::Desk;

#[tokio::test]
async fn a_folder_may_be_told_in_a_roundabout_way() {
    let public = Desk::open().await;
    let folder = public.app.media.folder().join("../there/../other");
    let public = public.with_media(Store::of_folder(folder.clone()).unwrap());
    let noor = public.signed_in("noor@example.org", &[Role::Writer]).await;

    let media = noor.upload(&files::png(8, 8)).await;

    let url = media["url"].as_str().unwrap();
    assert!(folder.join(url.strip_prefix("/media/").unwrap()).is_file(), "{url}");
    assert_eq!(noor.get(url, &[]).await.status, 200);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_no_place() {
    let file = tempfile::NamedTempFile::new().unwrap();

    Store::of_folder(file.path().join("media")).unwrap_err();
}
