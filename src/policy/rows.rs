//! Which rows are there, for whom.

use entity::{Readable, Sight};

use super::table::{ROWS, Which};
use crate::viewer::Viewer;

/// How far a viewer sees into a noun.
pub(crate) fn sight<E: Readable>(viewer: &Viewer) -> Sight {
    if E::SIGHT == Sight::All {
        return Sight::All;
    }
    let (standing, table) = (viewer.standing(), E::default());
    let fitting = ROWS.iter().find(|rows| rows.0 == table.table_name() && rows.1.includes(standing));
    match (fitting.map(|rows| rows.2), viewer.account()) {
        (Some(Which::All), _) => Sight::All,
        (Some(Which::Own), Some(account)) => Sight::Own(account.id),
        _ => Sight::Nothing,
    }
}
