//! Secrets: passwords hashed with Argon2id, random words for sessions and tokens, comparison in constant time.
//!
//! Must not keep any secret, nor know whose it is.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use subtle::ConstantTimeEq as _;

use super::RegisterError;
use crate::zone::Digest;

/// Fewest characters of a password. Length is what counts (NIST SP 800-63B, 5.1.1); no rule asks for signs of every sort.
pub const LEAST_PASSWORD: usize = 12;
/// Most bytes of a password: more would only let a stranger make the server hash long texts.
pub const MOST_PASSWORD_BYTES: usize = 1024;
/// Bytes of a random secret: 256 bits, which nobody guesses, so that a plain digest of it is enough in the database.
const SECRET_BYTES: usize = 32;

/// Refuses a password that is too short or too long.
///
/// # Errors
/// Says how long it must be.
pub fn verify_length(password: &str) -> Result<(), RegisterError> {
    let characters = password.chars().count();
    if characters < LEAST_PASSWORD || password.len() > MOST_PASSWORD_BYTES {
        return Err(RegisterError::Password {
            found: characters,
            least: LEAST_PASSWORD,
        });
    }
    Ok(())
}

/// Hashes a password with a salt of its own: Argon2id, 19 MiB, two passes (OWASP's first choice, and the crate's default).
///
/// # Errors
/// Returns [`RegisterError::Random`] where the system gives no randomness.
pub fn hash_password(password: &str) -> Result<String, RegisterError> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| RegisterError::Random(error.to_string()))?;
    Ok(hash.to_string())
}

/// What a password is held against where there is no hash: one of no known password, of the cost of all others.
const STAND_IN: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2l6aGktc3RhbmQtaW4hIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Tells whether a password is the one hashed. Without a hash it is held against a stand-in, in the same way and with the same work, and the
/// answer is no: the time tells nothing.
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    let stated = hash.and_then(|hash| PasswordHash::new(hash).ok());
    let is_known = stated.is_some();
    let Some(hash) = stated.or_else(|| PasswordHash::new(STAND_IN).ok()) else {
        return false;
    };
    count_work(&hash);
    let is_right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    is_right & is_known
}

/// Counts what a verification costs, so that it can be seen that it is the same for everybody.
fn count_work(hash: &PasswordHash) {
    let cost = |name: &str| hash.params.get_decimal(name).unwrap_or_default();
    metrics::counter!("sizhi_password_verifications_total").increment(1);
    metrics::counter!("sizhi_password_work_kib_total").increment(u64::from(cost("m")) * u64::from(cost("t")));
}

/// Makes a random secret of 64 hex digits.
///
/// # Errors
/// Returns [`RegisterError::Random`] where the system gives no randomness.
pub fn random_secret() -> Result<String, RegisterError> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| RegisterError::Random(error.to_string()))?;
    Ok(hex::encode(bytes))
}

/// Makes a password that a person can read out: 24 hex digits (96 bits) in groups of six.
///
/// # Errors
/// Returns [`RegisterError::Random`] where the system gives no randomness.
pub fn random_password() -> Result<String, RegisterError> {
    let secret = random_secret()?;
    let groups = secret.as_bytes().chunks(6).take(4);
    let groups: Vec<String> = groups
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    Ok(groups.join("-"))
}

/// Returns the form in which a secret is kept.
pub fn digest(secret: &str) -> Digest {
    Digest::of_bytes(secret.as_bytes())
}

/// Compares without telling by its time how much is right.
pub fn same(given: &str, expected: &str) -> bool {
    // Digests are of one length, so that the length tells nothing either.
    digest(given).as_bytes().ct_eq(digest(expected).as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_password_is_known_again_and_no_other_is() {
        let hash = hash_password("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(
            hash,
            hash_password("correct horse battery").unwrap(),
            "each has a salt of its own"
        );
        assert!(verify_password("correct horse battery", Some(&hash)));
        assert!(!verify_password("correct horse batter", Some(&hash)));
        let cost = |hash: &str| hash.rsplitn(3, '$').nth(2).map(str::to_owned);
        assert!(PasswordHash::new(STAND_IN).is_ok());
        assert_eq!(cost(STAND_IN), cost(&hash), "the stand-in costs what a hash costs");
        assert_eq!(STAND_IN.len(), hash.len(), "and is of its form");
        for hash in [None, Some("no hash"), Some("")] {
            assert!(!verify_password("correct horse battery", hash));
        }
    }

    #[test]
    fn secrets_are_long_and_differ() {
        assert_eq!(random_secret().unwrap().len(), 64);
        assert_ne!(random_secret().unwrap(), random_secret().unwrap());
        assert_eq!(random_password().unwrap().len(), 27);
        assert!(verify_length(&random_password().unwrap()).is_ok());
        assert!(verify_length("elf letters").is_err() && verify_length(&"x".repeat(1025)).is_err());
        assert!(same("word", "word") && !same("word", "words") && !same("", "word"));
    }
}
