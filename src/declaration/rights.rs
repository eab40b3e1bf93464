//! Rights as the contract shows and takes them.

use async_graphql::{Enum, InputObject, SimpleObject};
use entity::declaration;

use crate::graphql::scalar::PartialDate;

/// What a right to publish rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::declaration::Basis")]
pub enum RightsBasis {
    /// It is the publisher's own work.
    OwnWork,
    /// The organiser of the meeting consented.
    OrganiserConsent,
    /// The presenter consented.
    PresenterConsent,
    /// A licence allows it.
    Licence,
    /// Nobody has rights in it.
    PublicDomain,
    /// It is quoted within the limits of the law.
    Quotation,
    /// It restates facts in the publisher's own words. Never enough for somebody else's slide.
    FactsInOwnWords,
}

/// By what right something is published.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "RightsInput")]
pub struct Rights {
    /// What the right rests on.
    basis: RightsBasis,
    /// Who holds the rights; null if it is the publisher, or nobody. A consent has one.
    holder: Option<String>,
    /// The licence, such as `CC BY 4.0`; null if there is none. A basis `LICENCE` has one.
    licence: Option<String>,
    /// Where the permission is filed, such as the mark of a letter, for writers, reviewers and editors; null if none was
    /// asked. A consent has one.
    permission: Option<String>,
    /// When it was granted; null if it was not, or if that is not known.
    granted_on: Option<PartialDate>,
    /// The last day on which it holds, in UTC; null if it does not end. Nothing is released after it.
    expires_on: Option<PartialDate>,
}

impl From<declaration::Rights> for Rights {
    fn from(rights: declaration::Rights) -> Self {
        Self {
            basis: rights.basis.into(),
            holder: rights.holder,
            licence: rights.licence,
            permission: rights.permission,
            granted_on: rights.granted_on.map(PartialDate),
            expires_on: rights.expires_on.map(PartialDate),
        }
    }
}

impl From<Rights> for declaration::Rights {
    fn from(rights: Rights) -> Self {
        Self {
            basis: rights.basis.into(),
            holder: rights.holder,
            licence: rights.licence,
            permission: rights.permission,
            granted_on: rights.granted_on.map(|date| date.0),
            expires_on: rights.expires_on.map(|date| date.0),
        }
    }
}
