//! Agencies (服务机构): service institutions, their codes, and their admission to a zone.
//!
//! Pure values; knows no zone beyond its code, no database and no map.

mod admission;
mod credit_code;
mod institution;
mod licence;

pub use admission::{Admission, Release};
pub use credit_code::{CreditCode, CreditCodeError};
pub use institution::{Agency, AgencyId, AgencyIdError};
pub use licence::{Licence, LicenceError};
