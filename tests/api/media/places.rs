//! Where files lie, and that they travel.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::Method,
    response::Response,
};
use congress_highlights::media::{Store, sweep};
use entity::account::Role;
use tokio::{
    net::TcpListener,
    sync::{Notify, RwLock},
    time::timeout,
};

use super::{
    files, files_below, hash,
    swept::{LATER, tomorrow},
};
use crate::desk::{Desk, MORNING};

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

#[tokio::test]
async fn files_may_lie_at_an_address() {
    let public = Desk::open().await;
    let objects = tempfile::tempdir().unwrap();
    for address in ["memory:///files".to_owned(), format!("file://{}", objects.path().display())] {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("media"), &address.parse().unwrap(), []).unwrap();
        lies_elsewhere(&public.with_media(store), &address).await;
    }
    assert!(Store::at(objects.path().to_owned(), &"gs://bucket".parse().unwrap(), []).is_err());
}

#[tokio::test]
async fn files_may_lie_in_a_store_that_speaks_as_s3_does() {
    let public = Desk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let bucket = Bucket::begin().await;

    lies_elsewhere(&public.with_media(bucket.store(folder.path())), "s3").await;

    assert_eq!(bucket.names(), Vec::<String>::new());
}

#[tokio::test]
async fn a_slow_store_holds_nobody_up_but_who_brings_the_same_bytes() {
    let public = Desk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let bucket = Bucket::begin().await;
    let public = public.with_media(bucket.store(folder.path()));
    let noor = public.signed_in("noor@example.org", &[Role::Writer]).await;
    let slow = bucket.inside.gate.write().await;
    let image = timeout(SOON, noor.upload(&files::png(30, 20))).await.expect("an upload looks what is there");
    public.set_clock(tomorrow());
    let app = public.app.clone();
    let swept = tokio::spawn(async move { sweep(&app).await });
    bucket.inside.deletion.notified().await;

    let writes = timeout(SOON, public.account("mira@example.org", &[Role::Editor]));
    writes.await.expect("who writes waits for the store");
    let same = public.signed_in("noor@example.com", &[Role::Writer]).await;
    let again = tokio::spawn(async move {
        let again = same.upload(&files::png(30, 20)).await;
        (same.get(again["url"].as_str().unwrap(), &[]).await.status, again)
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!again.is_finished(), "it comes in while it goes");
    drop(slow);

    assert_eq!(swept.await.unwrap().unwrap().objects, 1);
    let (status, again) = again.await.unwrap();
    assert_eq!((image["sha256"].as_str(), status.as_u16()), (again["sha256"].as_str(), 200));
}

/// What does not wait is done by then.
const SOON: Duration = Duration::from_secs(2);

/// What is sent is answered, whole, in part and smaller, from elsewhere than the folder; and goes.
async fn lies_elsewhere(public: &Desk, place: &str) {
    public.set_clock(MORNING);
    let noor = public.signed_in(&format!("{}@example.org", &place[..2]), &[Role::Writer]).await;
    let image = noor.upload(&files::jpeg(700, 30)).await;
    let sound = noor.upload(&files::wav(1)).await;
    let (url, sounds) = (image["url"].as_str().unwrap(), sound["url"].as_str().unwrap());
    assert_eq!(files_below(&public.app.media), Vec::<String>::new(), "{place}");

    let whole = noor.get(url, &[]).await;
    let part = noor.get(sounds, &[("range", "bytes=44-47")]).await;
    let small = noor.get(&format!("{url}?width=320"), &[("accept", "image/webp")]).await;

    assert_eq!(
        (whole.status.as_u16(), hash(&whole.bytes).as_str()),
        (200, image["sha256"].as_str().unwrap())
    );
    assert_eq!((part.status.as_u16(), part.bytes), (206, files::wav(1)[44..48].to_vec()), "{place}");
    assert_eq!((small.status.as_u16(), small.header("content-type")), (200, Some("image/webp")), "{place}");
    public.set_clock(LATER);
    let swept = sweep(&public.app).await.unwrap();
    assert_eq!((swept.media, swept.objects), (2, 6), "{place}");
    assert_eq!(noor.get(url, &[]).await.status, 404, "{place}");
}

/// As little of an object store as an upload and a sweep ask for.
struct Bucket {
    address: SocketAddr,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    objects: Mutex<BTreeMap<String, Bytes>>,
    /// Who looks for an object or deletes one waits at it.
    gate: RwLock<()>,
    /// Rung when an object is to be deleted.
    deletion: Notify,
}

impl Bucket {
    async fn begin() -> Self {
        let inside = Arc::<Inside>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&inside));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, inside }
    }

    /// As a place of files.
    fn store(&self, folder: &Path) -> Store {
        let options = [
            ("aws_endpoint", format!("http://{}", self.address)),
            ("aws_access_key_id", "a".to_owned()),
            ("aws_secret_access_key", "b".to_owned()),
            ("aws_region", "eu-central-1".to_owned()),
            ("aws_allow_http", "true".to_owned()),
        ];
        let options = options.map(|(name, value)| (name.to_owned(), value));
        Store::at(folder.join("media"), &"s3://bucket/files".parse().unwrap(), options).unwrap()
    }

    fn names(&self) -> Vec<String> {
        self.inside.objects.lock().unwrap().keys().cloned().collect()
    }
}

const MADE: &str = "2020-11-22T10:00:00.000Z";

async fn answer(State(inside): State<Arc<Inside>>, request: Request) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    if method == Method::HEAD || method == Method::POST {
        inside.deletion.notify_one();
        drop(inside.gate.read().await);
    }
    let range =
        request.headers().get("range").map(|range| range.to_str().unwrap()["bytes=".len()..].to_owned());
    let body = to_bytes(request.into_body(), usize::MAX).await.unwrap();
    let name = uri.path().trim_start_matches("/bucket").trim_start_matches('/').to_owned();
    let mut objects = inside.objects.lock().unwrap();
    let found =
        Response::builder().header("etag", "\"a\"").header("last-modified", "Sun, 22 Nov 2020 10:00:00 GMT");
    match (method, uri.query().unwrap_or_default()) {
        (Method::PUT, _) => {
            objects.insert(name, body);
            found.body(Body::empty()).unwrap()
        }
        (Method::POST, "delete") => {
            let wanted = String::from_utf8(body.to_vec()).unwrap();
            let keys = wanted.split("<Key>").skip(1).filter_map(|rest| rest.split_once("</Key>"));
            let gone = keys.filter(|(key, _)| objects.remove(*key).is_some());
            let gone = gone.map(|(key, _)| format!("<Deleted><Key>{key}</Key></Deleted>"));
            found.body(format!("<DeleteResult>{}</DeleteResult>", gone.collect::<String>()).into()).unwrap()
        }
        (Method::GET, query) if name.is_empty() => {
            let below =
                query.split('&').find_map(|part| part.strip_prefix("prefix=")).unwrap().replace("%2F", "/");
            let named = objects.iter().filter(|(name, _)| name.starts_with(&below)).map(|(name, bytes)| {
                format!("<Contents><Key>{name}</Key><LastModified>{MADE}</LastModified><ETag>a</ETag><Size>{}</Size></Contents>", bytes.len())
            });
            let list = format!("<ListBucketResult>{}</ListBucketResult>", named.collect::<String>());
            found.body(list.into()).unwrap()
        }
        (_, _) => match (objects.get(&name), range) {
            (None, _) => Response::builder().status(404).body(Body::empty()).unwrap(),
            (Some(bytes), None) => found.body(bytes.clone().into()).unwrap(),
            (Some(bytes), Some(range)) => {
                let (from, to) = range.split_once('-').unwrap();
                let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
                let told = format!("bytes {from}-{to}/{}", bytes.len());
                found.status(206).header("content-range", told).body(bytes.slice(from..=to).into()).unwrap()
            }
        },
    }
}
