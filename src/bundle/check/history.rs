//! What was announced stays announced: a schedule may only be added to.

use std::{collections::HashMap, path::Path};

use super::super::{
    import::ImportError,
    link,
    noun::meeting::MeetingRecord,
    page,
    problem::{Problem, Problems},
    reader::Reader,
    record::{Noun, Row},
    schedule,
    source_file::{Raw, Records},
    store::{self, CHUNK},
};
use crate::database::Transaction;

/// Tells of schedules that change what the database knows.
pub(super) async fn check(
    tx: &Transaction,
    bundle: &Path,
    problems: &mut Problems,
) -> Result<(), ImportError> {
    let mut heard_before = Problems::default();
    let mut some: Vec<(Raw, MeetingRecord)> = Vec::new();
    for raw in Records::open(bundle, MeetingRecord::FILE)? {
        let raw = raw?;
        let meeting = page::read(&raw, &mut Reader::new(bundle, &raw.file, &mut heard_before));
        some.extend(meeting.map(|meeting| (raw, meeting)));
        if some.len() == CHUNK {
            compare(tx, std::mem::take(&mut some), problems).await?;
        }
    }
    compare(tx, some, problems).await
}

async fn compare(
    tx: &Transaction,
    meetings: Vec<(Raw, MeetingRecord)>,
    problems: &mut Problems,
) -> Result<(), ImportError> {
    let slugs = meetings.iter().map(|(_, meeting)| meeting.name().to_owned()).collect();
    let ids: Vec<_> = link::ids_of(tx, MeetingRecord::TABLE, slugs).await?.into_values().collect();
    let known = store::load::<MeetingRecord>(tx, &ids).await?;
    let known: HashMap<&str, _> = known.iter().map(|(_, known)| (known.name(), &known.schedule)).collect();
    for (raw, meeting) in &meetings {
        let Some(steps) = known.get(meeting.name()) else { continue };
        if !schedule::extends(&meeting.schedule, steps) {
            problems.add(Problem {
                file: raw.file.to_string(),
                line: raw.line,
                field: "schedule".to_owned(),
                message: format!(
                    "changes what was announced before; the known steps ({}) stay as they are, new ones follow",
                    steps.len()
                ),
            });
        }
    }
    Ok(())
}
