//! The real files beside the project; each test is skipped by name where they are absent.

use super::program::{Register, shared};

#[test]
fn the_real_abuttals_are_28_zones_of_62_blocks_whose_sums_agree() {
    let Some(file) = shared(
        "abuttals/abuttals.csv",
        "the_real_abuttals_are_28_zones_of_62_blocks_whose_sums_agree",
    ) else {
        return;
    };
    let told = Register::new().done(&["import", "abuttals", &file]);
    assert!(told.contains("28 zones, 62 blocks (0 zones held already)"), "{told}");
    assert!(told.contains(", differing 0;"), "{told}");
}

#[test]
fn the_real_extracts_give_their_named_roads_and_the_real_addresses_are_found() {
    let name = "the_real_extracts_give_their_named_roads_and_the_real_addresses_are_found";
    let Some(addresses) = shared("addresses/osm_addresses_pois_wgs84.csv", name) else {
        return;
    };
    let Some(shanghai) = shared("osm/shanghai_huangpu_renminguangchang.osm.gz", name) else {
        return;
    };
    let Some(beijing) = shared("osm/beijing_haidian_tsinghua_2017.osm.gz", name) else {
        return;
    };
    let register = Register::new();
    let told = register.done(&["import", "features", &shanghai, &beijing]);
    assert!(
        told.contains("road 629;") && told.contains("road 98, river 2, shore 1"),
        "{told}"
    );
    let told = register.done(&["import", "addresses", "--datum", "wgs84", &addresses]);
    assert!(told.contains("1243 rows"), "{told}");
    assert!(register.done(&["locate", "汉口路151号"]).contains("汉口路151"));
    register.done(&["verify"]);
}
