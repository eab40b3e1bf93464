//! Content as files: the bundle that medical writers edit by hand and git can compare.
//!
//! An import reads everything first and tells every fault it finds, with file, line and what would
//! be right; only a bundle without faults is written, in one transaction, and only where it differs
//! from what is there. An export writes the same bytes from either database, and reads back as the
//! same content. What a noun looks like is declared once, in `noun`; reading, writing, storing and
//! loading follow from it. `docs/bundle.md` is the format in words.

mod check;
mod closed;
mod draft;
mod emit;
mod export;
mod field;
mod folder;
mod form;
mod generate;
mod import;
mod json;
mod link;
mod markdown;
mod media;
mod media_folder;
mod node;
mod noun;
mod page;
mod parts;
mod picture;
mod placed;
mod problem;
mod reader;
mod record;
mod report;
mod rows;
mod scalar;
mod schedule;
mod settle;
mod source_file;
mod store;
mod text;
mod watch;
mod webvtt;

pub(crate) use draft::{Draft, PageFile, read_draft};
pub use export::{ExportError, ExportOptions, LeftOut, export};
pub use generate::{generate, generated_slug, generated_topics};
pub use import::{ImportError, ImportOptions, import};
pub use problem::{Problem, Problems};
pub use report::{Report, Tally};
pub use source_file::FileError;
