//! The service as its callers meet it: the real program, a real database, HTTP.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

#[path = "shared/skip.rs"]
mod skip;

mod api {
    mod abuttals;
    mod abuttals_text;
    mod acts;
    mod agencies;
    mod alerts;
    mod boundaries;
    mod course;
    mod dossier;
    mod leaks;
    mod limits;
    mod lookups;
    mod offices;
    mod oidc;
    mod oidc_attacks;
    mod oidc_provider;
    mod people;
    mod reads;
    mod refusals;
    mod requests;
    mod reshape;
    mod role_table;
    mod roles;
    mod roles_written;
    mod rulings;
    mod server;
    mod sheets;
    mod sight;
    mod tiles;
    mod trust;
    mod webhooks;
    mod working_drafts;
}
