//! Random texts that open something. They begin with `chs_`, so that a scanner finds one that was left
//! in a public place.

use sea_orm::DbErr;

use crate::{digest::hex, idempotency::tell_no_answer};

const PREFIX: &str = "chs_";

/// A new one: 256 random bits.
pub(crate) fn new_secret() -> Result<String, DbErr> {
    tell_no_answer();
    Ok(format!("{PREFIX}{}", hex(&random::<32>()?)))
}

/// A password to begin with: 80 random bits in groups that can be read out.
pub(super) fn new_password() -> Result<String, DbErr> {
    tell_no_answer();
    let digits = hex(&random::<10>()?);
    let groups: Vec<&str> =
        (0..digits.len()).step_by(5).filter_map(|start| digits.get(start..start + 5)).collect();
    Ok(groups.join("-"))
}

fn random<const N: usize>() -> Result<[u8; N], DbErr> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| DbErr::Custom(format!("no random bytes: {error}")))?;
    Ok(bytes)
}
