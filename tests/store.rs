//! The store: what is written is read back, what was tampered with is named, and what came between is refused.

mod store {
    mod tampering;
    mod writing;
}
