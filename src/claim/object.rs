//! Statements and metrics as the contract shows them.

use std::marker::PhantomData;

use async_graphql::{Context, Enum, ID, Object, OutputType};
use uuid::Uuid;

use crate::{
    graphql::{
        All, Desk, Result, edges, flattened, nouns,
        prose::html,
        scalar::{Decimal, Html, PartialDate},
    },
    source::Sourced,
};

nouns! { Statement = statement, Metric = metric }

edges! {
    /// What a thing says of itself.
    StatementsOf: statement by statement.SubjectId order statement.Kind, statement.Position, statement.Id;
    /// What is counted of a thing.
    MetricsOf: metric by metric.SubjectId order metric.Position, metric.Id;
}

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::statement::Kind")]
pub enum StatementKind {
    /// What an organisation is there for.
    Mission,
    /// One of its aims.
    Aim,
    /// An educational need it sees.
    Need,
    /// What its work leads to.
    Impact,
    /// Something from its history.
    History,
    /// A rule it sets, such as who may reuse its abstracts.
    Policy,
    /// Whom it thanks for support.
    Support,
    /// How it is reached.
    Contact,
    /// A project it carries.
    Project,
    /// How it keeps quality.
    Quality,
    /// What a thing is, in words.
    Description,
    /// How a meeting greets its participants.
    Welcome,
    /// What a meeting is for.
    Purpose,
    /// What participants should be able to do afterwards.
    Objective,
    /// A section of a longer message.
    Section,
    /// A remark by our editors.
    Note,
}

/// How much weight the author of a statement gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::statement::Rank")]
pub enum StatementRank {
    /// Above the others.
    Primary,
    /// Beside the others.
    Further,
}

/// How far something reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::organisation::Level")]
pub enum GeographicLevel {
    /// One country.
    National,
    /// Europe.
    European,
    /// All of Europe.
    PanEuropean,
    /// Across countries of Europe.
    TransEuropean,
    /// Several countries.
    International,
    /// The whole world.
    Worldwide,
}

/// How exact a count claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::metric::Qualifier")]
pub enum MetricQualifier {
    /// Counted.
    Exact,
    /// About this many.
    Approximate,
    /// More than this many.
    MoreThan,
    /// Fewer than this many.
    LessThan,
    /// Stated without saying how exact.
    Stated,
    /// Not known.
    Unknown,
}

/// Something an organisation, a meeting or a message says of itself, in our words.
#[Object]
impl Statement {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// What it is.
    fn kind(&self) -> StatementKind {
        self.0.kind.into()
    }

    /// Its place among all that the same thing says, from 1.
    fn position(&self) -> i32 {
        self.0.position
    }

    /// The weight its author gives it; null if none is given.
    fn rank(&self) -> Option<StatementRank> {
        self.0.rank.map(Into::into)
    }

    /// The heading above it.
    fn heading(&self) -> Option<&str> {
        self.0.heading.as_deref()
    }

    /// The words that lead to it, shared by its neighbours.
    fn lead_in(&self) -> Option<&str> {
        self.0.lead_in.as_deref()
    }

    /// The verb it turns on: what a participant should be able to do.
    fn verb(&self) -> Option<&str> {
        self.0.verb.as_deref()
    }

    /// What is said; null where the source prints a heading and nothing below it.
    fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// The same as HTML.
    fn html(&self) -> Option<Html> {
        self.0.text.as_deref().map(html)
    }

    /// How far what is said reaches.
    fn levels(&self) -> Vec<GeographicLevel> {
        self.0.levels.iter().copied().map(Into::into).collect()
    }

    /// When it was said.
    fn as_of(&self) -> Option<PartialDate> {
        self.0.as_of.clone().map(PartialDate)
    }

    #[graphql(flatten)]
    fn claims(&self) -> Claims<Self> {
        Claims::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

/// A counted claim, such as the attendees of a meeting.
#[Object]
impl Metric {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// What is counted, such as `attendees`. Claims of one name about one thing compete.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// The number.
    fn value(&self) -> Decimal {
        Decimal(self.0.value.clone())
    }

    /// How exact it claims to be.
    fn qualifier(&self) -> MetricQualifier {
        self.0.qualifier.into()
    }

    /// What one is: `visitors`, `countries`.
    fn unit(&self) -> Option<&str> {
        self.0.unit.as_deref()
    }

    /// Over which time it is counted: `year`.
    fn period(&self) -> Option<&str> {
        self.0.period.as_deref()
    }

    /// When it was true.
    fn as_of(&self) -> Option<PartialDate> {
        self.0.as_of.clone().map(PartialDate)
    }

    /// A remark by our editors.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Whether our editors prefer this claim to those it competes with.
    fn is_preferred(&self) -> bool {
        self.0.is_preferred
    }

    /// Claims of the same name about the same thing that say another number.
    async fn conflicts_with(&self, ctx: &Context<'_>) -> Result<Vec<Metric>> {
        let claims = ctx.load::<All<MetricsOf>>(self.0.subject_id).await?;
        let rivals = claims.iter().filter(|claim| claim.name == self.0.name && claim.value != self.0.value);
        Ok(rivals.cloned().map(Metric).collect())
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

/// Flattened into whatever says or counts something of itself.
pub struct Claims<T>(Uuid, PhantomData<fn() -> T>);

flattened! { Claims }

#[Object(name_type)]
impl<T: OutputType> Claims<T> {
    /// What it says of itself, by kind and in order.
    async fn statements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of these kinds.")] kinds: Option<Vec<StatementKind>>,
    ) -> Result<Vec<Statement>> {
        let rows = ctx.load::<All<StatementsOf>>(self.0).await?;
        let wanted =
            rows.iter().filter(|row| kinds.as_ref().is_none_or(|kinds| kinds.contains(&row.kind.into())));
        Ok(wanted.cloned().map(Statement).collect())
    }

    /// What is counted of it.
    async fn metrics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only the claims of this name.")] name: Option<String>,
    ) -> Result<Vec<Metric>> {
        let rows = ctx.load::<All<MetricsOf>>(self.0).await?;
        let wanted = rows.iter().filter(|row| name.as_ref().is_none_or(|name| *name == row.name));
        Ok(wanted.cloned().map(Metric).collect())
    }
}

impl Statement {
    /// Those of one kind, in order.
    pub(crate) async fn of_kind(
        ctx: &Context<'_>,
        subject: Uuid,
        kind: entity::statement::Kind,
    ) -> Result<Vec<Statement>> {
        let rows = ctx.load::<All<StatementsOf>>(subject).await?;
        Ok(rows.iter().filter(|row| row.kind == kind).cloned().map(Statement).collect())
    }
}
