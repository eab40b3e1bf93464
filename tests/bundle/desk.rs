//! A place to work at: an empty database of either engine and a folder, gone afterwards.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use congress_highlights::{
    app::App,
    bundle::{self, ExportOptions, ImportError, ImportOptions, Report},
    database::Database,
    media::Store,
};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

/// A folder that is removed with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("bundle-test-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

/// An empty database.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) folder: Folder,
    server: Option<(String, String)>,
}

/// Engines to test on: SQLite, and PostgreSQL where a server is named.
pub(crate) async fn desks() -> Vec<Desk> {
    let mut desks = vec![Desk::on_sqlite().await];
    desks.extend(Desk::on_postgres().await);
    desks
}

impl Desk {
    pub(crate) async fn on_sqlite() -> Self {
        let folder = Folder::new();
        let db = Database::open_file(&folder.path("content.sqlite")).await.unwrap();
        db.migrate().await.unwrap();
        Self { app: App::new(db, Store::of_folder(folder.path("media")).unwrap()), folder, server: None }
    }

    /// None if `TEST_DATABASE_URL` names no server.
    pub(crate) async fn on_postgres() -> Option<Self> {
        #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where a server is")]
        let server = std::env::var("TEST_DATABASE_URL").ok().filter(|server| !server.is_empty())?;
        let folder = Folder::new();
        let name = folder.0.file_name()?.to_str()?.replace('-', "_");
        run(&server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        let (address, _) = server.rsplit_once('/')?;
        let db = Database::open_server(&format!("{address}/{name}")).await.unwrap();
        db.migrate().await.unwrap();
        Some(Self {
            app: App::new(db, Store::of_folder(folder.path("media")).unwrap()),
            folder,
            server: Some((server, name)),
        })
    }

    pub(crate) async fn import(&self, bundle: &Path) -> Result<Report, ImportError> {
        bundle::import(&self.app, bundle, ImportOptions::default()).await
    }

    /// Imports a bundle that has to be right.
    pub(crate) async fn imported(&self, bundle: &Path) -> Report {
        self.import(bundle).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The real content, imported, as a copy that can be edited.
    pub(crate) async fn editable_content(&self) -> PathBuf {
        let bundle = self.folder.path("bundle");
        copy(&content(), &bundle);
        self.imported(&bundle).await;
        bundle
    }

    /// Exports into a new folder beside the database.
    pub(crate) async fn export(&self, name: &str) -> PathBuf {
        let path = self.folder.path(name);
        bundle::export(&self.app, &path, ExportOptions::default()).await.unwrap();
        path
    }

    /// The only value of a question.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        let db = self.app.db.reader();
        let row =
            db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// Two columns of every row: a text and an id.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<(String, Uuid)> {
        let db = self.app.db.reader();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap())).collect()
    }

    /// Changes the database behind everybody's back.
    pub(crate) async fn run(&self, sql: &str) {
        let tx = self.app.db.begin().await.unwrap();
        tx.execute_unprepared(sql).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) fn is_on_a_server(&self) -> bool {
        self.server.is_some()
    }

    /// Every row of every table that has an id, by its id; a row that was written anew has another.
    pub(crate) async fn state(&self) -> Vec<(String, Uuid)> {
        let mut state = Vec::new();
        for table in TABLES {
            state.extend(self.rows(&format!("SELECT '{table}', id FROM {table} ORDER BY id")).await);
        }
        state
    }

    /// Closes the database and removes what is left of it.
    pub(crate) async fn clear(self) {
        if let Some((server, name)) = &self.server {
            run(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn run(server: &str, sql: &str) {
    let db = sea_orm::Database::connect(server).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

const TABLES: [&str; 12] = [
    "arm",
    "arm_result",
    "citation",
    "contribution",
    "involvement",
    "key_slide",
    "lecture",
    "media",
    "metric",
    "newsletter_item",
    "schedule_step",
    "statement",
];

/// Copies a folder and what is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for name in files(from) {
        let target = to.join(&name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(name), target).unwrap();
    }
}

/// The bundle that a first start loads.
pub(crate) fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// Fails with the first file that differs.
pub(crate) fn assert_same_files(a: &Path, b: &Path) {
    let (names_a, names_b) = (files(a), files(b));
    assert_eq!(names_a, names_b);
    assert!(!names_a.is_empty());
    for name in names_a {
        let (a, b) = (fs::read(a.join(&name)).unwrap(), fs::read(b.join(&name)).unwrap());
        if a != b {
            assert_eq!(String::from_utf8_lossy(&a), String::from_utf8_lossy(&b), "{}", name.display());
        }
    }
}

/// Every file below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, below: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &name, found)?;
            } else {
                found.push(name);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, Path::new(""), &mut found).unwrap();
    found.sort();
    found
}
