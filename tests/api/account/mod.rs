//! Who may sign in, for how long, and who manages that.

mod cookie;
mod issuer;
mod manage;
mod sign_in;
mod token;
mod waiting;

/// An hour, in the microseconds of the clock.
const HOUR: i64 = 3_600_000_000;

const SIGN_IN: &str = "mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) {
    account { email roles } secret expiresAt retryAt problems { code message path }
  }
}";
