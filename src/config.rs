//! What an operator decides, read once from the command line and the environment.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use entity::account::Role;
use sea_orm::ActiveEnum;
use url::Url;

use crate::{
    audit::Head,
    issuer::IssuerConfig,
    media::{MediaError, Store},
    policy::Standing,
};

/// The highlights of medical congresses over GraphQL: meetings, lecture summaries, key slides,
/// podcasts and the people behind them.
///
/// Without a verb the program serves: it brings its tables up to date, loads the bundled content
/// if the database is empty, and tells where the playground is.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Config {
    /// Where the content is.
    #[command(flatten)]
    pub store: StoreConfig,

    /// What to do; `serve` if nothing is said.
    #[command(subcommand)]
    pub verb: Option<Verb>,

    /// How to serve when no verb is given.
    #[command(flatten)]
    pub serve: ServeConfig,
}

/// Where the content is.
#[derive(Clone, Debug, Args)]
pub struct StoreConfig {
    /// The folder of the embedded database and of media.
    #[arg(long = "data", env = "DATA_DIR", default_value = "data", global = true, value_name = "DIR")]
    pub data: PathBuf,

    /// A PostgreSQL database, such as `postgres://user@host/name`. Without it, SQLite in the data folder.
    #[arg(long, env = "DATABASE_URL", global = true, value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// Where files that come in at the desk are kept, such as `s3://bucket/folder`. Without it, the data folder. An S3
    /// store is described by the usual `AWS_...` variables: `AWS_REGION`, `AWS_ENDPOINT`, `AWS_ACCESS_KEY_ID` and so on.
    #[arg(long, env = "MEDIA_URL", global = true, value_name = "URL")]
    pub media_url: Option<Url>,
}

impl StoreConfig {
    /// Where bytes lie.
    pub fn media(&self) -> Result<Store, MediaError> {
        let folder = self.data.join("media");
        match &self.media_url {
            Some(url) => {
                let told = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
                Store::at(folder, url, told.map(|(name, value)| (name.to_ascii_lowercase(), value)))
            }
            None => Store::of_folder(folder),
        }
    }
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct ServeConfig {
    /// The address to listen on.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,

    /// Web pages that may ask from a browser, besides the playground; separated by commas.
    #[arg(long, env = "ALLOWED_ORIGINS", value_delimiter = ',', value_name = "ORIGIN")]
    pub allowed_origins: Vec<String>,

    /// The header in which a proxy in front of this service says whose request it passes on.
    #[arg(long, env = "PROXY_HEADER", value_name = "HEADER")]
    pub proxy_header: Option<String>,

    /// Serve no playground.
    #[arg(long, env = "NO_PLAYGROUND")]
    pub no_playground: bool,

    /// Leave an empty database empty instead of loading the bundled content.
    #[arg(long, env = "NO_CONTENT")]
    pub no_content: bool,

    /// Signing in elsewhere.
    #[command(flatten)]
    pub issuer: IssuerConfig,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Answer requests until told to stop (Ctrl-C or SIGTERM).
    Serve(Box<ServeConfig>),
    /// Bring the tables up to date.
    Migrate {
        /// Change nothing; fail if the tables are not up to date.
        #[arg(long)]
        check: bool,
    },
    /// Read a bundle into the database. Everything is checked first; a bundle with faults changes nothing.
    Import {
        /// The folder of the bundle.
        path: PathBuf,
        /// Check and compare, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Write the content as a bundle.
    Export {
        /// A folder that does not exist yet, or is empty.
        path: PathBuf,
        /// Write summaries that have notices, such as a retraction, without these: bundles hold none.
        #[arg(long)]
        without_notices: bool,
    },
    /// Write a synthetic bundle of any size, for tests and measurements.
    Generate {
        /// A folder that does not exist yet, or is empty.
        path: PathBuf,
        /// How many lectures, each with a summary and five slides: 2000 is size S, 200000 size L.
        #[arg(long, default_value_t = 2_000)]
        lectures: u32,
        /// The same seed gives the same bytes.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Print the contract (GraphQL SDL).
    Schema {
        /// Write it to this file instead.
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
        /// Change nothing; fail if this file differs from it.
        #[arg(long, value_name = "FILE", conflicts_with = "write")]
        check: Option<PathBuf>,
        /// As somebody sees it: anonymous, or roles separated by commas. All of it if nothing is said.
        #[arg(long = "as", value_name = "ROLES")]
        seen_by: Option<Standing>,
    },
    /// Print who may what, as a table for people (docs/who-may-what.md).
    Policy {
        /// Write it to this file instead.
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
        /// Change nothing; fail if this file differs from it.
        #[arg(long, value_name = "FILE", conflicts_with = "write")]
        check: Option<PathBuf>,
    },
    /// Manage who signs in.
    #[command(subcommand)]
    Account(AccountVerb),
    /// Look after the log of what was done.
    #[command(subcommand)]
    Audit(AuditVerb),
    /// Look after images, sounds and captions.
    #[command(subcommand)]
    Media(MediaVerb),
    /// Measure this machine: serve synthetic content of size S and time the read operations over HTTP.
    Bench(BenchConfig),
}

/// What can be done about accounts from the machine itself.
#[derive(Debug, Subcommand)]
pub enum AccountVerb {
    /// Add an account, such as the first administrator. Its password is told once.
    Add {
        /// The e-mail address that signs in.
        email: String,
        /// The name of its holder.
        #[arg(long)]
        name: String,
        /// What its holder may do: reader, writer, reviewer, editor, analyst, admin. May be given several times.
        #[arg(long = "role", required = true, value_parser = role, value_name = "ROLE")]
        roles: Vec<Role>,
    },
    /// Give an account a new password, told once, and end all of its sign-ins.
    ResetPassword {
        /// The e-mail address that signs in.
        email: String,
    },
}

/// What can be done about the log.
#[derive(Debug, Subcommand)]
pub enum AuditVerb {
    /// Read the whole log; fail if an entry was changed or taken out.
    Verify {
        /// The head that was told before: fail, too, if the log does not hold it any more.
        #[arg(long, value_name = "NUMBER:HASH")]
        noted: Option<Head>,
    },
}

/// What can be done about media.
#[derive(Debug, Subcommand)]
pub enum MediaVerb {
    /// Remove what came in at the desk more than a day ago and is shown by nothing.
    Sweep,
}

fn role(text: &str) -> Result<Role, String> {
    let known = Role::try_from_value(&text.to_owned());
    known.map_err(|_| "a role is reader, writer, reviewer, editor, analyst or admin".to_owned())
}

/// How to measure.
#[derive(Clone, Debug, Args)]
pub struct BenchConfig {
    /// How many lectures the synthetic content has.
    #[arg(long, default_value_t = 2_000)]
    pub lectures: u32,
    /// Seconds per operation and number of connections.
    #[arg(long, default_value_t = 5)]
    pub seconds: u64,
    /// Connections that ask at the same time, separated by commas.
    #[arg(long, default_value = "1,32", value_delimiter = ',')]
    pub connections: Vec<usize>,
}
