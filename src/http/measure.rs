//! Counts requests and measures how long they take, by method, route and status.
//!
//! Must not look a metric up by its labels at every request: that costs more than many an answer. Each thread keeps those it has used.

use std::{cell::RefCell, collections::HashMap, time::Duration};

use axum::http::{Method, StatusCode};
use metrics::{Counter, Histogram, counter, histogram};

/// Metrics of a route, by method and status.
type OfRoute = Vec<(Method, StatusCode, Counter, Histogram)>;

/// Routes that a thread keeps: more than there are.
const MOST: usize = 1024;

thread_local! {
    static KEPT: RefCell<HashMap<String, OfRoute>> = RefCell::new(HashMap::new());
}

/// Takes up a request that was answered.
pub(super) fn measured(method: &Method, route: &str, status: StatusCode, took: Duration) {
    KEPT.with_borrow_mut(|kept| {
        if let Some(known) = kept.get(route).and_then(|known| find(known, method, status)) {
            return take(known, took);
        }
        let (name, code) = (method.as_str().to_owned(), status.as_u16().to_string());
        let counter = counter!("sizhi_http_requests_total", "method" => name.clone(), "route" => route.to_owned(), "status" => code);
        let histogram = histogram!("sizhi_http_request_seconds", "method" => name, "route" => route.to_owned());
        let made = (method.clone(), status, counter, histogram);
        take(&made, took);
        // Methods are the sender's words: only those that the standard names are kept.
        if kept.len() < MOST && is_standard(method) {
            kept.entry(route.to_owned()).or_default().push(made);
        }
    });
}

fn find<'a>(
    known: &'a OfRoute,
    method: &Method,
    status: StatusCode,
) -> Option<&'a (Method, StatusCode, Counter, Histogram)> {
    known.iter().find(|(m, s, ..)| m == method && *s == status)
}

fn take((.., counter, histogram): &(Method, StatusCode, Counter, Histogram), took: Duration) {
    counter.increment(1);
    histogram.record(took.as_secs_f64());
}

fn is_standard(method: &Method) -> bool {
    [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::HEAD,
        Method::OPTIONS,
    ]
    .contains(method)
}
