//! English.

use super::SessionWords;

/// The words.
pub const SESSION: SessionWords = SessionWords {
    sign_in: "Sign in",
    sign_in_title: "Sign in to the desk",
    signing_in: "Signing in",
    sign_out: "Sign out",
    email: "Email",
    password: "Password",
    credentials_missing: "Enter your email address and your password.",
    no_match: "The email address and the password do not match.",
    forgotten: "Forgotten your password? An admin makes you a link to set a new one.",
    expired_title: "Sign in again",
    expired: "Your session has ended. Everything you wrote is still here.",
};
