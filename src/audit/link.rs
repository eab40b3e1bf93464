//! What chains an entry to the one before it: SHA-256 over a JSON array, which leaves no doubt where one value ends and
//! the next begins.

use entity::{audit_entry, audit_head};
use sea_orm::{
    ActiveEnum,
    sea_query::{Expr, ExprTrait, Query, UpdateStatement},
};
use uuid::Uuid;

use crate::digest::hash_of;

/// An entry without what is known only when it is written: the hash of the one before, which comes first, and its
/// number.
pub(super) struct Link {
    /// From that hash to the number.
    middle: String,
    /// From the number to the end.
    end: String,
}

impl Link {
    /// The link to an entry, whatever number and hash it has.
    pub(super) fn to(row: &audit_entry::Model) -> Self {
        let account = row.account_id.map(|id| id.to_string());
        let said = serde_json::json!([
            row.at.0,
            account,
            row.deed.to_value(),
            row.subject.to_value(),
            row.subject_id.to_string(),
            row.detail,
        ]);
        let said = said.to_string();
        Self { middle: format!("\",\"{}\",", row.id), end: format!(",{}", said.trim_start_matches('[')) }
    }

    /// The hash of the entry, if it follows one of this hash and has this number.
    pub(super) fn hash(&self, before: &str, number: i64) -> String {
        hash_of(&format!("[\"{before}{}{number}{}", self.middle, self.end))
    }

    /// Moves the head of the log to the entry; on a server, which works out the same hash. The change this belongs to is
    /// committed early if that is wanted: its locks go before it is on disk.
    pub(super) fn onward(&self, is_early: bool) -> UpdateStatement {
        let hash = "encode(sha256(convert_to('[\"' || hash || $1 || number + 1 || $2, 'UTF8')), 'hex')";
        let hash = Expr::cust_with_values(hash, [self.middle.clone(), self.end.clone()]);
        let mut head = Query::update();
        head.table(audit_head::Entity)
            .value(audit_head::Column::Number, Expr::col(audit_head::Column::Number).add(1))
            .value(audit_head::Column::Hash, hash)
            .and_where(Expr::col(audit_head::Column::Id).eq(Uuid::nil()))
            .returning_all();
        if is_early {
            head.and_where(Expr::cust("set_config('synchronous_commit', 'off', true) = 'off'"));
        }
        head
    }
}
