//! Printed sheets: read by poppler and a reader of QR codes, who know nothing of how they were made.

use std::{
    collections::BTreeSet,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

use super::server::{Server, TOKEN, problem};
use crate::skip::skip;

const ZONE: &str = "demo-310101-renmin";

/// Fetches a sheet into a file; none where the program has no letters, which is told by the name of the test.
fn fetched(server: &Server, path: &str, folder: &Path, test: &str) -> Option<String> {
    let response = server.get_as(path, TOKEN);
    if response.status() == 501 {
        skip(&format!("skipped: {test} (no web/font: run `make font`)"));
        return None;
    }
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(response.headers()["content-type"], "application/pdf");
    let file = folder.join("sheet.pdf");
    std::fs::write(&file, response.bytes().unwrap()).unwrap();
    Some(file.display().to_string())
}

/// Runs a program of poppler; none where it is not installed, which is told by the name of the test.
fn poppler(words: &[&str], test: &str) -> Option<Output> {
    let Ok(output) = Command::new(words[0]).args(&words[1..]).output() else {
        skip(&format!("skipped: {test} (no `{}`: install poppler-utils)", words[0]));
        return None;
    };
    assert!(
        output.status.success(),
        "{words:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(output)
}

/// Returns a text without white space: lines are broken anywhere.
fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

fn text_of(file: &str, test: &str) -> Option<String> {
    let output = poppler(&["pdftotext", "-raw", "-enc", "UTF-8", file, "-"], test)?;
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn poppler_reads_every_abuttal_area_park_and_corner_of_every_zone() {
    let test = "poppler_reads_every_abuttal_area_park_and_corner_of_every_zone";
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let zones = server.json("/v1/zones?limit=1000");
    let mut words_only = 0;
    for zone in zones["zones"].as_array().unwrap() {
        let code = zone["code"].as_str().unwrap();
        let document = server.json(&format!("/v1/zones/{code}"));
        let delimitation = &document["delimitation"];
        let number = delimitation["number"].as_u64().unwrap();
        let path = format!("/v1/zones/{code}/delimitations/{number}");
        let Some(file) = fetched(&server, &format!("{path}.pdf"), folder.path(), test) else {
            return;
        };
        let Some(text) = text_of(&file, test) else { return };
        let told = dense(&text);
        let mut wanted: Vec<String> = Vec::new();
        let mut want = |value: &Value| wanted.extend(value.as_str().map(str::to_owned));
        for key in ["name", "code", "host", "remark", "division_name"] {
            want(&document[key]);
        }
        want(&delimitation["declared_area"]["printed"]);
        want(&delimitation["digest"]);
        for park in delimitation["parks"].as_array().unwrap().iter().chain([delimitation]) {
            want(&park["name"]);
            want(&park["declared_area"]["printed"]);
            want(&park["abuttals"]["sentence"]);
            for side in ["east", "south", "west", "north"] {
                park["abuttals"][side]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .for_each(&mut want);
            }
        }
        if document["bbox"].is_null() {
            words_only += 1;
            assert!(told.contains("未登记坐标"), "{code}");
        } else {
            // The sheet of corner points, which other programs write and read as well.
            let txt = server.get(&format!("{path}.txt")).text().unwrap();
            for line in txt.lines().filter(|line| line.starts_with('J')) {
                wanted.extend(line.split(',').filter(|field| field.len() > 3).map(str::to_owned));
            }
        }
        for needle in wanted {
            assert!(told.contains(&dense(&needle)), "{code}: `{needle}` is not in\n{text}");
        }
    }
    assert!(words_only > 0, "the demonstration has zones known by their words only");
}

#[test]
fn a_reader_of_codes_finds_the_address_of_the_page_and_no_page_is_blank() {
    let test = "a_reader_of_codes_finds_the_address_of_the_page_and_no_page_is_blank";
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let Some(file) = fetched(&server, &format!("/v1/zones/{ZONE}.pdf"), folder.path(), test) else {
        return;
    };
    let stem = folder.path().join("page").display().to_string();
    if poppler(&["pdftoppm", "-gray", "-r", "120", &file, &stem], test).is_none() {
        return;
    }
    let mut found = BTreeSet::new();
    let pages = std::fs::read_dir(folder.path()).unwrap().flatten();
    let pages: Vec<_> = pages
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "pgm"))
        .collect();
    assert!(pages.len() >= 3, "{pages:?}");
    for page in pages {
        let bytes = std::fs::read(&page).unwrap();
        // P5, width, height, 255, each ended by one white space; then the pixels.
        let head: Vec<&[u8]> = bytes.splitn(5, u8::is_ascii_whitespace).collect();
        let number = |nth: usize| std::str::from_utf8(head[nth]).unwrap().parse::<usize>().unwrap();
        let (width, height, pixels) = (number(1), number(2), head[4]);
        assert_eq!((head[0], pixels.len()), (b"P5".as_slice(), width * height));
        let dark = pixels.iter().filter(|pixel| **pixel < 128).count();
        assert!(dark > 500, "{} is blank", page.display());
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
        found.extend(
            image
                .detect_grids()
                .into_iter()
                .filter_map(|grid| Some(grid.decode().ok()?.1)),
        );
    }
    assert_eq!(found, BTreeSet::from([format!("{}/?zone={ZONE}", server.address)]));
}

#[test]
fn a_sheet_is_in_the_language_asked_for_and_the_same_each_time() {
    let test = "a_sheet_is_in_the_language_asked_for_and_the_same_each_time";
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let path = format!("/v1/zones/{ZONE}/delimitations/1.pdf");
    let Some(file) = fetched(&server, &format!("{path}?lang=en"), folder.path(), test) else {
        return;
    };
    let response = server.get(&path);
    let disposition = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(
        disposition.starts_with(&format!("inline; filename=\"{ZONE}-1.pdf\"; filename*=UTF-8''")),
        "{disposition}"
    );
    let once = response.bytes().unwrap();
    assert_eq!(
        once,
        server.get(&format!("/v1/zones/{ZONE}.pdf?lang=zh")).bytes().unwrap()
    );
    let Some(text) = text_of(&file, test) else { return };
    for words in [
        "Page 1 of ",
        "Corner points",
        "Limits in words",
        "Demonstration zone",
        "agrees",
        "示例·人民广场",
        "govern",
    ] {
        assert!(dense(&text).contains(&dense(words)), "`{words}` is not in\n{text}");
    }
    assert!(!text.contains("界址点"), "{text}");
}

#[test]
fn what_is_stated_wrongly_of_a_sheet_is_refused() {
    let server = Server::start();
    let path = |rest: &str| format!("/v1/zones/{ZONE}{rest}");
    for (rest, parameter) in [
        ("/delimitations/1.pdf?lang=fr", "lang"),
        ("/delimitations/1.pdf?crs=4490", "crs"),
        ("/delimitations/1.pdf?encoding=gbk", "encoding"),
        ("/delimitations/1.txt?lang=en", "lang"),
        ("/delimitations/1?lang=en", "lang"),
        ("?lang=en", "lang"),
        (".pdf?lang=fr", "lang"),
    ] {
        let told = problem(server.get(&path(rest)), 400);
        assert_eq!(told["errors"][0]["parameter"], parameter, "{rest}: {told}");
    }
    assert!(
        problem(server.get(&path(".docx")), 400)["detail"]
            .as_str()
            .unwrap()
            .contains("`.docx`")
    );
    assert_eq!(server.get("/v1/zones/no-such-zone.pdf").status(), 404);
    assert_eq!(server.get(&path("/delimitations/9.pdf")).status(), 404);
}

#[test]
fn the_sheet_of_a_pending_zone_is_for_those_who_may_see_it() {
    let server = Server::start_with(&["--pending", "offices"]);
    for path in [
        "/v1/zones/demo-440106-machang.pdf",
        "/v1/zones/demo-440106-machang/delimitations/1.pdf",
    ] {
        assert_eq!(server.get(path).status(), 404, "{path}");
        let status = server.get_as(path, TOKEN).status();
        assert!(status == 200 || status == 501, "{path}: {status}");
    }
}
