//! Imports: whole or not at all, every fault with its place, nothing recorded twice, nothing by a rehearsal.

use super::program::{Register, carried};

const HEADER: &str = "zone,block,province,function,text,east,south,west,north,area,area_unit,area_m2,zone_total,zone_total_unit,document";

/// Returns the newest revision.
fn revision(register: &Register) -> u64 {
    let told = register.done(&["verify"]);
    let head = told.split_once("; head ").unwrap().1;
    head.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_table_with_a_fault_is_refused_whole_with_row_and_column() {
    let register = Register::new();
    let good = "甲区,区块一,山东,,东至a，南至b，西至c，北至d,a,b,c,d,1,公顷,10000,2,公顷,文号";
    let bad = "甲区,区块二,山东,,,a,b,c,d,一,公顷,10000,2,公顷,文号";
    let file = register.file("a.csv", format!("{HEADER}\n{good}\n{bad}\n"));
    let told = register.refused(&["import", "abuttals", &file]);
    assert!(
        told.contains("a.csv: row 3, column `area`") && told.contains("`一`"),
        "{told}"
    );
    assert_eq!(revision(&register), 0, "nothing half-written");
    let missing = register.file("b.csv", "zone,block\n甲区,区块一\n");
    let told = register.refused(&["import", "abuttals", &missing]);
    assert!(told.contains("b.csv") && told.contains("`east`"), "{told}");
}

#[test]
fn a_sum_that_does_not_agree_is_told_and_taken_up() {
    let register = Register::new();
    let row = |block: &str, area: &str| {
        format!("甲区,{block},山东,,东至a，南至b，西至c，北至d,a,b,c,d,{area},公顷,,9.00,公顷,文号")
    };
    let file = register.file(
        "a.csv",
        format!("{HEADER}\n{}\n{}\n", row("区块一", "4.00"), row("区块二", "4.00")),
    );
    let told = register.done(&["import", "abuttals", &file]);
    assert!(
        told.contains("warning: the blocks differ from the published total by -10000.0 m²"),
        "{told}"
    );
    assert!(told.contains("1 zones, 2 blocks"), "{told}");
}

#[test]
fn the_same_file_twice_records_nothing_more_and_a_rehearsal_records_nothing() {
    let register = Register::new();
    let abuttals = carried("data/demo/abuttals.csv");
    register.done(&["import", "--dry-run", "abuttals", &abuttals]);
    assert_eq!(revision(&register), 0);
    register.done(&["import", "abuttals", &abuttals]);
    let first = revision(&register);
    assert!(first > 0);
    let again = register.done(&["import", "abuttals", &abuttals]);
    assert!(again.contains("(5 zones held already)"), "{again}");
    assert_eq!(revision(&register), first);
    let addresses = carried("data/demo/addresses.csv");
    register.done(&["import", "addresses", &addresses]);
    let with_addresses = revision(&register);
    let told = register.done(&["import", "addresses", &addresses]);
    assert!(told.contains("held the same"), "{told}");
    assert_eq!(revision(&register), with_addresses);
}

#[test]
fn a_data_set_loaded_anew_takes_the_place_of_the_earlier_one_and_verification_still_holds() {
    let register = Register::new();
    let header = "osm_id,lon,lat,name\n";
    register.file("places.csv", format!("{header}1,121,31,甲楼\n2,121,31,乙楼\n"));
    let file = register.folder.path().join("places.csv").display().to_string();
    register.done(&["import", "addresses", &file]);
    register.file("places.csv", format!("{header}3,121,31,丙楼\n"));
    let told = register.done(&["import", "addresses", &file]);
    assert!(told.contains("1 rows taken up in place of 2"), "{told}");
    let told = register.done(&["verify"]);
    assert!(
        told.starts_with("2 entries hold, 1 contents recomputed, 1 replaced"),
        "{told}"
    );
}

#[test]
fn the_encoding_is_stated_and_never_guessed() {
    let register = Register::new();
    let (gbk, _, _) = encoding_rs::GB18030.encode("osm_id,lon,lat,name\n1,121.4,31.2,人民广场\n");
    let file = register.file("gbk.csv", &gbk);
    let told = register.refused(&["import", "addresses", &file]);
    assert!(told.contains("gbk.csv") && told.contains("UTF-8"), "{told}");
    register.done(&["import", "addresses", "--encoding", "gb18030", &file]);
    assert!(register.done(&["locate", "人民广场"]).contains("人民广场"));
}

#[test]
fn an_agency_of_a_zone_that_is_not_there_is_refused_and_a_bad_code_is_named() {
    let register = Register::new();
    let file = register.file("a.csv", "id,name,zone\na1,甲,zone-unknown\n");
    let told = register.refused(&["import", "agencies", &file]);
    assert!(told.contains("`zone-unknown`"), "{told}");
    let file = register.file("b.csv", "id,name,credit_code\na1,甲,91350100M000100Y44\n");
    let told = register.refused(&["import", "agencies", &file]);
    assert!(told.contains("b.csv: row 2, column `credit_code`"), "{told}");
}

#[test]
fn an_invalid_draft_is_not_recorded_even_as_an_existing_approval() {
    let register = Register::new();
    let simple = carried("data/demo/drafts/simple.geojson");
    for intent in ["submitted", "recorded"] {
        let told = register.refused(&["import", "zones", "--as", intent, &simple]);
        assert!(told.contains("nothing was recorded"), "{told}");
    }
    assert_eq!(revision(&register), 0);
}

#[test]
fn files_of_the_wrong_kind_are_refused_and_never_panic() {
    let register = Register::new();
    let noise: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let noise = register.file("noise.bin", noise);
    let gzip = register.file("cut.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 75]);
    let empty = register.file("empty", "");
    for file in [&noise, &gzip, &empty] {
        for what in ["abuttals", "districts", "features", "addresses", "agencies", "zones"] {
            let told = register.refused(&["import", what, file]);
            assert!(
                told.starts_with("error: ") && !told.contains("panicked"),
                "{what} {file}: {told}"
            );
        }
    }
    assert_eq!(revision(&register), 0);
}
