//! Drafts kept on the server while they are drawn, faults and all.
//!
//! Must not judge them: the check does, when it is asked.

use super::{Actor, Register, RegisterError};
use crate::{
    store::{WorkedOn, WorkingDraft, WorkingDraftHead, Written},
    zone::{Deed, Subject},
};

/// Longest id of a draft.
const MOST_OF_AN_ID: usize = 64;
/// Longest title that a list tells, in characters.
const MOST_OF_A_TITLE: usize = 200;

/// A draft that cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkingDraftError {
    /// No such draft.
    #[error("draft `{0}` is not there")]
    Missing(String),
    /// It is there, and was taken for new.
    #[error(
        "draft `{0}` is there already; hint: send the `ETag` of the version you worked on as `If-Match`, or take another id"
    )]
    Held(String),
    /// Somebody saved it since it was read.
    #[error(
        "draft `{id}` has changed since it was read: `{by}` saved version {version} at {at}; hint: read it again, or save yours under another id"
    )]
    Stale {
        /// Its id.
        id: String,
        /// Its version now.
        version: u64,
        /// Who saved it.
        by: String,
        /// When.
        at: String,
    },
    /// The id is none.
    #[error("draft id `{0}` is not 1 to {MOST_OF_AN_ID} characters of A-Z, a-z, 0-9 and `-`; hint: a random UUID")]
    Id(String),
    /// It is no JSON.
    #[error("expected a JSON object: {0}")]
    Json(String),
}

impl Register {
    /// Lists the drafts of an office, the one saved last first.
    ///
    /// # Errors
    /// Says that the actor keeps no drafts, or what the store answered.
    pub async fn working_drafts(&self, actor: &Actor) -> Result<Vec<WorkingDraftHead>, RegisterError> {
        let (owner, _) = self.keeper(actor)?;
        Ok(self.store().working_drafts(&owner).await?)
    }

    /// Returns a draft of an office.
    ///
    /// # Errors
    /// Says that the actor keeps no drafts, or that it is not there.
    pub async fn working_draft(&self, actor: &Actor, id: &str) -> Result<WorkingDraft, RegisterError> {
        let (owner, _) = self.keeper(actor)?;
        let found = self.store().working_draft(&owner, id).await?;
        found.ok_or_else(|| WorkingDraftError::Missing(id.to_owned()).into())
    }

    /// Saves a draft as it is; Returns the new version.
    ///
    /// # Errors
    /// Says that the id is none, that the text is no JSON object, or that somebody saved it in between.
    pub async fn save_working_draft(
        &self,
        actor: &Actor,
        id: &str,
        body: String,
        worked_on: WorkedOn,
    ) -> Result<u64, RegisterError> {
        let (owner, author) = self.keeper(actor)?;
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || !(1..=MOST_OF_AN_ID).contains(&id.len()) {
            return Err(WorkingDraftError::Id(id.to_owned()).into());
        }
        let title = title_of(&body)?;
        let draft = WorkingDraft {
            head: WorkingDraftHead {
                id: id.to_owned(),
                version: 0,
                title,
                changed_at: self.now().to_string(),
                changed_by: author,
            },
            body,
        };
        written(id, self.store().save_working_draft(&owner, &draft, worked_on).await?)
    }

    /// Deletes a draft as it was at a version, or whatever it is.
    ///
    /// # Errors
    /// Says that it is not there, or that somebody saved it in between.
    pub async fn delete_working_draft(
        &self,
        actor: &Actor,
        id: &str,
        worked_on: Option<u64>,
    ) -> Result<(), RegisterError> {
        let (owner, _) = self.keeper(actor)?;
        written(id, self.store().delete_working_draft(&owner, id, worked_on).await?)?;
        Ok(())
    }

    /// Returns the office whose drafts an actor keeps, and the author.
    fn keeper(&self, actor: &Actor) -> Result<(String, String), RegisterError> {
        let atlas = self.atlas();
        actor.may(&atlas, Deed::Draft, &Subject::default())?;
        let author = actor.author(&atlas);
        let owner = author.split('/').next().unwrap_or_default().to_owned();
        Ok((owner, author))
    }
}

fn written(id: &str, written: Written) -> Result<u64, RegisterError> {
    match written {
        Written::Done(version) => Ok(version),
        Written::Held => Err(WorkingDraftError::Held(id.to_owned()).into()),
        Written::Missing => Err(WorkingDraftError::Missing(id.to_owned()).into()),
        Written::Stale(held) => Err(WorkingDraftError::Stale {
            id: held.id,
            version: held.version,
            by: held.changed_by,
            at: held.changed_at,
        }
        .into()),
    }
}

/// Finds the zone's name in a document that must be a JSON object and may lack all else.
fn title_of(body: &str) -> Result<String, WorkingDraftError> {
    let document: serde_json::Value =
        serde_json::from_str(body).map_err(|error| WorkingDraftError::Json(error.to_string()))?;
    if !document.is_object() {
        return Err(WorkingDraftError::Json("found another value".to_owned()));
    }
    let name = document["zone"]["name"].as_str().unwrap_or_default();
    Ok(name.chars().take(MOST_OF_A_TITLE).collect())
}
