//! One trial over every meeting and paper.

mod differences;
mod timeline;
