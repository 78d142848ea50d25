//! Tags of versions (`ETag`) and the versions that a request was decided on (`If-Match`).
//!
//! Must not know what is tagged: a version is a number that rises.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::problem::Problem;

/// Returns the strong tag of a version.
pub fn tag(version: u64) -> String {
    format!("\"r{version}\"")
}

/// Adds the tag of a version to a response.
pub fn tagged<T>(version: u64, body: T) -> ([(header::HeaderName, HeaderValue); 1], T) {
    let value = HeaderValue::from_str(&tag(version)).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    ([(header::ETAG, value)], body)
}

/// Reads the version that a request was decided on; `*` stands for any that is there.
///
/// # Errors
/// 428 where the request does not say, 412 where it names a tag that is none of ours.
pub fn decided_on(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let stated = stated(headers)?.ok_or_else(|| {
        Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "the version is not stated",
            "expected the header `If-Match` with the `ETag` of what was read; hint: read it, decide, and send its tag along",
        )
    })?;
    version(&stated)
}

fn stated(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().map_err(|_| {
        Problem::bad_request("If-Match: expected a tag such as `\"r42\"`, found bytes that are no text")
    })?;
    Ok(Some(text.trim().to_owned()))
}

/// A weak tag matches nothing (RFC 9110, 13.1.1).
fn version(stated: &str) -> Result<Option<u64>, Problem> {
    if stated == "*" {
        return Ok(None);
    }
    let digits = stated.strip_prefix("\"r").and_then(|rest| rest.strip_suffix('"'));
    let version = digits.and_then(|digits| digits.parse().ok());
    version.map(Some).ok_or_else(|| {
        Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "it has changed since it was read",
            format!("If-Match: expected one tag such as `\"r42\"`, as `ETag` gave it, found `{stated}`"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(tag: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, HeaderValue::from_str(tag).unwrap());
        headers
    }

    #[test]
    fn a_tag_leads_back_to_its_version_and_nothing_else_does() {
        assert_eq!(decided_on(&headers(&tag(42))).unwrap(), Some(42));
        assert_eq!(decided_on(&headers("*")).unwrap(), None);
        assert_eq!(decided_on(&HeaderMap::new()).unwrap_err().status, 428);
        for other in ["W/\"r42\"", "r42", "\"42\"", "\"r42\", \"r43\"", "\"r-1\"", ""] {
            assert_eq!(decided_on(&headers(other)).unwrap_err().status, 412, "{other}");
        }
    }
}
