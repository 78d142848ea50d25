//! Paging: a list after a key, so many at a time, with the address of the next page.
//!
//! Must not know what is listed.

use std::fmt::Write as _;

use super::problem::Problem;

/// Rows of a page where the caller states none.
const DEFAULT_LIMIT: usize = 100;
/// Most rows of a page.
const MOST: usize = 1000;

/// Reads the size of a page.
pub fn limit(stated: Option<usize>) -> Result<usize, Problem> {
    match stated {
        None => Ok(DEFAULT_LIMIT),
        Some(limit) if (1..=MOST).contains(&limit) => Ok(limit),
        Some(limit) => Err(Problem::parameter(
            "limit",
            format!("limit: expected 1 to {MOST}, found `{limit}`"),
        )),
    }
}

/// Takes the page of `rows` (in order) that comes after `after`; returns it with the key of its last row where more follow.
pub fn page<T>(
    rows: impl Iterator<Item = T>,
    after: Option<&str>,
    limit: usize,
    key: impl Fn(&T) -> String,
) -> (Vec<T>, Option<String>) {
    let mut rows = rows.filter(|row| after.is_none_or(|after| key(row).as_str() > after));
    let page: Vec<T> = rows.by_ref().take(limit).collect();
    let last = page.last().map(&key);
    let next = last.filter(|_| rows.next().is_some());
    (page, next)
}

/// Makes the address of the next page: the same parameters with another `after`.
pub fn next(path: &str, parameters: &[(&str, Option<String>)], after: Option<String>) -> Option<String> {
    let after = after?;
    let mut address = format!("{path}?");
    for (name, value) in parameters {
        if let Some(value) = value {
            let _written = write!(address, "{name}={}&", encode(value));
        }
    }
    let _written = write!(address, "after={}", encode(&after));
    Some(address)
}

/// Percent-encodes all but the unreserved characters of RFC 3986, 2.3.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _written = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_without_loss_and_the_last_has_no_next() {
        let rows = ["a", "b", "c", "d", "e"];
        let mut seen: Vec<&&str> = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let (page, next) = page(rows.iter(), after.as_deref(), 2, |row| (*row).to_string());
            seen.extend(page);
            match next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 5);
        let address = next(
            "/v1/zones",
            &[("q", Some("苏州".into())), ("kind", None)],
            Some("a b".into()),
        );
        assert_eq!(address.unwrap(), "/v1/zones?q=%E8%8B%8F%E5%B7%9E&after=a%20b");
    }
}
