//! The three marks of one attempt to sign in: state, nonce and PKCE verifier.
//!
//! Must not keep anything: each is a digest of the secret that the browser holds, so that nothing of it lies in a database, and none
//! tells another.

use sha2::{Digest as _, Sha256};

/// The marks of one attempt.
#[derive(Clone, PartialEq, Eq)]
pub struct Handshake {
    /// Comes back with the code: it shows that this browser asked for it.
    pub state: String,
    /// Stands in the identity token: it shows that the token was made for this attempt.
    pub(super) nonce: String,
    /// Goes with the code: whoever only saw the code cannot spend it. 64 characters of those that RFC 7636 allows.
    pub(super) verifier: String,
}

impl Handshake {
    /// Derives the marks from the secret of an attempt.
    pub fn of(secret: &str) -> Self {
        let mark = |what: &str| hex::encode(Sha256::digest(format!("sizhi oidc {what} {secret}")));
        Self {
            state: mark("state"),
            nonce: mark("nonce"),
            verifier: mark("verifier"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_an_attempt_are_its_own_and_differ_from_one_another() {
        let (one, other) = (Handshake::of("one"), Handshake::of("other"));
        assert_eq!(one.state, Handshake::of("one").state);
        assert!(one.state != other.state && one.nonce != other.nonce && one.verifier != other.verifier);
        assert!(one.state != one.nonce && one.nonce != one.verifier && one.state != one.verifier);
        assert_eq!(one.verifier.len(), 64, "43 to 128 are allowed");
    }
}
