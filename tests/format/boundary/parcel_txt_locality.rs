//! 界址点 TXT: whether the corners lie where the sheet says.

use super::parcel_txt::{EAST, HEAD, PARCEL, assert_is_the_square, read, refused, sheet};

#[test]
fn corners_that_lie_outside_the_province_of_their_parcel_are_refused_with_both_places() {
    let parcel = |division: &str| format!("5,1.0000,1,甲地块,面,,,,{division},某村,@");
    for right in ["330104", "330104001000", ""] {
        assert_is_the_square(&read(&sheet(HEAD, &parcel(right), EAST)));
    }
    // Zone 39 has the same numbers three degrees further west.
    let west = sheet(
        &HEAD.replace("带号=40", "带号=39"),
        &parcel("330104"),
        EAST - 1_000_000.0,
    );
    let told = refused(&west);
    for part in [
        "a.txt: line 13: expected corners in 浙江 (118 to 123° E, 27 to 32° N), as 行政区代码 `330104` says, found 117.2",
        "as `EPSG:4527` has `39520500, 3353100`",
        "the zone number, 几度分带 or the division is wrong",
    ] {
        assert!(told.contains(part), "{told}");
    }
    // The applicant's division may be wrong in a draft, which loses nothing: it is told.
    let head = HEAD.replace("[地块坐标]", "行政区划代码=110108\n[地块坐标]");
    let reading = read(&sheet(&head, PARCEL, EAST));
    assert!(
        reading
            .notes
            .iter()
            .any(|note| note.contains("北京") && note.contains("`110108`")),
        "{:?}",
        reading.notes
    );
}
