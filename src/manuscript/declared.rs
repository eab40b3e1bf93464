//! The form of what is declared: what contradicts itself is refused when it is saved. What is only missing is
//! refused when it is released.

use entity::declaration::{Disclosure, DisclosureState, Funding, FundingKind, Rights};

use super::content::Content;

/// Why it cannot be saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeclaredError {
    #[error("{0}")]
    Rights(&'static str),
    #[error("{0}")]
    Funding(&'static str),
    #[error("{0}")]
    Disclosure(&'static str),
}

const TEXT: usize = 500;
const MANY: usize = 50;

/// Checks what is declared in a version.
pub(super) fn check(content: &Content) -> Result<(), DeclaredError> {
    if let Some(rights) = &content.rights {
        check_rights(rights).map_err(DeclaredError::Rights)?;
    }
    check_funding(&content.funding).map_err(DeclaredError::Funding)?;
    if content.disclosures.len() > MANY {
        return Err(DeclaredError::Disclosure("At most 50 experts disclose."));
    }
    content.disclosures.iter().try_for_each(check_disclosure).map_err(DeclaredError::Disclosure)
}

fn check_rights(rights: &Rights) -> Result<(), &'static str> {
    let texts = [&rights.holder, &rights.licence, &rights.permission];
    if !texts.into_iter().flatten().all(|text| is_a_text(text)) {
        return Err("What is said of rights has 1 to 500 characters each; leave out what there is not.");
    }
    Ok(())
}

fn check_funding(all: &[Funding]) -> Result<(), &'static str> {
    if all.len() > MANY {
        return Err("There are at most 50 funders.");
    }
    if all.len() > 1 && all.iter().any(|one| one.kind == FundingKind::None) {
        return Err("That nobody paid stands alone.");
    }
    for one in all {
        let is_own = matches!(one.kind, FundingKind::None | FundingKind::OwnFunds);
        if is_own != one.funder.is_none() {
            return Err("Money of others names its funder; NONE and OWN_FUNDS name nobody.");
        }
        if is_own && (one.influence.is_some() || one.level.is_some()) {
            return Err("NONE and OWN_FUNDS bought no level, and nobody's influence.");
        }
        if ![&one.level, &one.statement].into_iter().flatten().all(|text| is_a_text(text)) {
            return Err("A level or a statement has 1 to 500 characters; leave out what there is not.");
        }
    }
    Ok(())
}

fn check_disclosure(one: &Disclosure) -> Result<(), &'static str> {
    use DisclosureState::{Declared, NothingToDisclose};

    let is_stated = matches!(one.state, Declared | NothingToDisclose);
    if is_stated != (one.stated_on.is_some() && one.window_months.is_some())
        || !is_stated && (one.stated_on.is_some() || one.window_months.is_some())
    {
        return Err("What was stated has its day and its window in months; what was not stated has neither.");
    }
    if one.window_months.is_some_and(|months| !(1..=600).contains(&months)) {
        return Err("A window has 1 to 600 months.");
    }
    if (one.state == Declared) == one.relationships.is_empty() {
        return Err("DECLARED names at least one relationship; the other states name none.");
    }
    if one.relationships.len() > MANY || !one.relationships.iter().all(|one| is_a_text(&one.with)) {
        return Err("There are at most 50 relationships, each with a company of 1 to 500 characters.");
    }
    Ok(())
}

fn is_a_text(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= TEXT
}
