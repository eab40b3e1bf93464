//! The content a first start loads: the bundle of `content/`, carried in the program itself.

use std::{fs, io, path::Path};

use entity::meeting;
use rust_embed::RustEmbed;
use sea_orm::{DbErr, EntityTrait, PaginatorTrait};

use crate::{
    app::App,
    bundle::{self, ImportError, ImportOptions, Report},
};

#[derive(RustEmbed)]
#[folder = "content/"]
struct Content;

/// Why the bundled content was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// It could not be laid out on disk.
    #[error("the bundled content cannot be laid out in {0}: {1}")]
    Disk(String, io::Error),
    /// It could not be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Whether there are no meetings yet.
pub async fn is_empty(app: &App) -> Result<bool, DbErr> {
    Ok(meeting::Entity::find().count(app.db.reader()).await? == 0)
}

/// Loads the bundled content into an empty database; tells what it wrote.
pub async fn load_into_empty(app: &App, scratch: &Path) -> Result<Option<Report>, ContentError> {
    if !is_empty(app).await? {
        return Ok(None);
    }
    lay_out(scratch).map_err(|error| ContentError::Disk(scratch.display().to_string(), error))?;
    let report = bundle::import(app, scratch, ImportOptions { dry_run: false, progress: false }).await;
    let _left_for_the_next_start = fs::remove_dir_all(scratch);
    Ok(Some(report?))
}

fn lay_out(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for name in Content::iter() {
        let Some(file) = Content::get(&name) else { continue };
        let path = folder.join(name.as_ref());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, file.data)?;
    }
    Ok(())
}
