//! Furniture shared by all features: how a field fails, how rows are asked for in bulk, how lists
//! are paged, filtered and ordered, and the scalars of the contract. Knows no noun.

mod ask;
mod batch;
mod company;
mod context;
mod edge;
mod fault;
mod filter;
mod id;
mod link;
mod live;
mod naming;
mod noun;
mod page;
mod problem;
pub mod prose;
mod reading;
mod root;
pub mod scalar;
mod sparse;
mod turn;

pub(crate) use ask::asks;
pub use batch::{Answers, Ask, Loaded, MANY, Whole, deal};
pub(crate) use context::who;
pub use context::{Desk, Question, Table};
pub use edge::{All, ById, BySlug, Edge, among};
pub use fault::{Fault, Result};
pub(crate) use filter::filter;
pub use filter::{
    DateTimeFilter, EnumFilter, IdFilter, IntFilter, Narrow, PartialDateFilter, StringFilter, Where, negated,
    tagged, within,
};
pub use id::NodeId;
pub(crate) use link::{edges, through, through_pairs};
pub use live::{Live, Moment, Moments, happened};
pub use naming::{camel, snake};
pub(crate) use noun::nouns;
pub use noun::{Noun, one};
pub(crate) use page::lists;
pub use page::{Connection, Direction, Listed, Order, OrderOf, PageInput, Sortable, input};
pub(crate) use problem::refusals;
pub use problem::{Problem, Refusal, problems};
pub use root::By;
pub(crate) use root::{by_id_or_slug, flattened, roots, sorted};
pub use sparse::Shown;
pub use turn::Turns;
