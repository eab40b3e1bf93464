//! Listening. A subscription is run once when it begins, and finds out what is listened to; then once for each moment
//! something happens, at a table of its own, so that what it shows is read then and nothing is shown that was true before.

use std::{
    any::Any,
    sync::{Arc, Mutex, PoisonError},
};

use async_graphql::Context;
use futures_util::stream::BoxStream;

use super::fault::{Fault, Result};

/// Why a subscription is run.
pub enum Live {
    /// It begins.
    Begins {
        /// The cursor it goes on from, if its transport has told one.
        since: Option<String>,
        /// What it listens to, once that is known.
        moments: Mutex<Option<Moments>>,
    },
    /// Something happened.
    Happened(Moment),
}

/// What is listened to.
pub type Moments = BoxStream<'static, Result<Moment>>;

/// Something that happened.
#[derive(Clone)]
pub struct Moment {
    /// Where to go on after it.
    pub cursor: String,
    /// What it was.
    pub what: Arc<dyn Any + Send + Sync>,
}

impl Live {
    /// It begins, or goes on from a cursor.
    pub fn begins(since: Option<String>) -> Self {
        Self::Begins { since, moments: Mutex::default() }
    }

    /// What is listened to, if it is known by now.
    pub fn moments(&self) -> Option<Moments> {
        match self {
            Self::Begins { moments, .. } => moments.lock().unwrap_or_else(PoisonError::into_inner).take(),
            Self::Happened(_) => None,
        }
    }
}

/// What happened, and the cursor after it. When the subscription begins, `listen` tells what it listens to, from a
/// cursor on; nothing has happened then.
pub async fn happened<T: Send + Sync + 'static>(
    ctx: &Context<'_>,
    since: Option<String>,
    listen: impl AsyncFnOnce(Option<String>) -> Result<Moments>,
) -> Result<Option<(Arc<T>, String)>> {
    match ctx.data_opt::<Arc<Live>>().map(|live| &**live) {
        Some(Live::Happened(moment)) => {
            let what = Arc::clone(&moment.what).downcast::<T>().ok();
            Ok(what.map(|what| (what, moment.cursor.clone())))
        }
        Some(Live::Begins { since: told, moments }) => {
            let found = listen(told.clone().or(since)).await?;
            *moments.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
            Ok(None)
        }
        None => Err(Fault::Malformed("A subscription is not answered here.".to_owned())),
    }
}
