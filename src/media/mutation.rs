//! What can be done with media.

use std::sync::Arc;

use async_graphql::{Context, Object};
use uuid::Uuid;

use super::{
    error::MediaError,
    object::{Media, MediaKind},
    payload::{MediaUploadBeginPayload, MediaUploadPayload, MediaUploadProblemCode, UploadTicket},
    receive::{Arrival, receive},
    ticket::{Announced, begin},
    upload::{Arrived, Upload},
};
use crate::{
    graphql::{
        Desk, Fault, Problem, Refusal, Result, problems,
        scalar::{DateTime, Long, Url},
        who,
    },
    policy::{SENDERS, SENT_BY},
    viewer::{ONLY_READING, Viewer},
};

/// What can be done with media.
#[derive(Default)]
pub struct MediaMutation;

#[Object]
impl MediaMutation {
    /// Takes in a file of at most 8 MiB, which is sent with the request as the GraphQL multipart request specification
    /// says. The same file again is the same media. For writers and editors.
    async fn media_upload(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The file. What it is, is found from its bytes; its name and its type count for nothing."
        )]
        file: Upload,
    ) -> Result<MediaUploadPayload> {
        let by = who(ctx)?;
        let file = ctx.data_opt::<Arrived>().and_then(|arrived| arrived.take(&file));
        let received = match file {
            Some(file) => receive(ctx.deed(), Arrival { file, by, kind: None, sha256: None }).await,
            None => Err(MediaError::NoFile),
        };
        match received {
            Ok(row) => Ok(MediaUploadPayload { media: Some(Media(Arc::new(row))), problems: Vec::new() }),
            Err(error) => Ok(MediaUploadPayload { media: None, problems: problems(error)? }),
        }
    }

    /// Begins an upload, to be sent in parts: an image of at most 20 MiB, a sound of at most 300 MiB, captions of at most
    /// 1 MiB. For writers and editors.
    async fn media_upload_begin(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What kind of file it is.")] kind: MediaKind,
        #[graphql(desc = "Its length in bytes.")] bytes: Long,
        #[graphql(desc = "SHA-256 of its bytes, in hexadecimal digits.")] sha256: String,
    ) -> Result<MediaUploadBeginPayload> {
        let by = who(ctx)?;
        match begin(ctx.deed(), by, Announced { kind: kind.into(), bytes: bytes.0, sha256 }).await {
            Ok(ticket) => {
                let url = Url(format!("/uploads/{}", ticket.id.simple()));
                let ticket = UploadTicket { url, expires_at: DateTime(ticket.expires_at) };
                Ok(MediaUploadBeginPayload { ticket: Some(ticket), problems: Vec::new() })
            }
            Err(error) => Ok(MediaUploadBeginPayload { ticket: None, problems: unbegun(error)? }),
        }
    }
}

/// Of a file that is announced, only the length is known.
fn unbegun(error: MediaError) -> Result<Vec<Problem<MediaUploadProblemCode>>> {
    match error.reason() {
        Some((code, ["file"])) => Ok(vec![Problem::new(code, error.to_string(), &["bytes"])]),
        _ => problems(error),
    }
}

/// The account that sends a file, if it may.
pub(crate) fn sender(viewer: &Viewer) -> Result<Uuid> {
    let account = viewer.account().ok_or(Fault::Unauthenticated)?;
    if viewer.is_only_reading() {
        return Err(Fault::Forbidden(ONLY_READING));
    }
    if !viewer.standing().has_any(SENDERS) {
        return Err(Fault::Forbidden(SENT_BY));
    }
    Ok(account.id)
}
