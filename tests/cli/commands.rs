//! Commands on the demonstration register.

use super::program::{Register, carried, stderr};

fn demonstration() -> Register {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    register
}

#[test]
fn help_is_plain_and_wrong_words_are_the_inputs_fault() {
    let register = Register::new();
    let help = register.done(&["--help"]);
    for command in [
        "serve",
        "import",
        "export",
        "check",
        "audit",
        "lookup",
        "locate",
        "abuttals",
        "verify",
        "completions",
    ] {
        assert!(help.contains(command), "{command}");
    }
    assert!(register.refused(&["dance"]).contains("dance"));
    assert!(register.refused(&["lookup"]).contains("--point"));
    assert!(
        register
            .refused(&["--database", "mysql://x", "audit"])
            .contains("expected `sqlite://`")
    );
    assert!(register.done(&["completions", "bash"]).contains("complete -F"));
}

#[test]
fn check_tells_findings_in_both_languages_and_its_exit_code_tells_errors() {
    let register = demonstration();
    register.done(&["check", &carried("data/demo/drafts/clean.geojson")]);
    let simple = carried("data/demo/drafts/simple.geojson");
    let output = register.run(&["check", &simple]);
    assert_eq!(output.status.code(), Some(1));
    let zh = String::from_utf8(output.stdout).unwrap();
    assert!(zh.contains("error[simple]: 园区“"), "{zh}");
    let output = register.run(&["check", "--language", "en", "--json", &simple]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["blocked"], true);
    let missing = register.refused(&["check", "no-such-file.geojson"]);
    assert!(missing.contains("no-such-file.geojson"), "{missing}");
}

#[test]
fn audit_lists_the_pairs_as_csv_and_as_json() {
    let register = demonstration();
    let csv = register.done(&["audit"]);
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("kind,a,a_name"));
    assert!(rows[1].starts_with("duplicate,") && rows.len() >= 4, "{csv}");
    let json = register.done(&["audit", "--json", "--min-m2", "10000"]);
    let pair: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert!(pair["shared_m2"].as_f64().unwrap() >= 10_000.0);
}

#[test]
fn lookup_answers_a_point_an_address_and_a_file_alike() {
    let register = demonstration();
    let answer: serde_json::Value =
        serde_json::from_str(&register.done(&["lookup", "--point", "121.473,31.2353"])).unwrap();
    assert_eq!(answer["answer"], "inside");
    let zone = answer["zones"][0]["zone"].as_str().unwrap();
    let rows = register.file("rows.csv", "lon,lat\n121.473,31.2353\n0,0\n");
    let answered = register.done(&["lookup", "--file", &rows]);
    assert!(
        answered.lines().nth(1).unwrap().contains(&format!("inside,{zone}")),
        "{answered}"
    );
    assert!(register.refused(&["lookup", "--point", "121.473"]).contains("LON,LAT"));
    assert!(
        register
            .refused(&["lookup", "--address", "火星基地1号"])
            .contains("no address matches")
    );
    let nothing = register.file("bad.csv", "a,b\n1,2\n");
    assert!(
        register
            .refused(&["lookup", "--file", &nothing])
            .contains("expected columns `lon` and `lat`")
    );
    let agencies = std::fs::read_to_string(carried("data/demo/agencies.csv")).unwrap();
    let address = agencies.lines().nth(1).unwrap().split(',').nth(3).unwrap().to_owned();
    let found = register.done(&["locate", &address]);
    let best: serde_json::Value = serde_json::from_str(found.lines().next().unwrap()).unwrap();
    assert!(best["score"].as_f64().unwrap() >= 0.75, "{found}");
}

#[test]
fn an_exported_delimitation_can_be_checked_and_imported_again() {
    let register = demonstration();
    let draft = register.done(&["export", "demo-310101-renmin"]);
    let file = register.file("again.geojson", &draft);
    let told = register.done(&["import", "zones", "--as", "recorded", &file]);
    assert!(
        told.contains("held already as demo-310101-renmin delimitation 1"),
        "{told}"
    );
    assert!(register.refused(&["export", "no-such-zone"]).contains("`no-such-zone`"));
}

#[test]
fn acts_follow_the_programmes_lifecycle() {
    let register = demonstration();
    let clean = carried("data/demo/drafts/clean.geojson");
    let told = register.done(&["import", "zones", &clean]);
    let code = told
        .split_once("taken up as ")
        .unwrap()
        .1
        .split(' ')
        .next()
        .unwrap()
        .to_owned();
    assert!(register.refused(&["act", "approve", &code]).contains("`submitted`"));
    assert!(register.refused(&["act", "return", &code]).contains("needs a `reason`"));
    assert!(register.done(&["act", "recommend", &code]).contains("recommended"));
    assert!(register.done(&["act", "publish", &code]).contains("published"));
    assert!(
        register
            .refused(&["act", "approve", &code])
            .contains("needs a `document`")
    );
    assert!(
        register
            .done(&[
                "act",
                "approve",
                &code,
                "--effective",
                "2026-01-01",
                "--document",
                "试字〔2026〕1号"
            ])
            .contains("in-force from 2026-01-01")
    );
    assert!(
        register
            .refused(&["act", "revoke", "zone-nobody-knows", "--reason", "x"])
            .contains("not in the register")
    );
}

#[test]
fn verify_names_the_first_entry_that_does_not_hold() {
    let register = demonstration();
    let told = register.done(&["verify"]);
    let head = told.trim().rsplit(' ').next().unwrap().to_owned();
    register.done(&["verify", "--head", &head]);
    let other = format!("sha256:{}", "0".repeat(64));
    assert!(
        register
            .refused(&["verify", "--head", &other])
            .contains("no entry has the hash")
    );
    // A name, changed in the database behind the register's back.
    let database = format!("sqlite://{}/register.db", register.folder.path().display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let pool = sqlx::SqlitePool::connect(&database).await.unwrap();
        let changed = sqlx::query("update zone set name = 'x' where code = 'demo-310101-renmin'")
            .execute(&pool)
            .await;
        assert_eq!(changed.unwrap().rows_affected(), 1);
        pool.close().await;
    });
    let told = register.refused(&["verify"]);
    assert!(
        told.contains("entry ") && told.contains("the rows were changed"),
        "{told}"
    );
}

#[test]
fn a_busy_port_is_told_with_a_hint() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let told = Register::new().refused(&["serve", "--port", &port]);
    assert!(told.contains("cannot listen") && told.contains("PORT"), "{told}");
}

#[test]
fn the_openapi_document_is_the_one_the_web_client_is_made_from() {
    let output = Register::new().run(&["openapi"]);
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let kept = std::fs::read_to_string(carried("web/openapi.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    assert!(
        printed == kept,
        "web/openapi.json differs from the service; run `make openapi`\n{}",
        stderr(&output)
    );
}
