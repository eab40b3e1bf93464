//! An import that is cut off in the middle leaves the database as it was.

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use congress_highlights::{
    app::App,
    bundle::{self, ExportOptions},
    database::Database,
    media::Store,
};

use crate::desk::Folder;

#[tokio::test]
async fn killed_in_the_middle_it_leaves_nothing() {
    let folder = Folder::new();
    let mut import = import_in_the_middle(&folder);

    import.kill().unwrap();
    import.wait().unwrap();

    assert_eq!(lectures(&folder).await, 0);
}

#[tokio::test]
async fn stopped_by_ctrl_c_it_says_so_and_leaves_nothing() {
    let folder = Folder::new();
    let mut import = import_in_the_middle(&folder);

    let pid = import.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let (status, words) = ended(&mut import);

    assert!(!status.success());
    assert!(words.ends_with("stopped; nothing was imported\n"), "{words}");
    assert_eq!(lectures(&folder).await, 0);
}

/// The program at work on a bundle, part of which has reached the disk.
fn import_in_the_middle(folder: &Folder) -> Child {
    let (bundle, data) = (folder.path("bundle"), folder.path("data"));
    bundle::generate(&bundle, 2000, 1).unwrap();
    let import = Command::new(env!("CARGO_BIN_EXE_congress-highlights"))
        .args(["import".as_ref(), bundle.as_os_str(), "--data".as_ref(), data.as_os_str()])
        .env_remove("DATABASE_URL")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let log = data.join("highlights.db-wal");
    let start = Instant::now();
    while bytes(&log) < 8_000_000 {
        assert!(start.elapsed() < Duration::from_mins(2), "the import did not begin to write");
        std::thread::sleep(Duration::from_millis(5));
    }
    import
}

fn bytes(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |known| known.len())
}

fn ended(import: &mut Child) -> (ExitStatus, String) {
    let mut words = String::new();
    import.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    (import.wait().unwrap(), words)
}

/// How many lectures there are when the program is started again.
async fn lectures(folder: &Folder) -> usize {
    let db = Database::open_file(&folder.path("data").join("highlights.db")).await.unwrap();
    let app = App::new(db, Store::of_folder(folder.path("media")).unwrap());
    let out = folder.path("out");
    bundle::export(&app, &out, ExportOptions::default()).await.unwrap();
    fs::read_to_string(out.join("lectures.yaml")).map_or(0, |text| text.matches("- slug:").count())
}
