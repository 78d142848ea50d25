//! Questions as JSON objects, one a line, and their answers in the same form.
//!
//! Must not know where lines come from, or how many are answered at once.

use std::io::{Read, Write};

use serde_json::{Value, json};

use super::{
    BulkDefaults, BulkError, BulkSummary,
    cut::Records,
    row::{Row, Stated},
    stream::{Pieces, Worked, in_order},
};
use crate::atlas::Atlas;

/// Bytes of lines that one core answers at a time.
const PIECE: usize = 1 << 17;

/// Answers every line.
pub(super) fn answer_lines(
    atlas: &Atlas,
    defaults: &BulkDefaults,
    input: impl Read + Send,
    output: impl Write,
) -> Result<BulkSummary, BulkError> {
    let worker = || {
        |piece: &[u8]| {
            let mut worked = Worked::default();
            let lines = piece.split(|byte| matches!(byte, b'\n' | b'\r'));
            for line in lines.filter(|line| !line.trim_ascii().is_empty()) {
                let answered = answer_line(atlas, defaults, line);
                worked.rows += 1;
                worked.errors += u64::from(answered.get("error").is_some());
                worked.text.extend_from_slice(answered.to_string().as_bytes());
                worked.text.push(b'\n');
            }
            worked
        }
    };
    in_order(Pieces::of(input, Records::Lines, PIECE), worker, output, 1)
}

/// Answers one line: `{"question": …, "answer": …}`, or `{"question": …, "error": "…"}`.
fn answer_line(atlas: &Atlas, defaults: &BulkDefaults, line: &[u8]) -> Value {
    let question: Result<Value, _> = serde_json::from_slice(line);
    let told = question.as_ref().map_or_else(
        |_| Value::String(String::from_utf8_lossy(line).into_owned()),
        Clone::clone,
    );
    let answer = question
        .map_err(|error| error.to_string())
        .and_then(|value| serde_json::from_value::<Row>(value).map_err(|error| error.to_string()))
        .and_then(|row| Stated::from(&row).answer(atlas, defaults));
    match answer {
        Ok(answer) => json!({ "question": told, "answer": answer }),
        Err(error) => json!({ "question": told, "error": error }),
    }
}
