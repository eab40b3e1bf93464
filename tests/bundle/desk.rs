//! A place to work at: an empty database of either engine and a folder, gone afterwards.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use congress_highlights::{
    app::App,
    bundle::{self, ImportError, ImportOptions, Report},
    database::Database,
};
use sea_orm::{ConnectionTrait, Statement};

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
        Self { app: App::new(db, folder.path("media")), folder, server: None }
    }

    /// None if `TEST_DATABASE_URL` names no server.
    pub(crate) async fn on_postgres() -> Option<Self> {
        #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where a server is")]
        let server = std::env::var("TEST_DATABASE_URL").ok()?;
        let folder = Folder::new();
        let name = folder.0.file_name()?.to_str()?.replace('-', "_");
        run(&server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        let (address, _) = server.rsplit_once('/')?;
        let db = Database::open_server(&format!("{address}/{name}")).await.unwrap();
        db.migrate().await.unwrap();
        Some(Self { app: App::new(db, folder.path("media")), folder, server: Some((server, name)) })
    }

    pub(crate) async fn import(&self, bundle: &Path) -> Result<Report, ImportError> {
        bundle::import(&self.app, bundle, ImportOptions::default()).await
    }

    /// Exports into a new folder beside the database.
    pub(crate) async fn export(&self, name: &str) -> PathBuf {
        let path = self.folder.path(name);
        bundle::export(&self.app, &path).await.unwrap();
        path
    }

    /// The only value of a question.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        let db = self.app.db.reader();
        let row =
            db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
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
