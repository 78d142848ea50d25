//! Who may look into a dossier: comments, attachments, ticks and history are the affair of offices, never public.
//!
//! Must not decide rights: `zone::may` does.

use super::{problem::Problem, viewer::Viewer};
use crate::{
    atlas::{Atlas, ZoneRecord},
    register::{RegisterError, subject_of},
    zone::{Deed, Refusal, may},
};

/// Lets those look into a zone's dossier whose affair it is.
///
/// # Errors
/// A 401 where nobody is known; a 403 where it is not theirs, or a 404 where they may not even know of the zone.
pub fn look_into(viewer: &Viewer, atlas: &Atlas, record: &ZoneRecord) -> Result<(), Problem> {
    let Err(refusal) = sees(viewer, atlas, record)? else {
        return Ok(());
    };
    let public = record.delimitations.iter().any(|version| atlas.is_public(version));
    Err(if public {
        RegisterError::Refused(refusal).into()
    } else {
        RegisterError::NoZone(record.zone.code.to_string()).into()
    })
}

/// Tells whether somebody may look into a zone's dossier, or why not.
///
/// # Errors
/// A 401 where nobody is known.
pub fn sees(viewer: &Viewer, atlas: &Atlas, record: &ZoneRecord) -> Result<Result<(), Refusal>, Problem> {
    if *viewer == Viewer::Everything {
        return Ok(Ok(()));
    }
    let (identity, _) = viewer.account()?;
    // No delimitation is the subject: what is noted of one that is public is not public itself.
    Ok(may(&identity.office, Deed::See, &subject_of(atlas, record, None)))
}
