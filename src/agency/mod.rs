//! Agencies (服务机构): service institutions, their codes, their admission to a zone, and what is said of them elsewhere.
//!
//! Pure values; knows no zone beyond its code, no database and no map.

mod admission;
mod alert;
mod credit_code;
mod institution;
mod licence;
mod located;
mod notice;
mod sanction;

pub use admission::{Admission, Release};
pub use alert::{Alert, Discovery, Member, Outcome, Proposal, Reconciliation, Settlement};
pub use credit_code::{CreditCode, CreditCodeError};
pub use institution::{Agency, AgencyId, AgencyIdError};
pub use licence::{Licence, LicenceError};
pub use located::{Located, LocatedError, PointMethod};
pub use notice::{MatchedBy, Notice, comparable_name};
pub use sanction::{Category, Sanction};
