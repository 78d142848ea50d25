//! The `sizhi` program.
fn main() {}
