//! What readers may see, decided in one place per noun. Most nouns are public; highlights are
//! once they are published, and with them their parts and what leads to them. Some are kept: readers see none
//! of them, and whoever sees more is told by the policy of the service.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    prelude::Uuid, sea_query::Expr,
};

use crate::{subject::Subject, value::Instant};

/// A noun that readers ask for. Every question starts from [`Readable::readable`], so that no
/// loader and no list can forget the rule.
pub trait Readable: EntityTrait<Model: Send + Sync> {
    /// The column of its id.
    const ID: Self::Column;

    /// Which rows readers may see at this instant.
    fn is_readable(_now: Instant) -> Condition {
        Condition::all()
    }

    /// A row of nothing, where rows may be read sparsely: a request fills in the columns it shows. None
    /// where rows are always read whole.
    fn blank() -> Option<Self::Model> {
        None
    }

    /// The columns that a value of a sparse row is made of, unless it has one of its own name.
    fn made_of(_value: &str) -> Option<&'static [Self::Column]> {
        None
    }

    /// Names the single rows it leads to, where they may be read along with it.
    fn singles(_told: &mut impl Singles<Self>) {}

    /// How far everybody sees into it.
    const SIGHT: Sight = Sight::All;

    /// The column of the account a row belongs to, if rows belong to accounts.
    fn owner() -> Option<Self::Column> {
        None
    }

    /// The rows everybody may see at this instant.
    fn readable(now: Instant) -> Select<Self> {
        Self::in_sight(Self::SIGHT, now)
    }

    /// The rows that somebody who sees so far may see at this instant.
    fn in_sight(sight: Sight, now: Instant) -> Select<Self> {
        let readable = Self::find().filter(Self::is_readable(now));
        match (sight, Self::owner()) {
            (Sight::All, _) => readable,
            (Sight::Own(account), Some(owner)) => readable.filter(owner.eq(account)),
            (Sight::Own(_) | Sight::Nothing, _) => readable.filter(Expr::val(1).eq(0)),
        }
    }
}

/// How far somebody sees into a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Every row that can be read at all.
    All,
    /// Those of these that belong to an account.
    Own(Uuid),
    /// None.
    Nothing,
}

/// Is told what single rows a noun leads to.
pub trait Singles<E: EntityTrait> {
    /// The value of this name is the row whose id is in the column.
    fn single<T: Readable>(&mut self, value: &'static str, by: E::Column);
}

macro_rules! singles {
    ($noun:ident { $($single:ident by $by:ident;)+ }) => {
        fn singles(told: &mut impl Singles<Self>) {
            $(told.single::<crate::$single::Entity>(stringify!($single), crate::$noun::Column::$by);)+
        }
    };
}

macro_rules! sparse {
    ($noun:ident { $($value:literal = $($column:ident)*;)* }) => {
        fn blank() -> Option<Self::Model> {
            Some(Self::Model::default())
        }

        fn made_of(value: &str) -> Option<&'static [Self::Column]> {
            match value {
                $($value => Some(&[$(crate::$noun::Column::$column),*]),)*
                _ => None,
            }
        }
    };
}

macro_rules! public {
    ($($noun:ident $({ $($made:tt)* })? $(=> $singles:tt)?)+) => {$(
        impl Readable for crate::$noun::Entity {
            const ID: Self::Column = crate::$noun::Column::Id;

            $(sparse! { $noun { $($made)* } })?
            $(singles! { $noun $singles })?
        }
    )+};
}

public! {
    accreditation_scheme arm arm_result citation executive_message involvement meeting_series metric organisation
    podcast_series reference schedule_step source statement trial trial_registration video
    office => { person by PersonId; meeting by MeetingId; }
    outcome => { lecture by LectureId; }
    training_tool => { meeting by MeetingId; }
    lecture {} => { meeting by MeetingId; session by SessionId; }
    meeting { "platform" = Platform PlatformPurposes; }
    person {}
    session {} => { meeting by MeetingId; }
    topic {}
    writer { "photo" = Photo PhotoAlt; } => { person by PersonId; }
}

macro_rules! kept {
    ($($noun:ident $({ of $owner:ident $(while $is_readable:ident)? })?)+) => {$(
        impl Readable for crate::$noun::Entity {
            const ID: Self::Column = crate::$noun::Column::Id;
            const SIGHT: Sight = Sight::Nothing;

            $(
                fn owner() -> Option<Self::Column> {
                    Some(crate::$noun::Column::$owner)
                }

                $(fn is_readable(now: Instant) -> Condition {
                    crate::$noun::$is_readable(now)
                })?
            )?
        }
    )+};
}

kept! {
    account { of Id }
    audit_entry
    comment
    feedback { of AccountId }
    flag
    manuscript
    media
    token { of AccountId while is_open }
}

macro_rules! once_published {
    ($($noun:ident $({ $($made:tt)* })? $(=> $singles:tt)?)+) => {$(
        impl Readable for crate::$noun::Entity {
            const ID: Self::Column = crate::$noun::Column::Id;

            $(sparse! { $noun { $($made)* } })?
            $(singles! { $noun $singles })?

            fn is_readable(now: Instant) -> Condition {
                Condition::all()
                    .add(crate::$noun::Column::Status.eq(crate::summary::Status::Published))
                    .add(crate::$noun::Column::PublishedAt.lte(now))
            }
        }
    )+};
}

once_published! {
    newsletter => { meeting by MeetingId; }
    podcast_episode { "audio" = Audio AudioType AudioBytes; } => { lecture by LectureId; meeting by MeetingId; }
    summary { "body" = ; "body_markdown" = ; "standing" = ; } => { lecture by LectureId; meeting by MeetingId; }
}

macro_rules! with_its_summary {
    ($($noun:ident $({ $($made:tt)* })? $(=> $singles:tt)?)+) => {$(
        impl Readable for crate::$noun::Entity {
            const ID: Self::Column = crate::$noun::Column::Id;

            $(sparse! { $noun { $($made)* } })?
            $(singles! { $noun $singles })?

            fn is_readable(now: Instant) -> Condition {
                let summary = crate::$noun::Column::SummaryId;
                Condition::any().add(summary.is_null()).add(is_of::<crate::summary::Entity>(summary, now))
            }
        }
    )+};
}

with_its_summary! {
    key_slide { "image" = Image Width Height FocalX FocalY Alt; } => { lecture by LectureId; summary by SummaryId; }
    take_home_message => { summary by SummaryId; }
    notice => { summary by SummaryId; }
}

macro_rules! with_its_subject {
    ($($noun:ident $(=> $singles:tt)?)+) => {$(
        impl Readable for crate::$noun::Entity {
            const ID: Self::Column = crate::$noun::Column::Id;

            $(singles! { $noun $singles })?

            fn is_readable(now: Instant) -> Condition {
                let id = crate::$noun::Column::SubjectId;
                Condition::any()
                    .add(crate::$noun::Column::Subject.is_not_in([Subject::Summary, Subject::PodcastEpisode]))
                    .add(is_of::<crate::summary::Entity>(id, now))
                    .add(is_of::<crate::podcast_episode::Entity>(id, now))
            }
        }
    )+};
}

with_its_subject! {
    contribution => { person by PersonId; }
    newsletter_item
}

/// “The column points to a row of `E` that can be read.” Asked of each row by the id it points to: “it is
/// among all that may be read” would read them all.
fn is_of<E: Readable>(column: impl ColumnTrait, now: Instant) -> Expr {
    let same = Expr::col(E::ID.as_column_ref()).eq(Expr::col(column.as_column_ref()));
    Expr::exists(E::readable(now).filter(same).select_only().expr(Expr::val(1)).into_query())
}

/// A noun that people call by a name in addresses and files.
pub trait Slugged: Readable {
    /// The column of that name.
    const SLUG: Self::Column;

    /// The name of a row.
    fn slug_of(row: &Self::Model) -> &str;
}

macro_rules! slugged {
    ($($noun:ident)+) => {$(
        impl Slugged for crate::$noun::Entity {
            const SLUG: Self::Column = crate::$noun::Column::Slug;

            fn slug_of(row: &Self::Model) -> &str {
                &row.slug
            }
        }
    )+};
}

slugged! {
    accreditation_scheme executive_message key_slide lecture meeting meeting_series newsletter organisation outcome
    person podcast_episode podcast_series reference session source summary topic training_tool trial video writer
}
