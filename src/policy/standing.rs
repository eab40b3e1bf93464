//! As what somebody asks.

use std::str::FromStr;

use entity::account::Role;
use sea_orm::{ActiveEnum, Iterable};

/// Nobody in particular, or signed in with some roles. Cheap to compare and to copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Standing(u16);

const SIGNED_IN: u16 = 1;

impl Standing {
    /// Nobody is signed in.
    pub const ANONYMOUS: Self = Self(0);

    /// Signed in with these roles.
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(SIGNED_IN, |all, role| all | bit(*role)))
    }

    /// Nobody in particular, and each role alone, by name.
    pub fn each() -> Vec<(String, Self)> {
        let roles = Role::iter().map(|role| (role.to_value(), Self::of(&[role])));
        std::iter::once(("anonymous".to_owned(), Self::ANONYMOUS)).chain(roles).collect()
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(self) -> bool {
        self.0 & SIGNED_IN != 0
    }

    /// Whether one of these roles is among those of who asks.
    pub fn has_any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.0 & bit(*role) != 0)
    }
}

fn bit(role: Role) -> u16 {
    SIGNED_IN << (1 + role as u16)
}

impl FromStr for Standing {
    type Err = String;

    /// `anonymous`, or roles separated by commas.
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "anonymous" {
            return Ok(Self::ANONYMOUS);
        }
        let roles = text.split(',').map(|role| Role::try_from_value(&role.trim().to_owned()));
        let roles: Result<Vec<_>, _> = roles.collect();
        roles.map(|roles| Self::of(&roles)).map_err(|_| {
            "one asks as anonymous, or as some of reader, writer, reviewer, editor, analyst, admin".to_owned()
        })
    }
}
