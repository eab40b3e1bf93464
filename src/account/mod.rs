//! Who signs in, and with what. An account has roles; whoever holds one of its tokens acts for it. Passwords are
//! kept as argon2id hashes, tokens as SHA-256 of a random text, and neither can be read back.

mod access_token;
mod add;
mod change;
mod elsewhere;
mod loader;
mod mutation;
mod object;
mod password;
mod password_change;
mod password_reset;
mod payload;
mod query;
mod secret;
mod sign_in;
mod sign_out;

pub(crate) use add::is_email;
pub use add::{AddError, Added, NewAccount, add, is_nobody_there};
pub(crate) use elsewhere::{ElsewhereError, sign_in_elsewhere};
pub use mutation::AccountMutation;
pub use object::{AccessToken, Account, Credential};
pub use password::Passwords;
pub use password_reset::{PasswordResetError, reset_password_of};
pub use query::AccountQuery;
pub(crate) use secret::new_secret;
pub(crate) use sign_in::OVERLAP;
pub(crate) use sign_out::end_family;
