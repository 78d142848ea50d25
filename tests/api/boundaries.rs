//! Boundary files over HTTP: downloads of a delimitation, uploads into a draft.

use reqwest::blocking::Response;
use serde_json::Value;
use sizhi::format::{BoundaryFormat, ReadOptions, read_boundary};

use super::server::{Server, problem};

const SHEET: &str = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n[地块坐标]\n5,1.2,1,甲地块,面,,,,@\n\
                     J1,1,3353100.000,40520500.000\nJ2,1,3353100.000,40520600.000\nJ3,1,3353000.000,40520600.000\n\
                     J4,1,3353000.000,40520500.000\nJ1,1,3353100.000,40520500.000\n";

fn upload(server: &Server, query: &str, bytes: impl Into<Vec<u8>>) -> Response {
    let path = format!("{}/v1/drafts/read?{query}", server.address);
    server.client.post(path).body(bytes.into()).send().unwrap()
}

fn read(response: Response) -> Value {
    let (status, text) = (response.status(), response.text().unwrap());
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_delimitation_is_sent_in_every_format_that_is_written_and_read_back_the_same() {
    let server = Server::start();
    let path = |ending: &str| format!("/v1/zones/demo-310101-renmin/delimitations/1.{ending}");
    let draft = server.json(&path("geojson"));
    for format in BoundaryFormat::writable() {
        let response = server.get(&path(format.word()));
        assert_eq!(response.status(), 200, "{format}");
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let media_type = header("content-type");
        assert!(media_type.starts_with(format.media_type()), "{format}: {media_type}");
        assert_eq!(
            media_type.contains("charset=utf-8"),
            media_type.starts_with("text/"),
            "{media_type}"
        );
        let disposition = header("content-disposition");
        assert!(
            disposition.starts_with(&format!(
                "attachment; filename=\"demo-310101-renmin-1.{format}\"; filename*=UTF-8''%E7%A4%BA%E4%BE%8B"
            )),
            "{disposition}"
        );
        let bytes = response.bytes().unwrap();
        if !BoundaryFormat::readable().any(|readable| readable == format) {
            continue;
        }
        let reading = read_boundary(&bytes, Some(&format!("a.{format}")), &ReadOptions::default()).unwrap();
        assert_eq!(reading.draft.name, draft["zone"]["name"].as_str().unwrap(), "{format}");
        assert_eq!(
            reading.draft.parks.len(),
            draft["features"].as_array().unwrap().len(),
            "{format}"
        );
        assert_eq!(reading.draft.parks[0].functions, ["general", "training"], "{format}");
    }
}

#[test]
fn a_download_is_in_the_system_and_encoding_asked_for() {
    let server = Server::start();
    let get = |rest: &str| server.get(&format!("/v1/zones/demo-310101-renmin/delimitations/1{rest}"));
    let response = get(".txt?crs=EPSG:4549&encoding=gbk");
    assert_eq!(response.headers()["content-type"], "text/plain; charset=gb18030");
    let bytes = response.bytes().unwrap();
    let (text, _, had_errors) = encoding_rs::GBK.decode(&bytes);
    assert!(
        !had_errors && text.contains("带号=40") && text.contains("集聚区名称=示例·人民广场"),
        "{text}"
    );
    let csv = get(".csv?crs=gcj02").text().unwrap();
    assert!(csv.lines().nth(1).unwrap().contains(",gcj02,"), "{csv}");
    for (rest, parameter) in [
        (".txt?crs=moon", "crs"),
        (".txt?encoding=ebcdic", "encoding"),
        ("?crs=4490", "crs"),
        (".txt?colour=red", "colour"),
    ] {
        let found = problem(get(rest), 400);
        assert_eq!(found["errors"][0]["parameter"], parameter, "{found}");
    }
    let found = problem(get(".docx"), 400);
    assert!(
        found["detail"].as_str().unwrap().contains("`.geojson`, `.txt`"),
        "{found}"
    );
    let found = problem(get(".kml?crs=EPSG:4528"), 422);
    assert!(found["detail"].as_str().unwrap().contains("EPSG:4528"), "{found}");
    problem(server.get("/v1/zones/demo-310101-renmin/delimitations/99.txt"), 404);
}

#[test]
fn an_upload_becomes_a_draft_that_can_be_checked() {
    let server = Server::start();
    let (gbk, _, _) = encoding_rs::GBK.encode(SHEET);
    let found = read(upload(&server, "name=%E7%94%B2.txt", gbk.into_owned()));
    insta::assert_json_snapshot!(found);
    let report = server.post_draft("/v1/check", &found["draft"].to_string(), None);
    assert_eq!(report.status(), 200);
    let report: Value = report.json().unwrap();
    let area_m2 = report["areas"]["parks"][0]["area_m2"].as_f64().unwrap();
    assert!((area_m2 - 10_000.0).abs() < 1.0, "{area_m2}");
    // By content alone, packed, and with what the file does not state.
    let bare = "lon,lat\n121.4,31.2\n121.5,31.2\n121.5,31.3\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, bare.as_bytes()).unwrap();
    let found = read(upload(&server, "crs=bd09&name=a.csv.gz", packed.finish().unwrap()));
    assert_eq!(
        (found["format"].as_str(), found["crs"].as_str()),
        (Some("csv"), Some("bd09"))
    );
    assert_eq!(found["draft"]["zone"]["datum"], "cgcs2000", "converted, and said so");
}

#[test]
fn an_upload_with_faults_is_refused_with_every_line() {
    let server = Server::start();
    let bad = SHEET.replace("带号=40", "带号=38").replace("J2,1,", "J2,x,");
    let found = problem(upload(&server, "name=a.txt", bad), 422);
    insta::assert_json_snapshot!(found);
    let found = problem(upload(&server, "name=a.txt", "{}"), 422);
    assert!(
        found["detail"].as_str().unwrap().contains("as the file's name says"),
        "{found}"
    );
    let found = problem(upload(&server, "", Vec::new()), 422);
    assert!(found["detail"].as_str().unwrap().contains("found nothing"), "{found}");
    for (query, parameter) in [
        ("crs=x", "crs"),
        ("encoding=x", "encoding"),
        ("format=pdf", "format"),
        ("colour=red", "colour"),
    ] {
        let found = problem(upload(&server, query, SHEET), 400);
        assert_eq!(found["errors"][0]["parameter"], parameter, "{found}");
    }
    problem(server.get("/v1/drafts/read"), 405);
}
