//! When a lecture's session starts, if the programme says so to the minute and an editor gave the zone.

use std::collections::{BTreeSet, HashMap};

use entity::{lecture, meeting, session, value::Instant};
use jiff::{civil, tz::TimeZone};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{MANY, among};

/// The instants at which the sessions of some lectures start. A lecture whose date, time or zone is missing has none.
pub(super) async fn starts_of(
    db: &impl ConnectionTrait,
    lectures: &[lecture::Model],
) -> Result<HashMap<Uuid, Instant>, DbErr> {
    let engine = db.get_database_backend();
    let (mut sessions, mut meetings) = (HashMap::new(), HashMap::new());
    for some in once_each(lectures.iter().filter_map(|lecture| lecture.session_id)).chunks(MANY) {
        let found = session::Entity::find().filter(among(session::Column::Id, some, engine)).all(db).await?;
        sessions.extend(found.into_iter().map(|session| (session.id, session)));
    }
    for some in once_each(lectures.iter().map(|lecture| lecture.meeting_id)).chunks(MANY) {
        let found = meeting::Entity::find().filter(among(meeting::Column::Id, some, engine)).all(db).await?;
        meetings.extend(found.into_iter().map(|meeting| (meeting.id, meeting)));
    }
    let starts = lectures.iter().filter_map(|lecture| {
        let session = lecture.session_id.and_then(|id| sessions.get(&id));
        Some((lecture.id, start(lecture, session, meetings.get(&lecture.meeting_id))?))
    });
    Ok(starts.collect())
}

fn once_each(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    Vec::from_iter(ids.collect::<BTreeSet<_>>())
}

fn start(
    lecture: &lecture::Model,
    session: Option<&session::Model>,
    meeting: Option<&meeting::Model>,
) -> Option<Instant> {
    let zone = session.and_then(|session| session.time_zone.as_deref());
    let zone = zone.or(meeting.and_then(|meeting| meeting.time_zone.as_deref()))?;
    let date = session.and_then(|session| session.date.as_ref()).or(lecture.date.as_ref())?;
    let time = session.and_then(|session| session.starts_at.as_deref()).or(lecture.starts_at.as_deref())?;
    instant(&date.to_string(), time, zone)
}

fn instant(date: &str, time: &str, zone: &str) -> Option<Instant> {
    let (date, time): (civil::Date, civil::Time) = (date.parse().ok()?, time.parse().ok()?);
    let start = date.to_datetime(time).to_zoned(TimeZone::get(zone).ok()?).ok()?;
    Some(Instant(start.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_an_instant_only_if_nothing_of_it_is_guessed() {
        let pacific = instant("2020-12-05", "07:00", "America/Los_Angeles");

        assert_eq!(pacific, Some(Instant(1_607_180_400_000_000)));
        assert_eq!(instant("2020-07-01", "09:00", "CET"), instant("2020-07-01", "09:00", "Europe/Brussels"));
        for (date, time, zone) in [
            ("2020-12", "07:00", "CET"),
            ("2020-12-05", "morning", "CET"),
            ("2020-12-05", "07:00", "Pacific Time"),
            ("2020-12-05/2020-12-08", "07:00", "CET"),
        ] {
            assert_eq!(instant(date, time, zone), None, "{date} {time} {zone}");
        }
    }
}
