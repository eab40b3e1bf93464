//! Signing in elsewhere: whose account it is that an issuer vouches for. It is found by its verified e-mail address the
//! first time, and by the name the issuer gives from then on.

use entity::{
    account::{self, Role},
    account_binding,
    audit_entry::Deed,
    spent_state,
    subject::Subject,
    value::List,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    SqlErr, sea_query::OnConflict,
};
use serde_json::json;

use super::{
    add::{LONGEST, is_email, once_each},
    change::{is_last, manages},
    sign_in::{SignedIn, issue},
    sign_out::end_all,
};
use crate::{
    app::App,
    audit::{Entry, record},
    database::{Held, Transaction},
    issuer::{Issuer, Vouched},
    text::within,
};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ElsewhereError {
    #[error("This sign-in was finished before. Begin again.")]
    Spent,
    #[error("There is no open account for you here. Ask who manages accounts.")]
    NoAccount,
    #[error("It did not tell a verified e-mail address, by which your account could be found.")]
    NoEmail,
    #[error("None of your groups there may do anything here. Ask who manages accounts.")]
    NoRole,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A state is remembered until its ticket has long ended, in microseconds.
const REMEMBERED: i64 = 3_600 * 1_000_000;

/// Signs in whom an issuer vouches for.
pub(crate) async fn sign_in_elsewhere(
    app: &App,
    issuer: &Issuer,
    vouched: Vouched,
    state: String,
) -> Result<SignedIn, ElsewhereError> {
    match enter(app, issuer, &vouched, &state).await {
        // They came for the first time twice at once, and are known by now.
        Err(ElsewhereError::Database(error)) if is_taken(&error) => {
            enter(app, issuer, &vouched, &state).await
        }
        done => done,
    }
}

fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

async fn enter(
    app: &App,
    issuer: &Issuer,
    vouched: &Vouched,
    state: &str,
) -> Result<SignedIn, ElsewhereError> {
    let tx = app.db.begin().await?;
    let mut log = Vec::new();
    spend(app, &tx, state.to_owned()).await?;
    let account = find(app, &tx, issuer, vouched, &mut log).await?;
    if account.closed_at.is_some() {
        return Err(ElsewhereError::NoAccount);
    }
    let account = with_roles(&tx, account, vouched.roles.as_ref(), &mut log).await?;
    if account.roles.is_empty() {
        if end_all(&tx, app.clock.now(), account.id).await? > 0 {
            log.push(Entry::of_account(Deed::SignOut, account.id));
        }
        end(app, tx, log).await?;
        return Err(ElsewhereError::NoRole);
    }
    let (token, secret) = issue(app, &tx, account.id, None).await?;
    let detail = json!({ "issuer": issuer.url() });
    log.push(Entry { detail, ..Entry::of_account(Deed::SignIn, account.id) });
    end(app, tx, log).await?;
    Ok(SignedIn { account, token, secret })
}

async fn end(app: &App, tx: Transaction, log: Vec<Entry>) -> Result<(), DbErr> {
    for entry in log {
        record(app, &tx, entry).await?;
    }
    tx.commit().await
}

/// What comes back twice is a copy.
async fn spend(app: &App, tx: &Transaction, state: String) -> Result<(), ElsewhereError> {
    use spent_state::{ActiveModel, Column, Entity};

    let now = app.clock.now();
    Entity::delete_many().filter(Column::SpentAt.lt(now.0 - REMEMBERED)).exec(tx).await?;
    let row = ActiveModel { id: Set(app.ids.next()), state: Set(state), spent_at: Set(now) };
    let again = OnConflict::column(Column::State).do_nothing().to_owned();
    match Entity::insert(row).on_conflict(again).exec_without_returning(tx).await? {
        0 => Err(ElsewhereError::Spent),
        _ => Ok(()),
    }
}

/// The account, bound by now. Nobody else changes it until the transaction ends.
async fn find(
    app: &App,
    tx: &Transaction,
    issuer: &Issuer,
    vouched: &Vouched,
    log: &mut Vec<Entry>,
) -> Result<account::Model, ElsewhereError> {
    use account_binding::{ActiveModel, Column, Entity};

    let of_issuer = Entity::find().filter(Column::Issuer.eq(issuer.url()));
    let bound = of_issuer.clone().filter(Column::Subject.eq(&vouched.subject)).one(tx).await?;
    if let Some(bound) = bound {
        let account = account::Entity::find_by_id(bound.account_id).held().one(tx).await?;
        return account.ok_or(ElsewhereError::NoAccount);
    }
    let email = vouched.email.as_ref().ok_or(ElsewhereError::NoEmail)?;
    let known = account::Entity::find().filter(account::Column::Email.eq(email)).held().one(tx).await?;
    let account = match known {
        Some(account) => account,
        None if issuer.adds_unknown => {
            let (account, entry) = add(app, tx, issuer, vouched, email).await?;
            log.push(entry);
            account
        }
        None => return Err(ElsewhereError::NoAccount),
    };
    if let Some(bound) = of_issuer.filter(Column::AccountId.eq(account.id)).one(tx).await? {
        if bound.subject == vouched.subject {
            // They were bound a moment ago, when they came for the first time twice at once.
            return Ok(account);
        }
        // The address has come to somebody else, who is not its first holder.
        tracing::warn!(account.id = %account.id, "the account is bound to somebody else at the issuer");
        return Err(ElsewhereError::NoAccount);
    }
    let binding = ActiveModel {
        id: Set(app.ids.next()),
        account_id: Set(account.id),
        issuer: Set(issuer.url().to_owned()),
        subject: Set(vouched.subject.clone()),
        bound_at: Set(app.clock.now()),
    };
    Entity::insert(binding).exec_without_returning(tx).await?;
    Ok(account)
}

async fn add(
    app: &App,
    tx: &Transaction,
    issuer: &Issuer,
    vouched: &Vouched,
    email: &str,
) -> Result<(account::Model, Entry), ElsewhereError> {
    if !is_email(email) {
        return Err(ElsewhereError::NoEmail);
    }
    let roles = match &vouched.roles {
        Some(roles) if roles.is_empty() => return Err(ElsewhereError::NoRole),
        Some(roles) => once_each(roles.clone()),
        None => vec![Role::Reader].into(),
    };
    let name = vouched.name.as_deref().and_then(|name| within(name, LONGEST)).unwrap_or(email);
    let account = account::ActiveModel {
        id: Set(app.ids.next()),
        email: Set(email.to_owned()),
        name: Set(name.to_owned()),
        password: Set(None),
        roles: Set(roles),
        writer_id: Set(None),
        created_at: Set(app.clock.now()),
        closed_at: Set(None),
    };
    let account = account.insert(tx).await?;
    let detail = json!({ "email": email, "roles": account.roles.0, "issuer": issuer.url() });
    let entry = Entry { by: None, deed: Deed::AccountAdd, subject: Subject::Account, id: account.id, detail };
    Ok((account, entry))
}

/// The account as the issuer wants it, but that somebody who may manage accounts always remains.
async fn with_roles(
    tx: &Transaction,
    mut account: account::Model,
    roles: Option<&Vec<Role>>,
    log: &mut Vec<Entry>,
) -> Result<account::Model, DbErr> {
    let Some(roles) = roles else { return Ok(account) };
    let mut roles: List<Role> = once_each(roles.clone());
    if manages(&account) && !roles.contains(&Role::Admin) && is_last(tx, account.id).await? {
        roles.0.push(Role::Admin);
    }
    if roles != account.roles {
        account.roles = roles;
        let mut row = account.clone().into_active_model();
        row.roles = Set(account.roles.clone());
        row.update(tx).await?;
        let detail = json!({ "name": account.name, "roles": account.roles.0, "isOpen": true });
        log.push(Entry { detail, ..Entry::of_account(Deed::AccountChange, account.id) });
    }
    Ok(account)
}
