//! The printed sheet of a zone over HTTP: `…/delimitations/{n}.pdf`, and `/v1/zones/{code}.pdf` for the delimitation that is shown.
//!
//! Must not know what a sheet says. Whoever may see the delimitation may have its sheet, and what the sheet shows around it is what they see.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::{
    boundaries::{Sent, blocking, sent},
    problem::Problem,
    viewer::is_https,
};
use crate::{
    atlas::Atlas,
    register::RegisterError,
    sheet::{Asked, Language, LanguageError, SheetError, content_of, sheet},
};

/// The ending of a sheet's address.
pub const ENDING: &str = "pdf";

/// Returns the address at which a request found the service.
pub fn served_at(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let scheme = if is_https(headers) { "https" } else { "http" };
    Some(format!("{scheme}://{host}"))
}

/// Reads the parameter `lang`.
pub fn language(text: Option<&str>) -> Result<Language, Problem> {
    let parsed = text.map(str::parse).transpose();
    let parsed = parsed.map_err(|error: LanguageError| Problem::parameter("lang", format!("lang: {error}")))?;
    Ok(parsed.unwrap_or_default())
}

/// Sends the sheet of a delimitation; of the one that is shown on the day where no number is asked for.
pub async fn send(atlas: Arc<Atlas>, code: &str, number: Option<u32>, asked: Asked) -> Result<Response, Problem> {
    let no_zone = || RegisterError::NoZone(code.to_owned());
    let record = Arc::clone(atlas.zone(code).ok_or_else(no_zone)?);
    let number = match number {
        Some(number) => Some(number),
        None => record
            .shown(asked.on, asked.known)
            .map(|version| version.delimitation.number),
    };
    // A zone without a delimitation that may be seen is not seen.
    let number = number.ok_or_else(no_zone)?;
    let names = (
        format!("{}-{number}", record.zone.code),
        format!("{}-{number}", record.zone_of(number).name),
    );
    let made = blocking(move || {
        let version = record.delimitation(number)?;
        Some(sheet(&content_of(&atlas, &record, version, &asked)))
    });
    let bytes = made.await?.ok_or_else(no_zone)?.map_err(|error| unmade(&error))?;
    Ok(sent(Sent {
        bytes,
        media_type: "application/pdf".to_owned(),
        ending: ENDING,
        // It is read and printed in the browser; whoever wants it as a file has its name.
        disposition: "inline",
        names,
    }))
}

fn unmade(error: &SheetError) -> Problem {
    match error {
        SheetError::NoFont => Problem::new(
            StatusCode::NOT_IMPLEMENTED,
            "no sheets in this program",
            error.to_string(),
        ),
        SheetError::Font { .. } | SheetError::Pdf(_) => Problem::internal(error),
    }
}
