//! The command line; what it does is done elsewhere.

use std::{
    fs,
    io::{IsTerminal, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::{
    account::{self, Added, NewAccount},
    app::App,
    audit::{self, Head},
    bench,
    bundle::{self, ExportOptions, ImportOptions},
    config::{AccountVerb, AuditVerb, Config, MediaVerb, ServeConfig, StoreConfig, Verb},
    content,
    database::Database,
    http::{self, HttpConfig, Server},
    media,
    policy::Policy,
    schema,
};

/// A document is resolved by nested calls; the deepest one allowed needs a few megabytes in a build
/// without optimisation.
const STACK: usize = 32 * 1024 * 1024;

/// Does what the command line says.
pub fn main() -> ExitCode {
    let config = Config::parse();
    start_log(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    let done = runtime.map_err(Into::into).and_then(|runtime| {
        // The work itself runs on a thread with that stack, too.
        runtime.block_on(async { tokio::spawn(run(config)).await? })
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// One line for each request, unless the program asks itself to measure it.
fn start_log(config: &Config) {
    let usual = if matches!(config.verb, Some(Verb::Bench(_))) {
        "warn"
    } else {
        "info,sqlx=warn,sea_orm_migration=warn"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let is_seen = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(is_seen).with_writer(std::io::stderr).init();
}

async fn run(config: Config) -> Result<()> {
    let store = config.store;
    match config.verb {
        None => serve(&store, &config.serve).await,
        Some(Verb::Serve(serving)) => serve(&store, &serving).await,
        Some(Verb::Migrate { check }) => migrate(&store, check).await,
        Some(Verb::Schema { write, check, seen_by }) => {
            let told = seen_by.map_or_else(|| Ok(schema::sdl()), schema::sdl_as)?;
            print(&told, write.as_deref(), check.as_deref())
        }
        Some(Verb::Policy { write, check }) => {
            let policy = Policy::over(&schema::sdl())?;
            print(&policy.matrix()?, write.as_deref(), check.as_deref())
        }
        Some(Verb::Import { path, dry_run }) => import(&store, &path, dry_run).await,
        Some(Verb::Export { path, without_notices }) => {
            export(&store, &path, ExportOptions { without_notices }).await
        }
        Some(Verb::Generate { path, lectures, seed }) => Ok(bundle::generate(&path, lectures, seed)?),
        Some(Verb::Account(AccountVerb::Add { email, name, roles })) => {
            add_account(&store, NewAccount { email, name, roles, writer: None, by: None }).await
        }
        Some(Verb::Account(AccountVerb::ResetPassword { email })) => reset_password(&store, &email).await,
        Some(Verb::Audit(AuditVerb::Verify { noted })) => verify_log(&store, noted.as_ref()).await,
        Some(Verb::Media(MediaVerb::Sweep)) => sweep(&store).await,
        Some(Verb::Bench(config)) => {
            let app = open(&store).await?;
            bench::bench(app, &store.data.join("synthetic-content"), &config, say).await
        }
    }
}

async fn serve(store: &StoreConfig, serving: &ServeConfig) -> Result<()> {
    let app = open(store).await?;
    if !serving.no_content
        && content::load_into_empty(&app, &store.data.join("bundled-content")).await?.is_some()
    {
        say("The database was empty; the bundled content is loaded.");
    }
    if account::is_nobody_there(&app).await? {
        say(
            "Nobody can sign in yet. `account add EMAIL --name NAME --role admin` makes the first administrator.",
        );
    }
    let origins = serving.allowed_origins.iter().map(|text| http::origin(text)).collect::<Result<_, _>>()?;
    let config = HttpConfig {
        allowed_origins: origins,
        proxy_header: serving.proxy_header.as_deref().map(http::header).transpose()?,
        playground: !serving.no_playground,
        ..HttpConfig::default()
    };
    let app = App { issuer: serving.issuer.issuer()?.map(Arc::new), ..app };
    let (db, swept) = (app.db.clone(), app.clone());
    let server = Server::of_contract(app, config)?;
    let listener = tokio::net::TcpListener::bind(serving.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", serving.listen))?;
    let address = listener.local_addr()?;
    say(&format!("Playground  http://{address}/\nEndpoint    http://{address}/graphql"));
    let stop = http::stop_on_signal()?;
    let sweeping = tokio::spawn(media::sweep_now_and_then(swept, stop.clone()));
    http::serve(listener, server, stop).await?;
    sweeping.await?;
    Ok(db.close().await?)
}

async fn sweep(store: &StoreConfig) -> Result<()> {
    let app = open(store).await?;
    let swept = media::sweep(&app).await?;
    say(&format!(
        "Removed {} media that nothing shows, {} uploads that were not finished and {} files that nothing names.",
        swept.media, swept.tickets, swept.objects
    ));
    Ok(app.db.close().await?)
}

async fn import(store: &StoreConfig, path: &Path, dry_run: bool) -> Result<()> {
    let app = open(store).await?;
    let report = bundle::import(&app, path, ImportOptions { dry_run, progress: true }).await?;
    say(&report.to_string());
    if dry_run {
        say("This was a dry run: nothing was written.");
    }
    Ok(app.db.close().await?)
}

async fn export(store: &StoreConfig, path: &Path, options: ExportOptions) -> Result<()> {
    let app = open(store).await?;
    let left_out = bundle::export(&app, path, options).await?;
    if left_out.declarations > 0 {
        say(&format!(
            "Bundles do not hold what is declared of rights, funding and interests: {} summaries are without it.",
            left_out.declarations
        ));
    }
    Ok(app.db.close().await?)
}

async fn add_account(store: &StoreConfig, new: NewAccount) -> Result<()> {
    let app = open(store).await?;
    let added = account::add(&app, new).await?;
    tell_password(&added)?;
    Ok(app.db.close().await?)
}

async fn reset_password(store: &StoreConfig, email: &str) -> Result<()> {
    let app = open(store).await?;
    tell_password(&account::reset_password_of(&app, email).await?)?;
    Ok(app.db.close().await?)
}

fn tell_password(given: &Added) -> Result<()> {
    say(&format!(
        "{} can sign in as {}. The password is told this once:",
        given.account.name, given.account.email
    ));
    Ok(writeln!(std::io::stdout(), "{}", given.password)?)
}

async fn verify_log(store: &StoreConfig, noted: Option<&Head>) -> Result<()> {
    let app = open(store).await?;
    let head = audit::verify(app.db.reader(), noted).await?;
    say(&format!("The log is whole and holds {} entries. Its head, to be noted elsewhere:", head.number));
    writeln!(std::io::stdout(), "{head}")?;
    Ok(app.db.close().await?)
}

async fn migrate(store: &StoreConfig, check: bool) -> Result<()> {
    let db = connect(store).await?;
    if !check {
        db.migrate().await?;
    }
    match db.pending_migrations().await? {
        0 => say("The tables are up to date."),
        pending => bail!("{pending} migrations have not been run; `migrate` runs them"),
    }
    Ok(())
}

/// Prints what is made from the code, or writes it to a file, or compares it with one.
fn print(told: &str, write: Option<&Path>, check: Option<&Path>) -> Result<()> {
    match (write, check) {
        (Some(file), _) => {
            fs::write(file, told).with_context(|| format!("{} cannot be written", file.display()))
        }
        (None, Some(file)) => {
            let written =
                fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
            if written != told {
                bail!("{} is behind the code; the same with --write renews it", file.display());
            }
            Ok(())
        }
        (None, None) => Ok(std::io::stdout().write_all(told.as_bytes())?),
    }
}

/// Opens the database and brings its tables up to date.
async fn open(store: &StoreConfig) -> Result<App> {
    let db = connect(store).await?;
    db.migrate().await.context("the tables cannot be brought up to date")?;
    let media = store.media().context("the place of media cannot be used")?;
    Ok(App::new(db, media))
}

async fn connect(store: &StoreConfig) -> Result<Database> {
    fs::create_dir_all(&store.data).with_context(|| format!("{} cannot be made", store.data.display()))?;
    if let Some(url) = &store.database_url {
        return Database::open_server(url).await.context("the PostgreSQL database cannot be opened");
    }
    let file = store.data.join("highlights.db");
    Database::open_file(&file).await.with_context(|| format!("{} cannot be opened", file.display()))
}

/// To whoever started the program.
fn say(words: &str) {
    let _closed = writeln!(std::io::stderr(), "{words}");
}
