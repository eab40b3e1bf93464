//! Summaries: a page each, with front matter and a body in Markdown.

use entity::{
    key_slide::RightsBasis,
    lecture, manuscript, meeting, notice, outcome,
    summary::{self, Status},
    value::Instant,
    writer,
};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    super::{
        link::To,
        markdown::Markdown,
        media::MediaPath,
        reader::{Entries, Reader},
        record::{Noun, record, value},
        source_file::SUMMARIES,
        text::{Language, Slug},
    },
    attached::{Citation, Sourcing, Tagging, published_says_since_when},
};
use crate::database::Transaction;

record! {
    /// What our writers make of a lecture.
    noun SummaryRecord of summary {
        slug: Slug,
        lecture_id: Option<To<lecture::Entity>>,
        meeting_id: Option<To<meeting::Entity>>,
        title: String,
        lead_message: String,
        language: Language,
        status: Status,
        published_at: Option<Instant>,
        is_demonstration: bool,
    }
    derived {
        reading_minutes = |summary| summary.body.as_ref().map(|body| body.0.reading_minutes()),
    }
    parts {
        writers: Vec<SummaryWriter>,
        topics: Vec<Tagging>,
        take_home_messages: Vec<TakeHomeMessage>,
        references: Vec<Citation>,
        slides: Vec<Slide>,
        sources: Vec<Sourcing>,
        body: Option<Body>,
    }
    rules summary_rules;
}

impl Noun for SummaryRecord {
    const FILE: &'static str = SUMMARIES;

    /// A manuscript that was not released stays at its desk.
    fn exported() -> Condition {
        let same = Expr::col((manuscript::Entity, manuscript::Column::Id));
        let written = manuscript::Entity::find()
            .select_only()
            .column(manuscript::Column::Id)
            .filter(same.eq(Expr::col((summary::Entity, summary::Column::Id))));
        let is_released = summary::Column::Status.ne(Status::Draft);
        Condition::any().add(is_released).add(Expr::exists(written.into_query()).not())
    }

    /// What the desk writes is changed at the desk.
    async fn kept(tx: &Transaction, changed: &[Uuid]) -> Result<(Vec<Uuid>, &'static str), DbErr> {
        let why =
            "has a manuscript or a notice at the desk, and differs from what is there; leave it out here";
        if changed.is_empty() {
            return Ok((Vec::new(), why));
        }
        let written = manuscript::Column::Id.is_in(changed.iter().copied());
        let written = manuscript::Entity::find().filter(written).all(tx).await?;
        let written = written.into_iter().map(|manuscript| manuscript.id);
        let noticed = notice::Column::SummaryId.is_in(changed.iter().copied());
        let noticed = notice::Entity::find().filter(noticed).all(tx).await?;
        Ok((written.chain(noticed.into_iter().map(|notice| notice.summary_id)).collect(), why))
    }

    /// The meeting of a lecture is the lecture's to tell.
    fn tidy(&mut self) {
        if self.lecture_id.is_some() {
            self.meeting_id = None;
        }
    }
}

value! {
    /// Who signs a summary.
    part SummaryWriter(To<writer::Entity>) of summary_writer in summary_id by position as writer_id
}

value! {
    /// The body, apart from its row.
    part Body(Markdown) of summary_text in summary_id as markdown
}

record! {
    /// What a reader should remember.
    part TakeHomeMessage of take_home_message in summary_id by position {
        text: String,
    }
    parts {
        outcomes: Vec<MessageOutcome>,
    }
}

value! {
    /// A result that a message rests on.
    part MessageOutcome(To<outcome::Entity>) of message_outcome in message_id by position as outcome_id
}

record! {
    /// An image worth a lecture's hour.
    part Slide of key_slide in summary_id by position {
        slug: Slug,
        caption: String,
        image: MediaPath,
        width: Option<i32>,
        height: Option<i32>,
        alt: String,
        is_demonstration: bool,
        rights_basis: Option<RightsBasis>,
        credit: Option<String>,
        focal_x: Option<i32>,
        focal_y: Option<i32>,
    }
    derived {
        // The lecture of its summary.
        lecture_id = |_| None,
    }
    rules slide_rules;
}

fn summary_rules(summary: &SummaryRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    match (entries.has("lecture"), entries.has("meeting")) {
        (false, false) => {
            reader.tell(entries.line, "names neither a lecture nor a meeting; say what it is about");
        }
        (true, true) => reader.under("meeting", |reader| {
            reader.tell(
                entries.line_of("meeting"),
                "is given beside a lecture, which has a meeting of its own; take it out",
            );
        }),
        _ => {}
    }
    published_says_since_when(summary.status, entries, reader);
    if !entries.has("writers") {
        reader
            .under("writers", |reader| reader.tell(entries.line, "is missing; somebody signs every summary"));
    }
    if summary.status == Status::Published && !entries.has("body") {
        reader.tell(entries.line, "is published without a body; write it below the front matter");
    }
}

fn slide_rules(slide: &Slide, entries: Entries<'_>, reader: &mut Reader<'_>) {
    slide.image.is_image(slide.width.zip(slide.height), "image", entries, reader);
    for (field, percent, other) in
        [("focal_x", slide.focal_x, slide.focal_y), ("focal_y", slide.focal_y, slide.focal_x)]
    {
        let wrong = match percent {
            Some(percent) if !(0..=100).contains(&percent) => "is not between 0 and 100",
            Some(_) if other.is_none() => "is half of a point; give both focal_x and focal_y",
            _ => continue,
        };
        reader.under(field, |reader| reader.tell(entries.line_of(field), wrong));
    }
}
