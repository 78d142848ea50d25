//! Telling others of acts: each entry of the ledger is sent to the addresses that asked for it, signed, until it is taken.
//!
//! Must not know the routes by which addresses are added. What is due is kept in the database: an attempt that failed is made again
//! after a restart.
//!
//! A receiver checks a message with the webhook's secret. The header `sizhi-signature` is `t=SECONDS,v1=HEX`; HEX is HMAC-SHA256 over the
//! seconds as printed, a full stop, and the body as it came, with the secret's text as the key:
//!
//! ```sh
//! printf '%s.%s' "$SECONDS_OF_HEADER" "$BODY" | openssl dgst -sha256 -hmac "$SECRET"
//! ```
//!
//! It refuses a message whose seconds are far from its own clock, so that an old one cannot be sent again, and it knows by `sizhi-delivery`
//! what it has seen: an answer that was lost on its way brings the entry a second time.

mod pace;
mod send;
mod signature;
mod teller;

pub use pace::Pace;
pub use signature::sign;
pub use teller::tell;
