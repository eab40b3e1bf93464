//! Where a test's database lies: a file of its own, or a database of its own on a server. Both are
//! copies of a template that each run of the tests makes once.

use std::{fs, path::Path, process::Command, sync::Arc, thread};

use congress_highlights::{
    app::App,
    bundle::{self, ImportOptions},
    clock::Ids,
    database::Database,
    media::Store,
};
use sea_orm::{ConnectionTrait, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// What a database holds at first.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holding {
    /// Empty tables.
    Nothing,
    /// The content that comes with the product.
    Content,
    /// Not even tables.
    NoTables,
}

/// A database and a folder, gone with the test.
pub(crate) struct Place {
    folder: TempDir,
    server: Option<Own>,
}

/// A database of one's own on a server.
struct Own {
    server: String,
    name: String,
}

impl Place {
    pub(crate) async fn fresh(holding: Holding) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = server() else {
            if let Some(template) = template_file(holding).await {
                fs::write(folder.path().join(FILE), template).unwrap();
            }
            return Self { folder, server: None };
        };
        let template = template_database(&server, holding).await;
        let name = format!("{}_{}", prefix(std::process::id()), folder_name(&folder));
        run(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { folder, server: Some(Own { server, name }) }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) async fn open(&self) -> Database {
        match &self.server {
            None => Database::open_file(&self.folder().join(FILE)).await.unwrap(),
            Some(own) => Database::open_server(&address(&own.server, &own.name)).await.unwrap(),
        }
    }

    /// Tells a program where it lies.
    pub(crate) fn store(&self, program: &mut Command) {
        program.arg("--data").arg(self.folder());
        if let Some(own) = &self.server {
            program.arg("--database-url").arg(address(&own.server, &own.name));
        }
    }

    /// Breaks all connections to the database, if it lies on a server.
    pub(crate) async fn cut_off(&self) {
        if let Some(own) = &self.server {
            let cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname";
            run(&own.server, &format!("{cut} = '{}'", own.name)).await;
        }
    }

    /// The tables there are, by name.
    pub(crate) async fn tables(&self, db: &Database) -> Vec<String> {
        let names = match &self.server {
            None => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
            Some(_) => {
                "SELECT table_name COLLATE \"C\" FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
            }
        };
        let names = Statement::from_string(db.reader().get_database_backend(), names);
        let rows = db.reader().query_all_raw(names).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(Own { server, name }) = self.server.take() else { return };
        let gone = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&server, &format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        let _told_by_the_thread = gone.join();
    }
}

const FILE: &str = "highlights.db";

static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();
static FULL: OnceCell<Vec<u8>> = OnceCell::const_new();

async fn template_file(holding: Holding) -> Option<&'static [u8]> {
    let template = match holding {
        Holding::NoTables => return None,
        Holding::Nothing => &EMPTY,
        Holding::Content => &FULL,
    };
    Some(template.get_or_init(|| made_file(holding)).await)
}

async fn made_file(holding: Holding) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (file, copy) = (folder.path().join(FILE), folder.path().join("copy.sqlite"));
    fill(Database::open_file(&file).await.unwrap(), folder.path(), holding).await;
    run(&format!("sqlite:{}", file.display()), &format!("VACUUM INTO '{}'", copy.display())).await;
    fs::read(copy).unwrap()
}

static EMPTY_DATABASE: OnceCell<String> = OnceCell::const_new();
static FULL_DATABASE: OnceCell<String> = OnceCell::const_new();

async fn template_database(server: &str, holding: Holding) -> &'static str {
    let template = match holding {
        Holding::NoTables => return "template0",
        Holding::Nothing => &EMPTY_DATABASE,
        Holding::Content => &FULL_DATABASE,
    };
    template.get_or_init(|| made_database(server, holding)).await
}

async fn made_database(server: &str, holding: Holding) -> String {
    sweep(server).await;
    let name = format!("{}_{holding:?}", prefix(std::process::id())).to_lowercase();
    run(server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
    let folder = tempfile::tempdir().unwrap();
    let db = Database::open_server(&address(server, &name)).await.unwrap();
    let pool = db.clone();
    fill(db, folder.path(), holding).await;
    pool.close().await.unwrap();
    name
}

/// Takes away what runs that have ended left behind: nothing runs after the last test.
async fn sweep(server: &str) {
    let db = sea_orm::Database::connect(server).await.unwrap();
    let all = "SELECT datname FROM pg_database WHERE datname LIKE 'api\\_test\\_%'";
    let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), all)).await.unwrap();
    for row in found {
        let name: String = row.try_get_by_index(0).unwrap();
        let process = name.split('_').nth(2).unwrap();
        if !Path::new("/proc").join(process).exists() {
            db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
        }
    }
    db.close().await.unwrap();
}

async fn fill(db: Database, folder: &Path, holding: Holding) {
    db.migrate().await.unwrap();
    if matches!(holding, Holding::Content) {
        let app = App {
            ids: Arc::new(Ids::counted()),
            ..App::new(db, Store::of_folder(folder.join("media")).unwrap())
        };
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let done = bundle::import(&app, &content, ImportOptions::default()).await;
        done.unwrap_or_else(|error| panic!("{error}"));
    }
}

/// The server to test on, if one is named.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where a server is")]
fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok()
}

fn prefix(process: u32) -> String {
    format!("api_test_{process}")
}

fn folder_name(folder: &TempDir) -> String {
    let name = folder.path().file_name().unwrap().to_string_lossy();
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn address(server: &str, name: &str) -> String {
    let (host, _) = server.rsplit_once('/').unwrap();
    format!("{host}/{name}")
}

async fn run(address: &str, sql: &str) {
    let db = sea_orm::Database::connect(address).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}
