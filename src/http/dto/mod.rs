//! The shapes that travel as JSON.
//!
//! Must not decide anything: each is made from a domain value and says it in the words of the interface.

mod agency;
mod alert;
mod area;
mod drafted;
mod figures;
mod finding;
mod ledger;
mod lookup;
mod pair;
mod people;
mod programme;
mod ruling;
mod statement;
mod traced;
mod zone;

pub use agency::{Agency, AgencyHistory, AgencyPage};
pub use alert::{AlertDocument, AlertPage, ReconciledDocument};
pub use area::{Abuttals, DeclaredArea, Place, Text};
pub use drafted::{DraftedArea, DraftedAreas};
pub use figures::{FiguresDocument, FiguresSeries, figures_csv};
pub use finding::{Finding, Report, geometry};
pub use ledger::{EntryDocument, HeadDocument, ReceiptDocument};
pub use lookup::{Answer, Candidate, Located, ResultType, SearchResult, SearchResults};
pub use pair::{Pair, PairKind, PairPage};
pub use people::{AccountDocument, AccountList, OfficeDocument, OfficeList};
pub use programme::{ProgrammeDocument, RuleDocument, RulesDocument};
pub use ruling::RulingDocument;
pub use statement::Statement;
pub use traced::{TracedBlock, TracedText};
pub use zone::{DelimitationDocument, ZoneDocument, ZonePage, ZoneSummary};
