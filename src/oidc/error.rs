//! What a provider can answer instead of vouching for a person.
//!
//! Must not carry a code, a token or a secret.

/// Why a provider did not vouch for anybody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OidcError {
    /// It could not be reached in time, or what it publishes of itself does not hold.
    #[error("provider `{provider}` could not be asked: {cause}")]
    Unreachable {
        /// Id of the provider.
        provider: String,
        /// What went wrong.
        cause: String,
    },
    /// So many are asking it already that this one would have to wait.
    #[error("provider `{0}` is being asked by too many at once")]
    Busy(String),
    /// It did not take the code: it is spent, ended, or not its own.
    #[error("provider `{provider}` did not take the code: {cause}")]
    Code {
        /// Id of the provider.
        provider: String,
        /// What it answered.
        cause: String,
    },
    /// What it answered proves nobody.
    #[error("the identity token of provider `{provider}` does not hold: {cause}")]
    Token {
        /// Id of the provider.
        provider: String,
        /// What of it does not hold.
        cause: String,
    },
}
