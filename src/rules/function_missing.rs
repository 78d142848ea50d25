//! Rule `function-missing`: a park without a function, or with one that the programme does not have.
//!
//! Must not know where the park lies.

use super::{Case, Finding, Rule};
use crate::zone::Severity;

/// Rule `function-missing`.
pub struct FunctionMissing;

impl Rule for FunctionMissing {
    fn id(&self) -> &'static str {
        "function-missing"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let programme = case.atlas.programme();
        let known = || {
            programme
                .functions
                .iter()
                .map(|function| function.code.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        for park in &case.parks {
            let name = &park.draft.name;
            let unknown: Vec<&String> = park
                .draft
                .functions
                .iter()
                .filter(|code| programme.function(code).is_none())
                .collect();
            let (zh, en) = if park.draft.functions.is_empty() {
                (
                    format!("园区“{name}”未写明功能定位"),
                    format!("park “{name}” states no function"),
                )
            } else if let Some(code) = unknown.first() {
                (
                    format!("园区“{name}”的功能“{code}”不在功能目录中；可用：{}", known()),
                    format!(
                        "park “{name}” states the function “{code}”, which the programme does not have; expected one of {}",
                        known()
                    ),
                )
            } else {
                continue;
            };
            let finding = Finding::new(Severity::Error, zh, en).park(name);
            findings.push(match &park.sound {
                Some(shape) => finding.place(shape.as_ref().clone()),
                None => finding,
            });
        }
    }
}
