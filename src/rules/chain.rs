//! Rule `chain`: service categories that no park of the zone covers.
//!
//! Must not know the categories: the programme does.

use super::{Case, Finding, Rule, Unit};
use crate::zone::{Service, Severity};

/// Rule `chain`.
pub struct Chain;

impl Rule for Chain {
    fn id(&self) -> &'static str {
        "chain"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let programme = case.atlas.programme();
        let functions = case.draft.parks.iter().flat_map(|park| &park.functions);
        let covered: Vec<&String> = functions
            .filter_map(|code| programme.function(code))
            .flat_map(|function| &function.services)
            .collect();
        let missing: Vec<&Service> = programme
            .services
            .iter()
            .filter(|service| !covered.contains(&&service.code))
            .collect();
        if missing.is_empty() {
            return;
        }
        let zh = missing
            .iter()
            .map(|service| service.name.zh.as_str())
            .collect::<Vec<_>>()
            .join("、");
        let en = missing
            .iter()
            .map(|service| service.name.en.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        findings.push(
            Finding::new(
                Severity::Error,
                format!("全链条服务中缺少：{zh}"),
                format!("no park covers these links of the service chain: {en}"),
            )
            .figure("missing", missing.len() as f64, Unit::Count),
        );
    }
}
