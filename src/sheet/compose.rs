//! The sheet in its order: title with facts and code, figure, abuttals, areas, parks, corner points, remarks; heads and feet at the end.
//!
//! Must not know the register, nor the file.

use super::{
    Content, Language, figure,
    flow::{BOTTOM, Flow, LEFT, MM, PAGE_HEIGHT, RIGHT, TOP, WIDTH, base, line_height},
    font::Face,
    mark::{BLACK, GREY, Mark, PALE, Style},
    qr, sections,
    tree::{Belongs, Role},
    write::About,
};

/// Side of the QR code.
const CODE: f32 = 30.0 * MM;
const TITLE_SIZE: f32 = 17.0;
const HEAD_SIZE: f32 = 11.5;
const BODY: Style = Style {
    size: 8.5,
    ink: BLACK,
    bold: false,
};
const SMALL: Style = Style {
    size: 7.5,
    ink: GREY,
    bold: false,
};
/// Width of the names of facts.
const FACT: f32 = 92.0;
/// Characters that the face lacks, named one by one up to so many.
const MOST_LACKING: usize = 60;

/// Says what the document is; a zone without a name is told by its code.
pub fn about(content: &Content, flow: &Flow<'_>) -> About {
    let title = flow.headings.first().map(|heading| heading.text.clone());
    About {
        title: title
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| content.reference.clone()),
        subject: subject(content.language),
        language: content.language.tag(),
    }
}

fn subject(language: Language) -> &'static str {
    language.say("集聚区划定图表", "Sheet of a zone's delimitation")
}

/// Lays a content out in pages.
pub fn compose<'f>(content: &Content, face: &'f Face) -> Flow<'f> {
    let mut flow = Flow::new(face);
    let language = content.language;
    title(&mut flow, content);
    if let Some(ground) = &content.ground {
        figure::lay(&mut flow, content, ground);
    }
    for (zh, en, table) in [
        ("一、四至", "1. Limits in words", sections::abuttals(content)),
        ("二、面积", "2. Areas", sections::areas(content)),
        ("三、园区与功能定位", "3. Parks and functions", sections::parks(content)),
        ("四、界址点", "4. Corner points", sections::corners(content)),
    ] {
        flow.room(10.0);
        flow.heading(2, language.say(zh, en), HEAD_SIZE, 60.0, WIDTH);
        flow.room(3.0);
        match table {
            Some(table) => table.lay(&mut flow),
            None => flow.paragraph(language.say("未登记。", "Not on record."), BODY),
        }
    }
    remarks(&mut flow, content);
    heads(&mut flow, content);
    flow
}

/// Adds title, facts, and the code that leads to the zone's page.
fn title(flow: &mut Flow<'_>, content: &Content) {
    let language = content.language;
    let has_code = content.link.is_some();
    let width = if has_code { WIDTH - CODE - 10.0 } else { WIDTH };
    flow.heading(1, &content.zone, TITLE_SIZE, 0.0, width);
    let kind = flow.tree.add(Role::Paragraph, None);
    let lines = flow.setter.lines(subject(language), width / BODY.size);
    flow.put_lines(kind, lines, LEFT, Style { ink: GREY, ..BODY });
    flow.room(6.0);
    // A title of pages has the code below it, on the page where it ends.
    let top = if flow.pages.len() == 1 { TOP } else { flow.y };
    let page = flow.pages.len();
    if let Some(link) = &content.link {
        code(flow, link, top, language);
    }
    for (name, value) in &content.facts {
        // What no longer stands beside the code has the whole width.
        let beside = flow.pages.len() == page && flow.y < top + CODE + 26.0;
        let width = if beside { width } else { WIDTH };
        let values = flow.setter.lines(value, (width - FACT) / BODY.size);
        let name = flow.setter.set_within(name, (FACT - 6.0) / BODY.size);
        let node = flow.tree.add(Role::Paragraph, None);
        flow.need(line_height(BODY.size));
        flow.put_text(
            Belongs::To(node),
            name,
            [LEFT, flow.y + base(BODY.size)],
            Style { ink: GREY, ..BODY },
        );
        flow.put_lines(node, values, LEFT + FACT, BODY);
    }
    if flow.pages.len() == page && has_code {
        flow.y = flow.y.max(top + CODE + 26.0);
    }
    receipt(flow, content);
    flow.room(8.0);
}

fn code(flow: &mut Flow<'_>, link: &str, top: f32, language: Language) {
    let node = flow.tree.add(Role::Link, None);
    let left = RIGHT - CODE;
    let is_drawn = qr::put(flow, Belongs::To(node), link, [left, top], CODE).is_some();
    let words = if is_drawn {
        language.say("扫码查看登记页", "Scan for the zone's page")
    } else {
        language.say("点此查看登记页", "The zone's page")
    };
    let run = flow.setter.set(words);
    let x = left + (CODE - run.width_em * SMALL.size) / 2.0;
    flow.put_text(Belongs::To(node), run, [x, top + CODE + 8.0], SMALL);
    let link = Mark::Link {
        around: [left, top, RIGHT, top + CODE + 12.0],
        address: link.to_owned(),
    };
    flow.put(Belongs::To(node), link);
}

fn receipt(flow: &mut Flow<'_>, content: &Content) {
    let (language, receipt) = (content.language, &content.receipt);
    flow.room(3.0);
    for text in [
        language.say(
            format!("收据：登记簿第 {} 号，{}", receipt.revision, receipt.hash),
            format!(
                "Receipt: revision {} of the register, {}",
                receipt.revision, receipt.hash
            ),
        ),
        language.say(
            format!("划定内容摘要：{}", receipt.digest),
            format!("Digest of the delimitation: {}", receipt.digest),
        ),
    ] {
        flow.paragraph(&text, SMALL);
    }
}

/// Adds what has to be known to read the sheet, and what could not be shown.
fn remarks(flow: &mut Flow<'_>, content: &Content) {
    let language = content.language;
    let mut texts = vec![
        language
            .say(
                "具体范围以界址点坐标控制，文字四至仅作描述。",
                "The coordinates of the corner points govern; the limits in words describe.",
            )
            .to_owned(),
        language
            .say(
                "实测面积为 CGCS2000 椭球面（测地线）面积；“差”为申报减实测，允许差由申报数字的位数和投影变形确定。",
                "Measured areas are geodesic, on the CGCS2000 ellipsoid. The difference is declared less measured; what is allowed follows from the printed digits and the distortion of projections.",
            )
            .to_owned(),
        language
            .say(
                "界址点自西北角起顺时针编号，逐环重新起号；环 1 为第一部分外环，2、3……为其内环，101 起为第二部分，依此类推。“至下点”为测地线长度。",
                "Corner points are numbered clockwise from the north-west, anew in each ring: ring 1 is the outer ring of the first part, 2, 3 … its holes, 101 … the second part. Lengths to the next point are geodesic.",
            )
            .to_owned(),
    ];
    if let Some(system) = &content.corners.system {
        texts.push(language.say(format!("X、Y 坐标系：{system}。"), format!("X and Y: {system}.")));
    }
    if content.ground.is_none() {
        let text = language.say(
            "本划定未登记坐标，故无四至图与界址点。",
            "No coordinates are on record: there is no figure and no corner point.",
        );
        texts.push(text.to_owned());
    }
    texts.extend(content.remarks.iter().cloned());
    flow.room(10.0);
    flow.heading(2, language.say("说明", "Remarks"), HEAD_SIZE, 40.0, WIDTH);
    for (text, nth) in texts.iter().zip(1..) {
        flow.paragraph(&format!("{nth}. {text}"), BODY);
    }
    // What the running head alone would meet is met now, so that it is told.
    flow.setter.plain(&content.reference);
    let lacking: Vec<String> = flow
        .setter
        .lacking()
        .iter()
        .map(|c| format!("U+{:04X}", u32::from(*c)))
        .collect();
    if !lacking.is_empty() {
        let (count, shown) = (lacking.len(), lacking[..lacking.len().min(MOST_LACKING)].join(", "));
        let more = if count > MOST_LACKING { " …" } else { "" };
        let text = language.say(
            format!("有 {count} 个字符无字形可印，文中以码位代替：{shown}{more}"),
            format!("{count} characters have no shape to print and stand as their code points: {shown}{more}"),
        );
        flow.paragraph(&format!("{}. {text}", texts.len() + 1), BODY);
    }
}

/// Returns what stands at the right in the head of each page.
fn short_receipt(content: &Content) -> String {
    let receipt = &content.receipt;
    // Twelve digits of the hash tell revisions apart; the whole stands on the first page.
    let short: String = receipt.hash.chars().take("sha256:".len() + 12).collect();
    content.language.say(
        format!("登记簿第 {} 号 {short}", receipt.revision),
        format!("revision {} {short}", receipt.revision),
    )
}

/// Puts head and foot on each page, now that their number is known.
fn heads(flow: &mut Flow<'_>, content: &Content) {
    let right = flow.setter.set(&short_receipt(content));
    let room = WIDTH - right.width_em * SMALL.size - 12.0;
    let reference = flow.setter.set(&format!("　{}", content.reference));
    let name = flow
        .setter
        .set_within(&content.zone, (room / SMALL.size - reference.width_em - 1.0).max(4.0));
    let count = flow.pages.len();
    let y = TOP - 14.0;
    for nth in 0..count {
        let foot = content.language.say(
            format!("第 {} 页 共 {count} 页", nth + 1),
            format!("Page {} of {count}", nth + 1),
        );
        let foot = flow.setter.set(&foot);
        let x = (LEFT + RIGHT - foot.width_em * SMALL.size) / 2.0;
        let x_right = RIGHT - right.width_em * SMALL.size;
        let x_reference = LEFT + name.width_em * SMALL.size + 6.0;
        let texts = [
            (Belongs::Header, name.clone(), [LEFT, y]),
            (Belongs::Header, reference.clone(), [x_reference, y]),
            (Belongs::Header, right.clone(), [x_right, y]),
            (Belongs::Footer, foot, [x, BOTTOM + (PAGE_HEIGHT - BOTTOM) / 2.0]),
        ];
        let Some(page) = flow.pages.get_mut(nth) else { continue };
        for (belongs, run, at) in texts {
            let mark = Mark::Text {
                run,
                at,
                style: SMALL,
                turn_deg: 0.0,
            };
            page.marks.push((belongs, mark));
        }
        let rule = Mark::Line {
            points: vec![[LEFT, y + 5.0], [RIGHT, y + 5.0]],
            closed: false,
            pen: super::mark::Pen::whole(PALE, 0.5),
        };
        page.marks.push((Belongs::Ornament, rule));
    }
}
