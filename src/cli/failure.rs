//! What a command ends with when it does not end well.
//!
//! Must not lose the cause: it is printed whole.

use crate::{
    format::Refused,
    register::{BulkError, DemonstrationError, RegisterError},
    store::StoreError,
};

/// A failure, by whose fault it is.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input is at fault; exit code 1.
    #[error("{0}")]
    Input(String),
    /// The input is at fault, and all that is to be said was printed already; exit code 1.
    #[error("")]
    Told,
    /// The program, or what it stands on, is at fault; exit code 2.
    #[error("{0:#}")]
    Ours(anyhow::Error),
}

impl Failure {
    /// Returns the exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input(_) | Self::Told => 1,
            Self::Ours(_) => 2,
        }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Input(refused.to_string())
    }
}

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Store(StoreError::Address { .. }) => Self::Input(error.to_string()),
            RegisterError::Store(_) | RegisterError::Random(_) | RegisterError::Digest(_) | RegisterError::CutOff => {
                Self::Ours(error.into())
            }
            _ => Self::Input(error.to_string()),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        RegisterError::Store(error).into()
    }
}

impl From<BulkError> for Failure {
    fn from(error: BulkError) -> Self {
        match error {
            BulkError::Io(_) => Self::Ours(error.into()),
            BulkError::Header(_) | BulkError::Row { .. } => Self::Input(error.to_string()),
        }
    }
}

impl From<DemonstrationError> for Failure {
    fn from(error: DemonstrationError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Ours(error.into())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Ours(error.into())
    }
}
