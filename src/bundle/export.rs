//! Writes the content as a bundle: the same bytes from either database.

use std::path::Path;

use entity::media;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    folder::{NounFile, make_folder, make_new_folder},
    media::MEDIA,
    noun::each_noun,
    record::Noun,
    source_file::FileError,
    store::{self, CHUNK},
};
use crate::{app::App, database::Transaction};

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database refused.
    #[error("the database could not be read: {0}")]
    Database(#[from] DbErr),
    /// A file could not be written or copied.
    #[error(transparent)]
    Io(#[from] FileError),
}

/// Writes everything into a new folder.
pub async fn export(app: &App, folder: &Path) -> Result<(), ExportError> {
    make_new_folder(folder)?;
    let snapshot = app.db.snapshot().await?;
    let export = Export { app, tx: &snapshot, folder };
    each_noun!(N => export.noun::<N>().await?);
    export.media().await?;
    snapshot.rollback().await?;
    Ok(())
}

struct Export<'e> {
    app: &'e App,
    tx: &'e Transaction,
    folder: &'e Path,
}

impl Export<'_> {
    async fn noun<N: Noun>(&self) -> Result<(), ExportError> {
        let mut file = NounFile::below(self.folder, N::FILE);
        let mut after = String::new();
        loop {
            let records = store::page::<N>(self.tx, &after).await?;
            let Some((_, last)) = records.last() else { break };
            last.name().clone_into(&mut after);
            for (_, record) in &records {
                file.put(record.name(), record.node())?;
            }
        }
        Ok(file.close()?)
    }

    async fn media(&self) -> Result<(), ExportError> {
        let mut after = String::new();
        loop {
            let rows = media::Entity::find()
                .filter(media::Column::Path.gt(after.as_str()))
                .filter(media::is_exported())
                .order_by_asc(media::Column::Path)
                .limit(CHUNK as u64)
                .all(self.tx)
                .await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after.clone_from(&last.path);
            for row in rows {
                let to = self.folder.join(MEDIA).join(&row.path);
                to.parent().map_or(Ok(()), make_folder)?;
                let copied = self.app.media.copy_out(&row.path, &to).await;
                copied.map_err(|error| FileError {
                    path: to,
                    error: std::io::Error::other(error.to_string()),
                })?;
            }
        }
    }
}
