//! Vector tiles: addresses, cutting, encoding, each judged from outside or by a law.
//!
//! Must not know the register's layers.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says so; what is skipped is told"
)]

#[path = "shared/skip.rs"]
mod skip;

#[path = "tile/address.rs"]
mod address;
#[path = "tile/clip.rs"]
mod clip;
#[path = "tile/encode.rs"]
mod encode;
#[path = "tile/levels.rs"]
mod levels;
#[path = "tile/shapes.rs"]
mod shapes;
#[path = "tile/whole_country.rs"]
mod whole_country;
