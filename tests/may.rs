//! Who may do what: every role with every deed, inside its territory and outside, against a table written out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use sizhi::zone::{Deed, Division, Office, OfficeCode, Refusal, Role, Subject, Territory, ZoneCode, may};

/// What the programme, the notice and the house say. A row is a deed, a column a role: `in` within its territory, `no` nowhere.
/// Nobody may anything outside its territory, but see what is public.
const TABLE: &str = "
deed            applicant  province  national  operator  administrator  reader
see             in         in        in        in        in             in
draft           in         no        no        no        no             no
act applicant   in         no        no        no        no             no
act province    no         in        no        no        no             no
act national    no         no        in        no        no             no
act operator    no         no        no        in        no             no
act registry    no         no        no        no        no             no
act nobody      no         no        no        no        no             no
rule            no         in        in        no        no             no
comment         in         in        in        in        no             no
attach          in         in        in        in        no             no
admit           no         no        no        in        no             no
load            no         no        no        no        in             no
govern          no         no        no        no        in             no
";

/// Territories with whether they hold zone `zone-a` in division 310101.
const TERRITORIES: [(&str, bool); 9] = [
    ("CN", true),
    ("31", true),
    ("3101", true),
    ("310101", true),
    ("zone:zone-a", true),
    ("32", false),
    ("3102", false),
    ("310104", false),
    ("zone:zone-b", false),
];

fn deed(words: &str) -> Deed<'static> {
    let act = |by| Deed::TakeAct {
        act: "act",
        by,
        grants: false,
    };
    match words {
        "see" => Deed::See,
        "draft" => Deed::Draft,
        "act applicant" => act("applicant"),
        "act province" => act("province"),
        "act national" => act("national"),
        "act operator" => act("operator"),
        "act registry" => act("registry"),
        "act nobody" => act("nobody"),
        "rule" => Deed::Rule,
        "comment" => Deed::Comment,
        "attach" => Deed::Attach,
        "admit" => Deed::Admit,
        "load" => Deed::Load,
        "govern" => Deed::Govern,
        other => panic!("{other}"),
    }
}

fn office(role: Role, territory: &str) -> Office {
    Office {
        code: "the-office".parse().unwrap(),
        name: "局".to_owned(),
        role,
        territory: territory.parse().unwrap(),
    }
}

/// Returns the rows of the table: words of the deed, and a cell for each role.
fn rows() -> Vec<(String, Vec<(Role, String)>)> {
    let mut lines = TABLE
        .trim()
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    let roles: Vec<Role> = lines.next().unwrap()[1..]
        .iter()
        .map(|word| word.parse().unwrap())
        .collect();
    assert_eq!(roles, Role::ALL);
    lines
        .map(|words| {
            let (deed, cells) = words.split_at(words.len() - roles.len());
            let cells = cells.iter().map(|cell| (*cell).to_owned());
            (deed.join(" "), roles.iter().copied().zip(cells).collect())
        })
        .collect()
}

#[test]
fn every_role_may_what_the_table_says_within_its_territory_and_nothing_outside() {
    let zone: ZoneCode = "zone-a".parse().unwrap();
    let division: Division = "310101".parse().unwrap();
    let mut judged = 0;
    for (words, cells) in rows() {
        for (role, cell) in cells {
            for (territory, inside) in TERRITORIES {
                for is_public in [false, true] {
                    let subject = Subject {
                        zone: Some(&zone),
                        division: Some(division),
                        is_public,
                        recommended_by: None,
                    };
                    let expected = (cell == "in" && inside) || (words == "see" && is_public);
                    let found = may(&office(role, territory), deed(&words), &subject);
                    assert_eq!(
                        found.is_ok(),
                        expected,
                        "{role} {territory} {words} public {is_public}: {found:?}"
                    );
                    judged += 1;
                }
            }
        }
    }
    assert_eq!(judged, 14 * 6 * 9 * 2);
}

#[test]
fn a_refusal_says_which_role_or_territory_was_needed_and_which_was_found() {
    let zone: ZoneCode = "zone-a".parse().unwrap();
    let subject = Subject {
        zone: Some(&zone),
        division: Some("310101".parse().unwrap()),
        ..Subject::default()
    };
    let told = |role, territory, deed| may(&office(role, territory), deed, &subject).unwrap_err().to_string();
    let wrong_role = told(Role::Applicant, "3101", deed("act national"));
    assert!(
        wrong_role.contains("role `national`") && wrong_role.contains("of role `applicant`"),
        "{wrong_role}"
    );
    let outside = told(Role::ProvincialReviewer, "32", deed("act province"));
    assert!(
        outside.contains("zone `zone-a` in division `310101`") && outside.contains("is `32`"),
        "{outside}"
    );
    let own = told(Role::NationalReviewer, "CN", deed("act registry"));
    assert!(own.contains("the register's own"), "{own}");
    let both = told(Role::Reader, "CN", Deed::Rule);
    assert!(both.contains("`province` or `national`"), "{both}");
}

#[test]
fn the_office_that_recommended_puts_nothing_in_force_but_may_send_it_back() {
    let zone: ZoneCode = "zone-a".parse().unwrap();
    let own: OfficeCode = "the-office".parse().unwrap();
    let other: OfficeCode = "another-office".parse().unwrap();
    let subject = |recommended_by| Subject {
        zone: Some(&zone),
        division: None,
        is_public: false,
        recommended_by,
    };
    let act = |grants| Deed::TakeAct {
        act: "approve",
        by: "national",
        grants,
    };
    let national = office(Role::NationalReviewer, "CN");
    assert!(matches!(
        may(&national, act(true), &subject(Some(&own))),
        Err(Refusal::FourEyes { .. })
    ));
    assert!(may(&national, act(false), &subject(Some(&own))).is_ok());
    assert!(may(&national, act(true), &subject(Some(&other))).is_ok());
    assert!(may(&national, act(true), &subject(None)).is_ok());
}

#[test]
fn what_has_no_place_is_the_whole_registers_but_a_draft_is_its_keepers() {
    let nowhere = Subject::default();
    let with = |role, territory, deed| may(&office(role, territory), deed, &nowhere).is_ok();
    assert!(with(Role::Administrator, "CN", Deed::Load) && !with(Role::Administrator, "31", Deed::Load));
    assert!(with(Role::Administrator, "CN", Deed::Govern) && !with(Role::Administrator, "31", Deed::Govern));
    assert!(with(Role::Applicant, "3101", Deed::Draft) && !with(Role::Operator, "zone:zone-a", Deed::Draft));
    assert!(!with(Role::Applicant, "3101", deed("act applicant")));
    assert!(matches!("CN".parse(), Ok(Territory::Country)));
}
