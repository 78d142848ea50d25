//! Rule `function-repeated`: the same function stated for several parks, or twice for one.
//!
//! Must not know where the parks lie.

use std::collections::BTreeMap;

use super::{Case, Finding, Rule, Unit};
use crate::zone::Severity;

/// Rule `function-repeated`.
pub struct FunctionRepeated;

impl Rule for FunctionRepeated {
    fn id(&self) -> &'static str {
        "function-repeated"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let mut bearers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for park in &case.draft.parks {
            for function in &park.functions {
                bearers.entry(function).or_default().push(&park.name);
            }
        }
        for (function, parks) in bearers {
            if parks.len() < 2 {
                continue;
            }
            let name = case
                .atlas
                .programme()
                .function(function)
                .map(|function| function.name.clone());
            let (zh_name, en_name) = name.map_or((function.to_owned(), function.to_owned()), |name| (name.zh, name.en));
            let count = parks.len();
            let zh = format!("功能“{zh_name}”写了 {count} 次：{}", parks.join("、"));
            let en = format!("the function “{en_name}” is stated {count} times: {}", parks.join(", "));
            findings.push(Finding::new(Severity::Error, zh, en).park(parks[1]).figure(
                "times",
                count as f64,
                Unit::Count,
            ));
        }
    }
}
