//! The export of the national notice system: a table of agencies with what is said of them, under the headings that such exports bear.
//!
//! Must not know which agencies the register holds. Columns that are not known are left out and told; rows at fault are left out and told.

use csv::StringRecord;
use encoding_rs::{Encoding as Codec, GB18030, UTF_8};
use jiff::civil::Date;

use super::{
    error::{Fault, Faults, Place, Refused},
    table::{Columns, Row, read_rows_by},
};
use crate::agency::{CreditCode, Licence, Notice};

/// What was read of an export.
#[derive(Debug, Clone)]
pub struct NoticeFile {
    /// Its rows, in order.
    pub notices: Vec<Notice>,
    /// Faults of the rows that were left out.
    pub refused: Refused,
    /// Headings that are not known.
    pub ignored: Vec<String>,
    /// Encoding of the text: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `gb18030`, which GBK is a part of.
    pub encoding: &'static str,
}

/// The columns, each with the headings under which exports bear it. A heading is compared without blanks, brackets and what stands in them.
const HEADINGS: [(&str, &[&str]); 7] = [
    (
        "name",
        &[
            "机构名称",
            "代理机构名称",
            "专利代理机构名称",
            "服务机构名称",
            "当事人名称",
            "企业名称",
            "单位名称",
            "名称",
            "name",
        ],
    ),
    (
        "credit_code",
        &[
            "统一社会信用代码",
            "社会信用代码",
            "信用代码",
            "统一信用代码",
            "creditcode",
            "credit_code",
        ],
    ),
    (
        "licence",
        &[
            "机构代码",
            "代理机构代码",
            "专利代理机构代码",
            "执业许可证号",
            "执业许可证编号",
            "许可证号",
            "licence",
            "license",
        ],
    ),
    (
        "address",
        &[
            "地址",
            "机构地址",
            "办公地址",
            "经营地址",
            "注册地址",
            "住所",
            "联系地址",
            "通讯地址",
            "经营场所",
            "address",
        ],
    ),
    (
        "category",
        &[
            "公告类别",
            "处理类别",
            "处理/公告类别",
            "公告类型",
            "处理类型",
            "处罚类别",
            "处罚类型",
            "处罚种类",
            "处理结果",
            "违法行为",
            "违法类型",
            "事由",
            "类别",
            "状态",
            "机构状态",
            "执业状态",
            "经营状态",
            "category",
            "status",
        ],
    ),
    (
        "published_on",
        &[
            "公告日期",
            "公告时间",
            "公示日期",
            "处理日期",
            "处罚日期",
            "处罚决定日期",
            "决定日期",
            "发布日期",
            "日期",
            "date",
            "published_on",
        ],
    ),
    (
        "document",
        &[
            "公告号",
            "公告编号",
            "文号",
            "公告文号",
            "处罚决定书文号",
            "决定书文号",
            "公告标题",
            "document",
        ],
    ),
];

/// Reads an export from its bytes. Text without a byte order mark is UTF-8 where it is sound UTF-8, else GB18030; which of them is told.
///
/// # Errors
/// [`Refused`] where neither encoding fits, or no column names the agencies.
pub fn read_notices(bytes: &[u8], file: Option<&str>) -> Result<NoticeFile, Refused> {
    let (text, encoding) = decode(bytes, file)?;
    let mut notices = Vec::new();
    let mut ignored = Vec::new();
    let find = |header: &StringRecord, number: u64, faults: &mut Faults| columns(header, number, faults, &mut ignored);
    let faults = read_rows_by(&text, file, "a header with the names of the columns", find, |row| {
        notices.extend(notice(row));
    })?;
    Ok(NoticeFile {
        notices,
        refused: faults.into(),
        ignored,
        encoding,
    })
}

fn decode(bytes: &[u8], file: Option<&str>) -> Result<(String, &'static str), Refused> {
    let codec = match Codec::for_bom(bytes) {
        Some((codec, _)) => codec,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, is_faulty) = codec.decode(bytes);
    if is_faulty {
        let found = format!("bytes that are neither; as {} they cannot be read", codec.name());
        return Err(Refused::once(
            file,
            Fault::new(Place::Whole, "text in UTF-8 or GB18030 (GBK)", found),
        ));
    }
    Ok((text.into_owned(), codec.name()))
}

/// Brings a heading into the form in which it is compared.
fn comparable(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in heading.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | '\u{feff}' => {}
            '／' | '、' => kept.push('/'),
            c if depth == 0 && !c.is_whitespace() => kept.extend(c.to_lowercase()),
            _ => {}
        }
    }
    kept
}

fn columns(header: &StringRecord, row: u64, faults: &mut Faults, ignored: &mut Vec<String>) -> Columns {
    let headings: Vec<String> = header.iter().map(comparable).collect();
    let mut found: Columns = Vec::new();
    for (name, known) in HEADINGS {
        // The order of the table tells which of two headings for one column counts.
        let at = known
            .iter()
            .find_map(|heading| headings.iter().position(|other| other == heading));
        found.push((name, at));
    }
    for (nth, heading) in header.iter().enumerate() {
        if !found.iter().any(|(_, at)| *at == Some(nth)) && !heading.trim().is_empty() {
            ignored.push(heading.trim().to_owned());
        }
    }
    let has = |name: &str| found.iter().any(|(other, at)| *other == name && at.is_some());
    if !has("name") {
        let headings = HEADINGS[0].1.join("、");
        faults.push(Fault::new(
            Place::row(row),
            format!("a column with the agencies' names: {headings}"),
            "none",
        ));
    }
    found
}

fn notice(row: &mut Row) -> Option<Notice> {
    let before = row.faults.count();
    let name = row.required("name");
    let credit_code: Option<CreditCode> = row.parsed(
        "credit_code",
        "a unified social credit code of 18 characters whose check characters hold",
    );
    let licence: Option<Licence> = row.parsed(
        "licence",
        "a patent agency code: five digits that begin with a province, such as `32266`",
    );
    let published_on = row.text("published_on").map(str::to_owned);
    let day = published_on.as_deref().and_then(day);
    if published_on.is_some() && day.is_none() {
        row.refuse("published_on", "a day, such as `2026-03-01` or `2026年3月1日`");
    }
    let notice = Notice {
        line: row.number,
        name: name?,
        credit_code,
        licence,
        address: row.text("address").map(str::to_owned),
        category: row.text("category").map(str::to_owned),
        published_on: day,
        document: row.text("document").map(str::to_owned),
    };
    (row.faults.count() == before).then_some(notice)
}

/// Reads a day in the forms that exports use; a time of day behind it is left out.
fn day(text: &str) -> Option<Date> {
    let text = text.split([' ', 'T']).next()?;
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Date::new(
            text[..4].parse().ok()?,
            text[4..6].parse().ok()?,
            text[6..].parse().ok()?,
        )
        .ok();
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let mut part = || parts.next();
    let (year, month, day) = (part()?, part()?, part()?);
    let is_whole = part().is_none() && year.len() == 4;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "序号,机构名称（全称）,统一社会信用代码,机构代码,地址,处理／公告类别,公告日期\n\
                        1,甲所,91350100M000100Y43,32266,汉口路1号,代理非正常专利申请,2026年3月1日\n\
                        2,乙所,,,,,20260302\n";

    #[test]
    fn the_usual_headings_are_known_in_utf8_and_in_gbk() {
        let (gbk, _, _) = GB18030.encode(TEXT);
        for (bytes, encoding) in [(TEXT.as_bytes(), "UTF-8"), (&gbk[..], "gb18030")] {
            let read = read_notices(bytes, None).unwrap();
            assert_eq!((read.encoding, read.notices.len()), (encoding, 2));
            assert_eq!(read.ignored, ["序号"]);
            let first = &read.notices[0];
            assert_eq!((first.line, first.name.as_str()), (2, "甲所"));
            assert_eq!(first.category.as_deref(), Some("代理非正常专利申请"));
            assert_eq!(first.published_on.unwrap().to_string(), "2026-03-01");
            assert_eq!(read.notices[1].published_on.unwrap().to_string(), "2026-03-02");
        }
    }

    #[test]
    fn a_row_at_fault_is_left_out_and_told_by_line_and_column() {
        let text = "name,credit_code,date\n甲,91350100M000100Y42,2026-13-01\n乙,,2026/1/2 10:00\n,,\n";
        let read = read_notices(text.as_bytes(), None).unwrap();
        assert_eq!(read.notices.len(), 1);
        let told = read.refused.to_string();
        for expected in [
            "row 2, column `credit_code`",
            "row 2, column `published_on`",
            "row 4, column `name`",
        ] {
            assert!(told.contains(expected), "{told}");
        }
        assert!(read_notices("序号,地址\n1,路\n".as_bytes(), None).is_err());
        assert!(read_notices(&[0xff, 0x00, 0x81], None).is_err());
        assert!(read_notices(b"", None).is_err());
    }
}
