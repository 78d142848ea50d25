//! Reading a text of 四至.
//!
//! Must not read it: the grammar does.

use axum::{Json, http::StatusCode};
use serde::Deserialize;

use crate::{
    abuttals::parse,
    http::{
        dto::Statement,
        extract::JsonBody,
        problem::{Problem, ProblemError},
    },
};

/// A text to be read.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbuttalsText {
    /// The text: a sentence, or a whole approval.
    #[schema(
        example = "区块一规划面积0.726平方公里，四至范围：东至昌九高速，南至鸭鸭集团，西至工业二大道，北至北纬五路"
    )]
    text: String,
}

/// Reads a text of 四至: blocks, areas, the four sides and what each names; what was not understood is told with its place.
#[utoipa::path(post, path = "/v1/abuttals/parse", tag = "abuttals", request_body = AbuttalsText,
    responses((status = 200, body = Statement), (status = 422, body = Problem)))]
pub async fn parse_text(JsonBody(asked): JsonBody<AbuttalsText>) -> Result<Json<Statement>, Problem> {
    if asked.text.trim().is_empty() {
        let detail = "expected a text, found nothing but blanks";
        let error = ProblemError {
            pointer: Some("#/text".to_owned()),
            parameter: None,
            line: None,
            detail: detail.to_owned(),
        };
        let title = "the document cannot be read";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, title, detail).errors(vec![error]));
    }
    let statement = tokio::task::spawn_blocking(move || parse(&asked.text)).await;
    let statement = statement.map_err(|error| Problem::internal(&error))?;
    Ok(Json(Statement::from(&statement)))
}
