#[path = "../tests/http/stand_in.rs"]
mod stand_in;
use congress_highlights::{app::App, database::Database, http};
#[tokio::main]
async fn main() {
    tracing_subscriber::fmt().with_env_filter(std::env::args().nth(2).unwrap_or_default()).init();
    let folder = tempfile::tempdir().unwrap();
    let db = Database::open_file(&folder.path().join("content.sqlite")).await.unwrap();
    db.migrate().await.unwrap();
    let app = App::new(db, folder.path().join("media"));
    let schema = stand_in::schema(Default::default(), Default::default());
    std::fs::write("/tmp/stand_in.graphql", schema.sdl()).unwrap();
    let server = http::Server::new(app, schema, stand_in::furnish, http::HttpConfig::default()).unwrap();
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{}", std::env::args().nth(1).unwrap()))
        .await
        .unwrap();
    http::serve(listener, server, http::stop_on_signal().unwrap()).await.unwrap();
}
