//! OpenID Connect: what an outside identity provider is asked, and what is believed of its answer.
//!
//! Must not know accounts, sessions or databases: it answers with issuer and subject. Has no clock and no randomness of its own.

mod error;
mod fetch;
mod handshake;
mod provider;
mod settings;

pub use error::OidcError;
pub use handshake::Handshake;
pub use provider::{Proven, Provider};
pub use settings::{OidcSettingsError, ProviderSettings, SecretSource, Settings};
