//! The atlas (图集): the immutable picture of one revision of the register that answers every read.
//!
//! Must not know where changes are stored or who asks; it holds no clock: the day is told to it.

mod advance;
mod agency_record;
mod alerts;
mod change;
mod course;
mod current;
mod drawn;
mod figures;
mod hits;
mod layers;
mod ledger;
mod lookup;
mod note_record;
mod picture;
mod receipt;
mod recent;
mod record;
mod ruling_record;
mod shapes;
mod sight;
mod tiles;

pub use advance::Step;
pub use agency_record::{AgencyRecord, Move, Stay};
pub use alerts::{AlertRecord, Alerts, Settled};
pub use change::{Change, Dataset, DatasetKind, Load, Rows};
pub use course::DueAct;
pub use current::ZoneShape;
pub use figures::{Figures, Largest, ParkFigures, ServiceFigure};
pub use hits::Hit;
pub use layers::Layers;
pub use ledger::{ChainBreak, Entry, Head};
pub use lookup::{Answer, LookupPoint, Method, Verdict, ZoneAnswer, ZonePosition};
pub use note_record::{NoteRecord, Thread};
pub use picture::Atlas;
pub use receipt::{AnswerReceipt, Question as AnsweredQuestion, Receipt as GivenReceipt, ReceiptError};
pub use record::{DelimitationRecord, Recorded, StandingRecord, StatedZone, ZoneRecord, day_at};
pub use ruling_record::RulingRecord;
pub use sight::{Earlier, Sight};
pub use tiles::TileLayer;
