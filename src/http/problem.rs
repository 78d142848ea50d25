//! Problems (RFC 9457): how every refusal and failure is told over HTTP.
//!
//! Must not tell anything of the inside in a 5xx body: the cause goes to the log, once.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::dto::{Candidate, Report};
use crate::{
    register::{NoteError, Refusal, RegisterError, WorkingDraftError},
    store::StoreError,
};

/// One fault of a request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct ProblemError {
    /// JSON pointer into the body, where the fault is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Line of the body, from 1, where the fault is in a text or a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Query parameter, header or path member, where the fault is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What was expected and what was found.
    pub detail: String,
}

/// A refusal or failure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is; `about:blank` where the status says it all.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Every fault found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemError>,
    /// What comes nearest, where an address has no good match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// What the rules found, where they block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Box<Report>>,
    /// After how many seconds to try again; told in the header `Retry-After` as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<i64>,
}

impl Problem {
    /// Makes a problem of a status.
    pub fn new(status: StatusCode, title: &str, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        let (detail, hint) = match detail.split_once("; hint: ") {
            Some((detail, hint)) => (detail.to_owned(), Some(hint.to_owned())),
            None => (detail, None),
        };
        Self {
            kind: "about:blank".to_owned(),
            title: title.to_owned(),
            status: status.as_u16(),
            detail,
            hint,
            errors: Vec::new(),
            candidates: Vec::new(),
            report: None,
            retry_after_s: None,
        }
    }

    /// Makes a 400.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "the request is not well formed", detail)
    }

    /// Makes a 400 about one query parameter.
    pub fn parameter(name: &str, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        let error = ProblemError {
            pointer: None,
            line: None,
            parameter: Some(name.to_owned()),
            detail: detail.clone(),
        };
        Self {
            errors: vec![error],
            ..Self::bad_request(detail)
        }
    }

    /// Makes a 422.
    fn unprocessable(title: &'static str, detail: String) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, title, detail)
    }

    /// Makes a 404.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not found", detail)
    }

    /// Makes a 500 and logs its cause.
    pub fn internal(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = %cause, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the register failed",
            "the request could not be answered; nothing was recorded; hint: try again, and tell the operator the request id if it stays so",
        )
    }

    /// Makes the problem of a refusal about agencies.
    fn of_agency(refusal: Refusal, detail: String) -> Self {
        let title = "the act cannot be taken";
        match refusal {
            Refusal::Missing => Self::not_found(detail),
            Refusal::Conflict => Self::new(StatusCode::CONFLICT, title, detail),
            Refusal::Invalid => Self::new(StatusCode::UNPROCESSABLE_ENTITY, title, detail),
        }
    }

    /// Adds every fault.
    #[must_use]
    pub fn errors(mut self, errors: Vec<ProblemError>) -> Self {
        self.errors = errors;
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after_s.map(header::HeaderValue::from);
        let mut response = (status, Json(self)).into_response();
        let problem = header::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, problem);
        if let Some(retry_after) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, retry_after);
        }
        if status == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// Points at the answer that a warning waits for.
fn waits_for_answer(finding: &crate::rules::Finding) -> ProblemError {
    let key = finding.key();
    let pointer = key.replace('~', "~0").replace('/', "~1");
    ProblemError {
        pointer: Some(format!("#/zone/answers/{pointer}")),
        detail: format!("expected a word of reason to `{key}`: {}", finding.message.en),
        ..ProblemError::default()
    }
}

/// Tells what keeps an act from being taken.
fn unmet_needs(unmet: crate::register::Unmet, detail: String) -> Problem {
    let open = unmet.unruled.iter().map(|open| ProblemError {
        detail: format!(
            "{} of {:.2} m² is not accepted by a ruling that stands",
            if open.is_hidden {
                "an overlap with a pending application that is not public,".to_owned()
            } else {
                format!("overlap `{}`", open.pair.id())
            },
            open.pair.shared_m2
        ),
        ..ProblemError::default()
    });
    let errors = open.collect();
    let problem = Problem::new(StatusCode::CONFLICT, "the act's needs are not met", detail).errors(errors);
    Problem {
        report: unmet.report.map(|report| Box::new(Report::from(report))),
        ..problem
    }
}

impl From<RegisterError> for Problem {
    fn from(error: RegisterError) -> Self {
        let detail = error.to_string();
        match error {
            RegisterError::NoZone(_)
            | RegisterError::NoDelimitation { .. }
            | RegisterError::NoAgency(_)
            | RegisterError::NoPair(_)
            | RegisterError::NoPoint(_)
            | RegisterError::NoOffice(_)
            | RegisterError::NoAccount(_)
            | RegisterError::NoIdentity(_)
            | RegisterError::NoToken(_)
            | RegisterError::Note(NoteError::NoThread { .. } | NoteError::NoAttachment { .. })
            | RegisterError::WorkingDraft(WorkingDraftError::Missing(_)) => Self::not_found(detail),
            RegisterError::NoAddress { candidates, .. } => {
                let candidates = candidates.into_iter().map(Candidate::from).collect();
                Self {
                    candidates,
                    ..Self::not_found(detail)
                }
            }
            RegisterError::Blocked(report) | RegisterError::Unsound(report) => {
                let problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the rules found errors", detail);
                Self {
                    report: Some(Box::new(Report::from(*report))),
                    ..problem
                }
            }
            RegisterError::Unanswered(report) => {
                let waiting = report.unanswered().map(waits_for_answer).collect();
                let problem = Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "warnings need a word of reason",
                    detail,
                );
                Self {
                    report: Some(Box::new(Report::from(*report))),
                    ..problem.errors(waiting)
                }
            }
            RegisterError::Unmet(unmet) => unmet_needs(*unmet, detail),
            RegisterError::Stale { .. } | RegisterError::WorkingDraft(WorkingDraftError::Stale { .. }) => Self::new(
                StatusCode::PRECONDITION_FAILED,
                "it has changed since it was read",
                detail,
            ),
            RegisterError::UndecidedPair(_) => Self::new(StatusCode::CONFLICT, "the pair is undecided", detail),
            RegisterError::Note(NoteError::Length(_)) => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "the document is empty or too large",
                detail,
            ),
            RegisterError::Note(NoteError::Type(_)) => {
                Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported media type", detail)
            }
            RegisterError::WorkingDraft(WorkingDraftError::Held(_)) => {
                Self::new(StatusCode::PRECONDITION_REQUIRED, "the version is not stated", detail)
            }
            RegisterError::RulingReason
            | RegisterError::Becomes { .. }
            | RegisterError::Note(_)
            | RegisterError::WorkingDraft(_)
            | RegisterError::NoShape { .. } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the document cannot be read", detail)
            }
            RegisterError::Kind { .. }
            | RegisterError::ParkName(_)
            | RegisterError::NoPark
            | RegisterError::Code(_)
            | RegisterError::Overlay(_)
            | RegisterError::AgencyId(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the draft cannot be taken up", detail)
            }
            RegisterError::Agency(refused) => Self::of_agency(refused.refusal(), detail),
            RegisterError::Blocks { .. } => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the text is too long", detail),
            RegisterError::IdentityTaken => Self::new(StatusCode::CONFLICT, "the person is joined already", detail),
            RegisterError::Refused(_) => Self::new(StatusCode::FORBIDDEN, "the office may not", detail),
            RegisterError::NotSignedIn | RegisterError::SignIn | RegisterError::Oidc(_) => {
                Self::new(StatusCode::UNAUTHORIZED, "not signed in", detail)
            }
            RegisterError::TooManyAttempts { retry_after_s } => Self {
                retry_after_s: Some(retry_after_s),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too many attempts", detail)
            },
            RegisterError::Office(_)
            | RegisterError::Identity { .. }
            | RegisterError::Password { .. }
            | RegisterError::TokenDays { .. } => Self::unprocessable("the particulars cannot be taken up", detail),
            RegisterError::CodeTaken(_) => Self::new(StatusCode::CONFLICT, "the code is taken", detail),
            RegisterError::Lifecycle(_) => Self::new(StatusCode::CONFLICT, "the act cannot be taken", detail),
            RegisterError::Store(StoreError::Conflict { .. }) => {
                Self::new(StatusCode::CONFLICT, "the register moved on", detail)
            }
            RegisterError::CutOff => Self::new(StatusCode::SERVICE_UNAVAILABLE, "shutting down", detail),
            RegisterError::Programme(_)
            | RegisterError::Tolerance(_)
            | RegisterError::Store(_)
            | RegisterError::Random(_)
            | RegisterError::Digest(_) => Self::internal(&error),
        }
    }
}
