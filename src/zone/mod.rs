//! What a programme recognises: zones, their parks and delimitations, and the states they pass through.
//!
//! Pure values and decisions; knows no file format, database, clock or network.

mod checklist;
mod code;
mod date_span;
mod deadline;
mod declared_area;
mod delimitation;
mod digest;
mod district;
mod division;
mod draft;
mod lifecycle;
mod lifecycle_error;
mod may;
mod note;
mod numeral;
mod office;
mod park;
mod programme;
mod province;
mod rule_set;
mod ruling;
mod title;

pub use checklist::{CheckItem, Stated};
pub use code::{CodeError, ZoneCode};
pub use date_span::DateSpan;
pub use deadline::{Deadline, Due, MonthDay, MonthDayError};
pub use declared_area::{AreaUnit, DeclaredArea, DeclaredAreaError};
pub use delimitation::{Delimitation, Zone};
pub use digest::{Digest, DigestError, canonical_rings};
pub use district::District;
pub use division::{Division, DivisionError};
pub use draft::{Draft, DraftPark};
pub use lifecycle::{Act, Lifecycle, Need, Standing, StandingClass, State, TitleEffect, Visible};
pub use lifecycle_error::LifecycleError;
pub use may::{Deed, Refusal, Subject, may};
pub use note::{Attachment, Comment, GridPlace, Note, Tick};
pub use numeral::{SpeltNumber, is_numeral, spelt_number};
pub use office::{Account, AccountName, Office, OfficeCode, OfficeError, Role, Territory};
pub use park::Park;
pub use programme::{Function, Kind, Programme, ProgrammeError, Service, Terms, Text};
pub use province::Province;
pub use rule_set::{RuleSet, RuleSettings, Severity, ToleranceMissing};
pub use ruling::{PairKey, PairKeyError, Ruling, Verdict};
pub use title::Title;
