//! Who may do what, written out by hand from the notice and the programme, and asked of neither: the tables that `role_table.rs` holds the
//! service against.

use std::collections::{BTreeMap, BTreeSet};

/// Each state, who sees a zone in it, and the acts that each of three roles may take there on a pilot zone. No other role takes any.
const STATES: &str = "
state        seen by   applicant        province           national
submitted    offices   withdraw         recommend,return   -
recommended  offices   withdraw         return             send-back,publish,reject
published    everyone  withdraw         -                  send-back,approve,reject
returned     offices   withdraw         -                  -
in-force     everyone  file-plan        -                  revoke
plan-filed   everyone  begin-building   -                  revoke
building     everyone  report           -                  evaluate,revoke
evaluation   everyone  -                -                  renew,rectify,revoke
rectify      everyone  -                -                  evaluate,revoke
renewed      everyone  begin-building   -                  revoke
rejected     offices   -                -                  -
withdrawn    offices   -                -                  -
revoked      everyone  -                -                  -
lapsed       everyone  -                -                  -
superseded   everyone  -                -                  -
";

/// Whose act it is, in whatever state.
const ACTS: &str = "
submit applicant        record national       return province       recommend province
send-back national      publish national      approve national      reject national
accept national         file-plan applicant   begin-building applicant   report applicant
evaluate national       renew national        rectify national      withdraw applicant
revoke national         lapse registry        supersede registry
";

/// What an office may do to a zone of its territory, whatever the state of the zone.
const DEEDS: &str = "
deed         applicant  province  national  operator  administrator  reader
look-into    yes        yes       yes       yes       yes            yes
comment      yes        yes       yes       yes       no             no
attach       yes        yes       yes       yes       no             no
tick         no         yes       yes       no        no             no
admit        no         no        no        yes       no             no
change       yes        no        no        no        no             no
";

/// A person with a token, and whether their territory holds the zones.
pub struct Person {
    pub role: &'static str,
    pub inside: bool,
    pub token: String,
}

/// The tables, read.
pub struct Table {
    /// For each state: whether everyone sees it, and the acts by role.
    pub states: BTreeMap<String, (bool, BTreeMap<String, BTreeSet<String>>)>,
    /// For each act: whose it is.
    pub owners: BTreeMap<String, String>,
    /// Deed and role to whether it is allowed.
    pub deeds: BTreeMap<(String, String), bool>,
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

impl Table {
    pub fn read() -> Self {
        let states = STATES.trim().lines().skip(1).map(words).map(|row| {
            let acts = ["applicant", "province", "national"]
                .iter()
                .zip(&row[2..])
                .map(|(role, cell)| {
                    let acts = cell.split(',').filter(|act| *act != "-").map(str::to_owned);
                    ((*role).to_owned(), acts.collect())
                });
            (row[0].clone(), (row[1] == "everyone", acts.collect()))
        });
        let owners = words(ACTS);
        let deeds: Vec<Vec<String>> = DEEDS.trim().lines().map(words).collect();
        let cells = deeds[1..].iter().flat_map(|row| {
            let roles = deeds[0][1..].iter().zip(&row[1..]);
            roles.map(|(role, cell)| ((row[0].clone(), role.clone()), cell == "yes"))
        });
        Self {
            states: states.collect(),
            owners: owners
                .chunks(2)
                .map(|pair| (pair[0].clone(), pair[1].clone()))
                .collect(),
            deeds: cells.collect(),
        }
    }

    /// Whether a role may take an act in a state, within its territory.
    pub fn allows(&self, state: &str, role: &str, act: &str) -> bool {
        self.states[state].1.get(role).is_some_and(|acts| acts.contains(act))
    }

    /// The status that an act must be answered with where it is not allowed.
    pub fn refusal(&self, state: &str, person: &Person, act: &str) -> u16 {
        match (person.inside, self.states[state].0) {
            (false, false) => 404,
            (false, true) => 403,
            _ if self.owners[act] != person.role => 403,
            _ => 409,
        }
    }
}
