//! Congress Highlights: the highlights of medical congresses over GraphQL.

pub mod app;
pub mod bench;
pub mod bundle;
pub mod cli;
pub mod clock;
pub mod config;
pub mod content;
pub mod database;
pub mod http;
pub mod limits;
mod markdown;
pub mod policy;
pub mod statements;
pub mod viewer;

pub mod graphql;
pub mod node;
pub mod schema;

pub mod account;
pub mod audit;
pub mod claim;
pub mod insight;
pub mod lecture;
pub mod manuscript;
pub mod media;
pub mod meeting;
pub mod newsletter;
pub mod notice;
pub mod organisation;
pub mod person;
pub mod podcast;
pub mod reference;
pub mod source;
pub mod summary;
pub mod topic;
pub mod training;
pub mod trial;
pub mod video;
pub mod writer;
