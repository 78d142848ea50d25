//! `sizhi agencies` on the demonstration register.

use super::program::{Register, stderr};

fn demonstration() -> Register {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    register
}

#[test]
fn an_agency_is_admitted_listed_and_released() {
    let register = demonstration();
    let zone = "demo-510107-jincheng";
    let admitted = register.done(&[
        "agencies",
        "admit",
        "demo-a049",
        zone,
        "--on",
        "2026-05-01",
        "--reason",
        "入驻",
    ]);
    assert!(
        admitted.contains("admitted to demo-510107-jincheng from 2026-05-01"),
        "{admitted}"
    );
    let on = |day: &str| {
        register
            .done(&["agencies", "list", "--zone", zone, "--on", day])
            .contains("demo-a049")
    };
    assert!(on("2026-05-01") && !on("2026-04-30"));
    let refused = register.refused(&[
        "agencies",
        "admit",
        "demo-a049",
        "demo-310101-renmin",
        "--on",
        "2026-06-01",
    ]);
    assert!(refused.contains("hint: release it first"), "{refused}");
    assert!(
        register
            .refused(&[
                "agencies",
                "release",
                "demo-a049",
                zone,
                "--on",
                "2026-04-01",
                "--reason",
                "x"
            ])
            .contains("2026-05-01")
    );
    register.done(&[
        "agencies",
        "release",
        "demo-a049",
        zone,
        "--on",
        "2026-06-01",
        "--reason",
        "迁出",
    ]);
    assert!(!on("2026-06-01"));
    assert!(
        register
            .refused(&["agencies", "list", "--zone", "no-such"])
            .contains("`no-such`")
    );
    register.done(&["verify"]);
}

#[test]
fn an_export_is_reconciled_its_alerts_are_listed_and_settled() {
    let register = demonstration();
    let export = register.file(
        "export.csv",
        "机构名称,机构代码,公告类别\n示例·甲子专利代理事务所,31998,吊销执业许可证\n示例·戊辰专利代理事务所,31994,表彰\n",
    );
    let output = register.run(&["agencies", "reconcile", &export]);
    assert!(stderr(&output).contains("`表彰` is not known"), "{}", stderr(&output));
    let raised = String::from_utf8(output.stdout).unwrap();
    let id = raised.split(' ').next().unwrap().to_owned();
    assert!(raised.contains("sanctioned") && raised.lines().count() == 1, "{raised}");
    assert_eq!(register.done(&["agencies", "reconcile", &export]), "");
    let listed = register.done(&["agencies", "alerts", "--state", "open"]);
    assert!(listed.starts_with(&format!("{id} open sanctioned")), "{listed}");
    assert!(
        register
            .refused(&["agencies", "alerts", "dismiss", &id, "--reason", ""])
            .contains("`reason`")
    );
    register.done(&["agencies", "alerts", "act", &id]);
    assert!(
        register
            .refused(&["agencies", "alerts", "act", &id])
            .contains("acted already")
    );
    assert_eq!(register.done(&["agencies", "alerts", "--state", "open"]), "");
    let faulty = register.file("faulty.csv", "机构名称,机构代码\n甲,9\n");
    let told = register.refused(&["agencies", "reconcile", &faulty]);
    assert!(told.contains("faulty.csv: row 2, column `licence`"), "{told}");
    assert!(
        register
            .refused(&["agencies", "reconcile", "no-such.csv"])
            .contains("no-such.csv")
    );
    register.done(&["verify"]);
}
