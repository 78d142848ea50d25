//! The atlas (图集): the immutable picture of one revision of the register that answers every read.
//!
//! Must not know where changes are stored or who asks; it holds no clock: the day is told to it.

mod advance;
mod change;
mod layers;
mod ledger;
mod lookup;
mod picture;
mod record;
mod shapes;
mod sighting;
mod tiles;

pub use advance::Step;
pub use change::{Change, Dataset, DatasetKind, Load, Rows};
pub use layers::Layers;
pub use ledger::{Entry, Head};
pub use lookup::{Answer, LookupPoint, Method, Verdict, ZoneAnswer, ZonePosition};
pub use picture::Atlas;
pub use record::{AgencyRecord, DelimitationRecord, Recorded, StandingRecord, ZoneRecord, day_at};
pub use shapes::ZoneShape;
pub use sighting::Sighting;
pub use tiles::TileLayer;
