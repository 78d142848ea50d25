//! The shapes that travel as JSON.
//!
//! Must not decide anything: each is made from a domain value and says it in the words of the interface.

mod agency;
mod area;
mod drafted;
mod finding;
mod lookup;
mod pair;
mod programme;
mod statement;
mod traced;
mod zone;

pub use agency::{Agency, AgencyPage};
pub use area::{Abuttals, DeclaredArea, Place, Text};
pub use drafted::{DraftedArea, DraftedAreas};
pub use finding::{Finding, Report, geometry};
pub use lookup::{Answer, Candidate, Located, ResultType, SearchResult, SearchResults};
pub use pair::{Pair, PairKind, PairPage};
pub use programme::{ProgrammeDocument, RuleDocument, RulesDocument};
pub use statement::Statement;
pub use traced::{TracedBlock, TracedText};
pub use zone::{DelimitationDocument, ZoneDocument, ZonePage, ZoneSummary};
