//! A schema with one of everything.
#![expect(clippy::disallowed_types, reason = "its errors are the point")]
#![expect(clippy::too_many_arguments, reason = "one of each type")]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Context, Enum, ErrorExtensionValues, ID, InputObject, Interface, MaybeUndefined, Object, OneofObject,
    Request, Schema, SimpleObject, Subscription, Union, ValidationMode, connection::Connection,
};
use congress_highlights::{
    app::App,
    graphql::{Shown, Turns},
    viewer::Viewer,
};
use futures_util::stream::{self, Stream, StreamExt};
use sea_orm::{DbErr, EntityTrait};

pub(crate) type StandIn = Schema<Query, Mutation, Ticks>;

/// What the mutations of a server did.
#[derive(Clone, Default)]
pub(crate) struct Deeds(pub(crate) Arc<Mutex<Vec<String>>>);

/// How many fields have been resolved.
#[derive(Clone, Default)]
pub(crate) struct Resolved(pub(crate) Arc<AtomicUsize>);

pub(crate) fn schema(deeds: Deeds, resolved: Resolved) -> StandIn {
    Schema::build(Query, Mutation, Ticks)
        .validation_mode(ValidationMode::Fast)
        .limit_recursive_depth(64)
        .data(deeds)
        .data(resolved)
        .finish()
}

pub(crate) fn furnish(request: Request, app: &App, _: Viewer, _: Option<Arc<Shown>>) -> (Request, Turns) {
    (request.data(app.clone()), Turns::default())
}

pub(crate) struct Query;

#[derive(Clone, SimpleObject)]
#[graphql(complex)]
pub(crate) struct Meeting {
    id: ID,
    slug: String,
    name: String,
    format: MeetingFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum MeetingFormat {
    InPerson,
    Virtual,
    Hybrid,
}

#[derive(Clone, SimpleObject)]
pub(crate) struct Writer {
    id: ID,
    name: String,
}

#[derive(Interface)]
#[graphql(field(name = "id", ty = "&ID"))]
pub(crate) enum Node {
    Meeting(Meeting),
    Writer(Writer),
}

#[derive(Union)]
pub(crate) enum Hit {
    Meeting(Meeting),
    Writer(Writer),
}

#[derive(OneofObject)]
pub(crate) enum MeetingBy {
    Id(ID),
    Slug(String),
}

#[derive(InputObject)]
pub(crate) struct MeetingWhere {
    slug: Option<StringFilter>,
    format: Option<FormatFilter>,
    series: Option<SeriesWhere>,
}

#[derive(InputObject)]
pub(crate) struct SeriesWhere {
    slug: Option<StringFilter>,
}

#[derive(InputObject)]
pub(crate) struct StringFilter {
    eq: Option<String>,
    #[graphql(name = "in")]
    one_of: Option<Vec<String>>,
    is_null: Option<bool>,
}

#[derive(InputObject)]
pub(crate) struct FormatFilter {
    eq: Option<MeetingFormat>,
    #[graphql(name = "in")]
    one_of: Option<Vec<MeetingFormat>>,
}

#[derive(InputObject)]
pub(crate) struct MeetingOrder {
    field: MeetingOrderField,
    #[graphql(default_with = "Direction::Asc")]
    direction: Direction,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum MeetingOrderField {
    StartsOn,
    Name,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum Direction {
    Asc,
    Desc,
}

fn meeting(slug: impl Into<String>) -> Meeting {
    let slug = slug.into();
    Meeting {
        id: format!("meeting_{slug}").into(),
        name: slug.to_uppercase(),
        slug,
        format: MeetingFormat::Hybrid,
    }
}

#[async_graphql::ComplexObject]
impl Meeting {
    async fn series(&self) -> Meeting {
        meeting("series")
    }

    async fn meetings(&self, first: Option<i32>) -> Connection<usize, Meeting> {
        page(first)
    }

    async fn writers(&self) -> Vec<Writer> {
        vec![Writer { id: "writer_1".into(), name: "Noor".to_owned() }]
    }
}

fn facts(filter: MeetingWhere) -> usize {
    let texts = |filter: StringFilter| (filter.eq, filter.one_of, filter.is_null);
    let formats = filter.format.map(|format| (format.eq, format.one_of));
    std::mem::size_of_val(&(
        filter.slug.map(texts),
        formats,
        filter.series.and_then(|series| series.slug).map(texts),
    ))
}

fn sorted(key: &MeetingOrder) -> (MeetingOrderField, Direction) {
    (key.field, key.direction)
}

fn page(first: Option<i32>) -> Connection<usize, Meeting> {
    let mut page = Connection::new(false, false);
    let size = first.unwrap_or(20).clamp(0, 100);
    page.edges.extend((0..size).map(|at| {
        async_graphql::connection::Edge::new(
            usize::try_from(at).unwrap_or_default(),
            meeting(format!("m{at}")),
        )
    }));
    page
}

#[Object]
impl Query {
    async fn meeting(&self, by: MeetingBy) -> Option<Meeting> {
        match by {
            MeetingBy::Id(id) => id.strip_prefix("meeting_").map(meeting),
            MeetingBy::Slug(slug) => Some(meeting(slug)),
        }
    }

    async fn meetings(
        &self,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        #[graphql(name = "where")] filter: Option<MeetingWhere>,
        order_by: Option<Vec<MeetingOrder>>,
    ) -> Connection<usize, Meeting> {
        let _ignored = (after, last, filter.map(facts), order_by.map(|keys| keys.iter().map(sorted).count()));
        page(first)
    }

    async fn node(&self, id: ID) -> Option<Node> {
        Some(if id.starts_with("writer") {
            Node::Writer(Writer { id, name: "Noor".to_owned() })
        } else {
            Node::Meeting(meeting(id.as_str()))
        })
    }

    async fn nodes(&self, ids: Vec<ID>) -> Vec<Option<Node>> {
        ids.into_iter().map(|id| Some(Node::Meeting(meeting(id.as_str())))).collect()
    }

    async fn search(&self, text: String) -> Vec<Hit> {
        vec![Hit::Meeting(meeting(text))]
    }

    /// Says what it hears.
    async fn echo(
        &self,
        ctx: &Context<'_>,
        text: Option<String>,
        number: Option<i32>,
        float: Option<f64>,
        flag: Option<bool>,
        id: Option<ID>,
        texts: Option<Vec<String>>,
        #[graphql(validator(maximum = 10))] small: Option<i32>,
    ) -> String {
        ctx.data_unchecked::<Resolved>().0.fetch_add(1, Ordering::Relaxed);
        format!("{text:?} {number:?} {float:?} {flag:?} {id:?} {texts:?} {small:?}")
    }

    async fn unicode(&self, text: String) -> String {
        text
    }

    /// Tells absent from null.
    async fn three_states(&self, text: MaybeUndefined<String>) -> &'static str {
        match text {
            MaybeUndefined::Undefined => "absent",
            MaybeUndefined::Null => "null",
            MaybeUndefined::Value(_) => "set",
        }
    }

    async fn panics(&self, #[graphql(default = true)] really: bool) -> Option<i32> {
        assert!(!really, "the secret of the house");
        None
    }

    /// Lets a database error out as it is.
    async fn leaks(&self) -> Result<Option<i32>, DbErr> {
        Err(DbErr::Custom("SELECT secret FROM house".to_owned()))
    }

    /// Fails on purpose, with words for the public.
    async fn refuses(&self) -> Option<Result<i32, async_graphql::Error>> {
        Some(Err(coded("NOT_FOUND", "There is no such thing.")))
    }

    /// Fails as our own faults do.
    async fn broken(&self) -> Result<Option<i32>, async_graphql::Error> {
        Err(coded("INTERNAL", "SELECT secret FROM house"))
    }

    /// Cannot be null, and fails.
    async fn required(&self) -> Result<i32, async_graphql::Error> {
        Err(coded("NOT_FOUND", "There is no such thing."))
    }

    async fn slow(&self, millis: u64) -> bool {
        tokio::time::sleep(Duration::from_millis(millis)).await;
        true
    }

    /// Asks the database as often as it is told.
    async fn statements(&self, ctx: &Context<'_>, count: i32) -> bool {
        let app = ctx.data_unchecked::<App>();
        for _ in 0..count {
            entity::media::Entity::find().one(app.db.reader()).await.unwrap();
        }
        true
    }
}

fn coded(code: &str, message: &str) -> async_graphql::Error {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    async_graphql::Error { message: message.to_owned(), source: None, extensions: Some(extensions) }
}

pub(crate) struct Mutation;

#[Object]
impl Mutation {
    async fn rename(&self, ctx: &Context<'_>, title: String, format: Option<MeetingFormat>) -> bool {
        ctx.data_unchecked::<Deeds>().0.lock().unwrap().push(title);
        format != Some(MeetingFormat::Virtual)
    }

    /// Stops working instead.
    async fn rename_panics(&self, #[graphql(default = true)] really: bool) -> bool {
        assert!(!really, "the secret of the house");
        true
    }

    /// Is renamed after a while.
    async fn rename_late(&self, ctx: &Context<'_>, title: String, millis: u64) -> bool {
        tokio::time::sleep(Duration::from_millis(millis)).await;
        ctx.data_unchecked::<Deeds>().0.lock().unwrap().push(title);
        true
    }
}

pub(crate) struct Ticks;

#[Subscription]
impl Ticks {
    async fn ticks(&self) -> impl Stream<Item = i32> {
        stream::iter(0..3)
    }

    /// Says something ever so often.
    async fn every(&self, millis: u64) -> impl Stream<Item = i32> {
        stream::unfold(0, move |count| async move {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            Some((count, count + 1))
        })
    }

    /// Says ten thousand letters as often as it is asked to, and counts.
    async fn busy(&self, ctx: &Context<'_>) -> impl Stream<Item = String> {
        let said = Arc::clone(&ctx.data_unchecked::<Resolved>().0);
        stream::repeat_with(move || {
            said.fetch_add(1, Ordering::Relaxed);
            "x".repeat(10_000)
        })
    }

    /// Stops working after the first time.
    async fn breaks(&self) -> impl Stream<Item = i32> {
        stream::iter(0..3).inspect(|count| assert!(*count == 0, "the secret of the house"))
    }
}
