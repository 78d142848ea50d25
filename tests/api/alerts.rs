//! Reconciliation over HTTP: what an export says becomes alerts, and only a person acts.

use serde_json::{Value, json};

use super::{
    agencies::post,
    server::{Server, TOKEN, problem},
};

const EXPORT: &str = "机构名称,统一社会信用代码,机构代码,地址,处理/公告类别,公告日期\n\
    示例·甲子专利代理事务所,91310101DEM000014F,31998,上海市黄浦区汉口路8004号3楼,代理非正常专利申请,2026-03-01\n\
    示例·乙丑信息科技有限公司,91310101DEM000022A,,上海市黄浦区江西中路8001号,,\n\
    示例·戊辰代理,91310101DEM000057W,31994,上海市黄浦区南京东路8044号,变更,2026/3/2\n\
    示例·丁卯知识产权咨询有限公司,,,上海市黄浦区广东路8031号B座9层,商标恶意注册申请,2026年3月3日\n\
    新来的所,,31555,上海市黄浦区汉口路8013号,,\n\
    远处的所,,65001,新疆某地,,\n";

fn reconcile(server: &Server, body: impl Into<Vec<u8>>) -> reqwest::blocking::Response {
    let path = format!("{}/v1/agencies/reconciliations?file=export.csv", server.address);
    server
        .client
        .post(path)
        .bearer_auth(TOKEN)
        .body(body.into())
        .send()
        .unwrap()
}

fn alerts(server: &Server, query: &str) -> Vec<Value> {
    let path = format!("{}/v1/alerts?{query}", server.address);
    let page: Value = server
        .client
        .get(path)
        .bearer_auth(TOKEN)
        .send()
        .unwrap()
        .json()
        .unwrap();
    page["alerts"].as_array().unwrap_or_else(|| panic!("{page}")).clone()
}

fn of_kind<'a>(alerts: &'a [Value], kind: &str) -> Vec<&'a Value> {
    alerts.iter().filter(|alert| alert["kind"] == kind).collect()
}

#[test]
fn an_export_becomes_alerts_once_and_nothing_is_done_by_itself() {
    let server = Server::start();
    let before = server.json("/v1/agencies?limit=1000")["agencies"].clone();
    let found: Value = reconcile(&server, EXPORT).json().unwrap();
    assert_eq!(
        (found["rows"].as_u64(), found["matched"].as_u64()),
        (Some(6), Some(4)),
        "{found}"
    );
    assert_eq!(found["unclear"][0]["line"], 7, "{found}");
    assert_eq!(
        server.json("/v1/agencies?limit=1000")["agencies"],
        before,
        "no act by itself"
    );
    let open = alerts(&server, "state=open");
    assert_eq!(open.len(), found["raised"].as_array().unwrap().len());
    let kinds: Vec<&str> = open.iter().map(|alert| alert["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["sanctioned", "sanctioned", "moved-out", "changed", "changed", "new"]
    );
    let by_name = &of_kind(&open, "sanctioned")[0];
    assert_eq!(
        (&by_name["agency"], &by_name["unsure"]),
        (&json!("demo-a004"), &json!(true))
    );
    let moved = of_kind(&open, "moved-out")[0];
    assert_eq!(
        (&moved["agency"], &moved["uncertain"]),
        (&json!("demo-a002"), &json!(false))
    );
    assert_eq!(
        (&moved["source"]["line"], &moved["source"]["file"]),
        (&json!(3), &json!("export.csv"))
    );
    let named: Vec<_> = of_kind(&open, "changed")
        .into_iter()
        .filter(|alert| alert["member"] == "name")
        .collect();
    assert_eq!(
        (&named[0]["from"], &named[0]["to"]),
        (&json!("示例·戊辰专利代理事务所"), &json!("示例·戊辰代理"))
    );
    assert_eq!(of_kind(&open, "new")[0]["zone"], "demo-310101-renmin");
    // The same again, and the same in GBK: nothing new.
    let revision = server.json("/v1/ledger")["head"]["revision"].clone();
    let again: Value = reconcile(&server, EXPORT).json().unwrap();
    assert_eq!((&again["raised"], &again["known"]), (&json!([]), &json!(6)));
    assert_eq!(server.json("/v1/ledger")["head"]["revision"], revision);
    let (gbk, _, _) = encoding_rs::GB18030.encode(EXPORT);
    let gbk: Value = reconcile(&server, gbk.into_owned()).json().unwrap();
    assert_eq!((&gbk["raised"], &gbk["encoding"]), (&json!([]), &json!("gb18030")));
}

#[test]
fn a_person_acts_on_an_alert_or_dismisses_it_and_both_stay_on_record() {
    let server = Server::start();
    reconcile(&server, EXPORT);
    let open = alerts(&server, "state=open");
    let id = |kind: &str, agency: &Value| {
        let found = open
            .iter()
            .find(|alert| alert["kind"] == kind && alert["agency"] == *agency);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let sanctioned = id("sanctioned", &json!("demo-a001"));
    let settled: Value = post(
        &server,
        &format!("/v1/alerts/{sanctioned}/act"),
        &json!({ "released_on": "2026-03-05" }),
    )
    .json()
    .unwrap();
    assert_eq!(settled["alert"]["state"], "acted");
    assert_eq!(settled["alert"]["settled"]["hash"], settled["hash"]);
    let agency = server.json("/v1/agencies/demo-a001");
    assert_eq!(agency["released_on"], "2026-03-05");
    let history = server.json("/v1/agencies/demo-a001/history");
    assert!(
        history["stays"][0]["release_reason"]
            .as_str()
            .unwrap()
            .contains("非正常专利申请")
    );
    problem(post(&server, &format!("/v1/alerts/{sanctioned}/act"), &json!({})), 409);
    let unsure = id("sanctioned", &json!("demo-a004"));
    problem(
        post(
            &server,
            &format!("/v1/alerts/{unsure}/dismiss"),
            &json!({ "reason": " " }),
        ),
        422,
    );
    let dismissed: Value = post(
        &server,
        &format!("/v1/alerts/{unsure}/dismiss"),
        &json!({ "reason": "同名的另一家" }),
    )
    .json()
    .unwrap();
    assert_eq!(dismissed["alert"]["settled"]["reason"], "同名的另一家");
    let changed = open.iter().find(|alert| alert["member"] == "name").unwrap()["id"]
        .as_str()
        .unwrap();
    assert_eq!(
        post(&server, &format!("/v1/alerts/{changed}/act"), &json!({})).status(),
        200
    );
    assert_eq!(server.json("/v1/agencies/demo-a005")["name"], "示例·戊辰代理");
    let new = id("new", &Value::Null);
    assert_eq!(
        post(
            &server,
            &format!("/v1/alerts/{new}/act"),
            &json!({ "services": ["agency"] })
        )
        .status(),
        200
    );
    let recorded = server.json("/v1/agencies/31555");
    assert_eq!(
        (&recorded["name"], &recorded["point_method"]),
        (&json!("新来的所"), &json!("address-book"))
    );
    assert_eq!(alerts(&server, "state=acted").len(), 3);
    assert_eq!(alerts(&server, "zone=demo-310101-waitan").len(), 1);
    problem(post(&server, "/v1/alerts/0000000000000000/act", &json!({})), 404);
    let again: Value = reconcile(&server, EXPORT).json().unwrap();
    assert_eq!(again["raised"], json!([]), "what was settled is not raised again");
    let readmitted = json!({ "agency": "demo-a001", "park": "汉口路片区" });
    let readmitted: Value = post(&server, "/v1/zones/demo-310101-renmin/admissions", &readmitted)
        .json()
        .unwrap();
    assert_eq!(readmitted["warnings"][0]["code"], "sanctioned", "{readmitted}");
}

#[test]
fn only_who_may_write_sees_alerts_and_a_bad_export_is_told_by_line_and_column() {
    let server = Server::start();
    problem(server.get("/v1/alerts"), 401);
    let path = format!("{}/v1/alerts?state=dance", server.address);
    problem(server.client.get(path).bearer_auth(TOKEN).send().unwrap(), 400);
    let faults: Value = reconcile(&server, "name,credit_code,公告日期\n甲,9135,2026-02-30\n")
        .json()
        .unwrap();
    let told = faults["faults"].to_string();
    assert!(
        told.contains("row 2, column `credit_code`") && told.contains("row 2, column `published_on`"),
        "{told}"
    );
    problem(reconcile(&server, "地址\n某路\n"), 422);
    problem(reconcile(&server, ""), 422);
    problem(reconcile(&server, vec![0xff, 0x00]), 422);
}

#[test]
fn pages_of_alerts_follow_one_another() {
    let server = Server::start();
    reconcile(&server, EXPORT);
    let all = alerts(&server, "");
    let mut seen = Vec::new();
    let mut path = "/v1/alerts?limit=2".to_owned();
    loop {
        let page: Value = server
            .client
            .get(format!("{}{path}", server.address))
            .bearer_auth(TOKEN)
            .send()
            .unwrap()
            .json()
            .unwrap();
        seen.extend(page["alerts"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut path),
            None => break,
        }
    }
    assert_eq!(seen, all);
}
