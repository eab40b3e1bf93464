//! Meetings, sessions and lectures.

use super::{
    LECTURES_A_MEETING, LECTURES_A_SESSION, Make, SESSIONS_A_MEETING,
    build::{later, map, numbered, record},
};
use crate::bundle::{
    node::Node,
    noun::{
        lecture::LectureRecord,
        meeting::{MeetingRecord, SessionRecord},
    },
    source_file::FileError,
};

impl Make<'_> {
    pub(super) fn meetings(&mut self) -> Result<(), FileError> {
        let mut meetings = self.file::<MeetingRecord>();
        let mut sessions = self.file::<SessionRecord>();
        for number in 0..self.meetings {
            let slug = numbered("meeting", number);
            let start = self.day_of_meeting(number);
            let format = self.chance.pick(&["in_person", "hybrid", "virtual"]).copied().unwrap_or_default();
            let step = map([
                ("kind", Node::plain("announced")),
                ("starts_on", Node::plain(start.to_string())),
                ("ends_on", Node::plain(later(start, 4).to_string())),
                ("city", Node::text(format!("Synthetic City {}", self.chance.below(8)))),
                ("format", Node::plain(format)),
            ]);
            let fields = [
                ("name", Node::text(format!("Demonstration Congress {number}"))),
                ("short_name", Node::text(format!("DEMO {number}"))),
                ("status", Node::plain("held")),
                ("schedule", Node::list(vec![step])),
            ];
            meetings.put(&slug, record(&slug, fields))?;
            for position in 0..SESSIONS_A_MEETING {
                let session = numbered("session", number * SESSIONS_A_MEETING + position);
                let fields = [
                    ("meeting", Node::text(slug.as_str())),
                    ("position", Node::plain(position.to_string())),
                    ("kind", Node::plain("oral")),
                    ("name", Node::text(format!("Demonstration session {}", position + 1))),
                    ("date", Node::plain(later(start, position).to_string())),
                ];
                sessions.put(&session, record(&session, fields))?;
            }
        }
        meetings.close()?;
        sessions.close()
    }

    pub(super) fn lectures(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<LectureRecord>();
        for number in 0..self.lectures {
            let slug = numbered("lecture", number);
            let minute = 8 * 60 + number % LECTURES_A_SESSION * 20;
            let presenter = map([
                ("person", Node::text(numbered("person", self.chance.below(self.people)))),
                ("role", Node::plain("presenter")),
            ]);
            let fields = [
                ("meeting", Node::text(numbered("meeting", number / LECTURES_A_MEETING))),
                ("session", Node::text(numbered("session", number / LECTURES_A_SESSION))),
                ("title", Node::text(self.words.title(&mut self.chance))),
                ("title_kind", Node::plain("descriptive")),
                ("abstract_number", Node::text(format!("A{number:06}"))),
                ("kind", Node::plain("oral")),
                ("date", Node::plain(self.day_of_lecture(number).to_string())),
                ("starts_at", Node::text(format!("{:02}:{:02}", minute / 60, minute % 60))),
                ("data_status", Node::plain("unknown")),
                ("completeness", Node::plain("full")),
                ("people", Node::list(vec![presenter])),
            ];
            file.put(&slug, record(&slug, fields))?;
            self.bar.inc(1);
        }
        file.close()
    }
}
