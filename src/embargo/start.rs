//! When a lecture's session starts, if the programme says so to the minute and an editor gave the zone.

use entity::{lecture, meeting, session, value::Instant};
use jiff::{civil, tz::TimeZone};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

/// The instant a lecture's session starts; none as long as its date, its time or its zone is missing.
pub(super) async fn start_of(
    db: &impl ConnectionTrait,
    lecture: &lecture::Model,
) -> Result<Option<Instant>, DbErr> {
    let session = find::<session::Entity>(db, lecture.session_id).await?;
    let meeting = find::<meeting::Entity>(db, Some(lecture.meeting_id)).await?;
    let of_session = session.as_ref();
    let zone = of_session.and_then(|session| session.time_zone.as_deref());
    let zone = zone.or(meeting.as_ref().and_then(|meeting| meeting.time_zone.as_deref()));
    let date = of_session.and_then(|session| session.date.as_ref()).or(lecture.date.as_ref());
    let time = of_session.and_then(|session| session.starts_at.as_deref()).or(lecture.starts_at.as_deref());
    Ok(date.zip(time).zip(zone).and_then(|((date, time), zone)| instant(&date.to_string(), time, zone)))
}

async fn find<E>(db: &impl ConnectionTrait, id: Option<Uuid>) -> Result<Option<E::Model>, DbErr>
where
    E: EntityTrait,
    Uuid: Into<<E::PrimaryKey as sea_orm::PrimaryKeyTrait>::ValueType>,
    E::PrimaryKey: sea_orm::PrimaryKeyTrait,
{
    match id {
        Some(id) => E::find_by_id(id).one(db).await,
        None => Ok(None),
    }
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
