//! Where the bytes are: those of bundles in a folder, those that came in at the desk in an object store, which is
//! the same folder unless an operator names another.

use std::{
    collections::HashSet,
    fmt,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use futures_util::{Stream, StreamExt, TryStreamExt, future::ready};
use object_store::{
    GetOptions, GetRange, GetResult, ObjectStore, ObjectStoreExt, buffered::BufWriter,
    local::LocalFileSystem, path::Path as Name, prefix::PrefixStore,
};
use tokio::{io::AsyncWriteExt, sync::Semaphore};
use url::Url;
use uuid::Uuid;

use super::{
    error::MediaError,
    scratch::{Scratch, is_left_over},
};
use crate::limits::media as limits;

/// What came in at the desk lies below this, by the hash of its bytes.
pub(crate) const UPLOADS: &str = "uploads";

/// Smaller images of what came in lie below this.
pub(crate) const VARIANTS: &str = "variants";

/// Cheap to clone.
#[derive(Clone)]
pub struct Store {
    folder: Arc<PathBuf>,
    objects: Arc<dyn ObjectStore>,
    /// Files that are judged at the same time.
    pub(super) judges: Arc<Semaphore>,
    /// Files that come in at the same time.
    pub(crate) arrivals: Arc<Semaphore>,
    /// Uploads that somebody is sending bytes of.
    pub(super) busy: Arc<Mutex<HashSet<Uuid>>>,
}

impl Store {
    /// All of it in a folder, which is made if it is not there.
    pub fn of_folder(folder: PathBuf) -> Result<Self, MediaError> {
        std::fs::create_dir_all(&folder)?;
        let objects = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
        Ok(Self::new(folder, Arc::new(objects)))
    }

    /// What bundles bring in a folder, what comes in at the desk at an address such as `s3://bucket/folder`, which some
    /// options describe further.
    pub fn at(
        folder: PathBuf,
        url: &Url,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, MediaError> {
        // Somebody else may have chosen before; any is good.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        std::fs::create_dir_all(&folder)?;
        let (objects, prefix) = object_store::parse_url_opts(url, options)?;
        Ok(Self::new(folder, Arc::new(PrefixStore::new(objects, prefix))))
    }

    /// What bundles bring in a folder, what comes in at the desk in an object store.
    pub fn new(folder: PathBuf, objects: Arc<dyn ObjectStore>) -> Self {
        Self {
            folder: Arc::new(folder),
            objects,
            judges: Arc::new(Semaphore::new(limits::JUDGES)),
            arrivals: Arc::new(Semaphore::new(limits::ARRIVALS)),
            busy: Arc::default(),
        }
    }

    /// Where the files of bundles lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where files lie that are on their way in.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch::below(&self.folder)
    }

    /// Puts a file at its final name: all of it or nothing.
    pub(super) async fn put(&self, file: &Path, name: &str) -> Result<(), MediaError> {
        let mut from = tokio::fs::File::open(file).await?;
        let mut to = BufWriter::new(Arc::clone(&self.objects), named(name)?);
        match tokio::io::copy(&mut from, &mut to).await {
            Ok(_) => Ok(to.shutdown().await?),
            Err(error) => {
                let _left_for_the_sweep = to.abort().await;
                Err(error.into())
            }
        }
    }

    /// How long is what is there under a name.
    pub(crate) async fn length(&self, name: &str) -> Result<u64, MediaError> {
        Ok(self.objects.head(&named(name)?).await?.size)
    }

    /// A part of what is there under a name.
    pub(crate) async fn get(&self, name: &str, part: Range<u64>) -> Result<GetResult, MediaError> {
        let options = GetOptions { range: Some(GetRange::Bounded(part)), ..GetOptions::default() };
        Ok(self.objects.get_opts(&named(name)?, options).await?)
    }

    /// Copies what is there under a name, of a bundle or not, to a file.
    pub(crate) async fn copy_out(&self, name: &str, to: &Path) -> Result<(), MediaError> {
        let here = self.folder.join(name);
        if here.is_file() {
            tokio::fs::copy(&here, to).await?;
            return Ok(());
        }
        let mut from = self.objects.get(&named(name)?).await?.into_stream();
        let mut file = tokio::fs::File::create(to).await?;
        while let Some(some) = from.try_next().await? {
            file.write_all(&some).await?;
        }
        Ok(file.flush().await?)
    }

    /// Takes away what is there under a name.
    pub(super) async fn delete(&self, name: &str) -> Result<(), MediaError> {
        match self.objects.delete(&named(name)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The names of what came to be before a moment, in microseconds.
    pub(super) fn names(
        &self,
        below: &str,
        before: i64,
    ) -> impl Stream<Item = Result<String, MediaError>> + Send + 'static {
        let all = self.objects.list(Some(&Name::from(below)));
        all.filter_map(move |object| {
            ready(match object {
                Ok(object) if object.last_modified.timestamp_micros() < before => {
                    Some(Ok(object.location.to_string()))
                }
                Ok(_) | Err(object_store::Error::NotFound { .. }) => None,
                Err(error) => Some(Err(error.into())),
            })
        })
    }

    /// Copies in the folder that never got their names, before a moment.
    pub(super) fn left_over(&self, before: i64) -> std::io::Result<Vec<PathBuf>> {
        let mut found = self.scratch().older_than(before, |_| true)?;
        for below in [UPLOADS, VARIANTS] {
            found.extend(Scratch::at(self.folder.join(below)).older_than(before, is_left_over)?);
        }
        Ok(found)
    }
}

fn named(name: &str) -> Result<Name, MediaError> {
    Name::parse(name).map_err(|error| MediaError::Store(error.to_string()))
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.folder)
            .field("objects", &self.objects)
            .finish_non_exhaustive()
    }
}
