//! One layer: its records with their attributes, as rows.
//!
//! Must not know other layers, and not the coordinate system.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::{
    FileSet, Reading,
    code_page::{CodePage, Cpg, Said, by_trying, decode, of_cpg, of_driver},
    dbf::{Cell, Dbf},
    fields::read_list,
    records::{Content, Kind, content, cut, kind},
    rings::{MOST_STEPS, assemble},
};
use crate::format::{
    boundary::{Row, archive::Archive},
    error::{Fault, Place, Refused, shown},
};

impl Reading {
    /// Reads a layer; what is wrong in it is gathered.
    pub(super) fn layer(&mut self, archive: &mut Archive, set: &FileSet, several: bool) -> Result<(), Refused> {
        let whole = Place::Part(format!("layer {}", shown(set.name())));
        let shp = archive.read(&set.shp)?;
        match kind(&shp) {
            Ok(Kind::Polygons) => {}
            Ok(Kind::Other(what)) => {
                self.notes.at(&format!("left out, a layer of {what}"), &whole);
                return Ok(());
            }
            Ok(Kind::Unknown(code)) => {
                self.faults
                    .push(Fault::new(whole, "a layer of polygons", format!("the code `{code}`")));
                return Ok(());
            }
            Err(found) => {
                self.faults.push(Fault::new(whole, "a `.shp` with its header", found));
                return Ok(());
            }
        }
        self.polygon_layers += 1;
        let shx = set.member("shx").map(|member| archive.read(member)).transpose()?;
        let records = match cut(&shp, shx.as_deref(), &mut self.notes) {
            Ok(records) => records,
            Err((record, found)) => {
                let fault = Fault::new(
                    self.place(set, several, record - 1),
                    "a record that lies in the file",
                    found,
                );
                self.faults
                    .push(fault.hint("the `.shp` may have been cut short on its way"));
                return Ok(());
            }
        };
        let dbf = set.member("dbf").map(|member| archive.read(member)).transpose()?;
        let list = set
            .member("fields.csv")
            .map(|member| archive.read(member))
            .transpose()?;
        let cpg = set.member("cpg").map(|member| archive.read(member)).transpose()?;
        let attributes = match dbf
            .as_deref()
            .map(|dbf| self.attributes(dbf, cpg.as_deref(), list.as_deref(), &whole, records.len()))
        {
            Some(None) => return Ok(()),
            Some(attributes) => attributes,
            None => {
                self.notes.at("no `.dbf`: the shapes bear no attributes", &whole);
                None
            }
        };
        let mut steps = MOST_STEPS;
        for (nth, record) in records.iter().enumerate() {
            let place = self.place(set, several, nth);
            let mut row = Row {
                attributes: Vec::new(),
                shape: geo_types::MultiPolygon(Vec::new()),
                unclosed: Vec::new(),
                place,
            };
            if let Some(attributes) = &attributes {
                let Some(cells) = attributes.table.record(nth) else {
                    self.notes.at("left out, a record marked as deleted", &row.place);
                    continue;
                };
                row.attributes = self.cells(attributes, cells, &row.place);
            }
            if several && row.attribute(&["layer"]).is_none() {
                row.attributes.push(("layer".to_owned(), set.name().to_owned()));
            }
            if self.shape(record, &mut row, &mut steps) {
                if let Err(fault) = self.kept.add(&row) {
                    self.faults.push(fault);
                    return Ok(());
                }
                self.rows.push(row);
            }
        }
        Ok(())
    }

    /// Names a record, counted from 0.
    #[expect(clippy::unused_self, reason = "reads as a step of the reading")]
    fn place(&self, set: &FileSet, several: bool, nth: usize) -> Place {
        let record = format!("record {}", nth + 1);
        Place::Part(if several {
            format!("layer {}, {record}", shown(set.name()))
        } else {
            record
        })
    }

    /// Reads a record's shape into its row; tells whether the row is to be kept.
    fn shape(&mut self, record: &[u8], row: &mut Row, steps: &mut u64) -> bool {
        match content(record) {
            Content::Null => {
                self.notes.at("without a shape", &row.place);
                true
            }
            Content::Other(what) => {
                self.notes.at(&format!("left out, {what} among polygons"), &row.place);
                false
            }
            Content::Bad(expected, found) => {
                self.faults.push(Fault::new(row.place.clone(), expected, found));
                false
            }
            Content::Rings(rings, has_heights) => {
                let count = rings.len();
                let Some(assembled) = assemble(rings, steps) else {
                    let expected = "rings of which each hole can be given to its outer ring";
                    self.faults.push(Fault::new(
                        row.place.clone(),
                        expected,
                        format!("`{count}` rings nested too often"),
                    ));
                    return false;
                };
                if has_heights {
                    self.notes.say("heights are left out");
                }
                if assembled.reversed {
                    self.notes.at(
                        "outer rings run counterclockwise, the reverse of the format's rule; taken as meant",
                        &row.place,
                    );
                }
                if assembled.strays > 0 {
                    self.notes.at(
                        "a ring runs like a hole, but no outer ring holds it; taken as an outer ring",
                        &row.place,
                    );
                }
                row.shape = assembled.shape;
                row.unclosed = assembled.unclosed;
                true
            }
        }
    }

    /// Prepares the table of a layer; none where it is refused.
    fn attributes<'b>(
        &mut self,
        dbf: &'b [u8],
        cpg: Option<&[u8]>,
        list: Option<&[u8]>,
        whole: &Place,
        records: usize,
    ) -> Option<Attributes<'b>> {
        let table = match Dbf::of(dbf) {
            Ok(table) => table,
            Err((expected, found)) => {
                self.faults.push(Fault::new(in_table(whole), expected, found));
                return None;
            }
        };
        if table.count() != records {
            let expected = format!("one record for each of {records} shapes");
            let fault = Fault::new(in_table(whole), expected, format!("`{}` records", table.count()));
            self.faults
                .push(fault.hint("the `.dbf` belongs to another `.shp`, or one of them was cut short"));
            return None;
        }
        let page = self.code_page(&table, cpg, whole)?;
        let full: HashMap<String, String> = list.and_then(read_list).unwrap_or_default().into_iter().collect();
        let mut names = Vec::with_capacity(table.fields.len());
        for field in &table.fields {
            let (name, _) = self
                .decoded(page, &field.name, field.name_is_full(), &in_table(whole))
                .unwrap_or_default();
            let name = name.trim().to_owned();
            names.push(full.get(&name).cloned().unwrap_or(name));
        }
        Some(Attributes { table, page, names })
    }

    fn code_page(&mut self, table: &Dbf, cpg: Option<&[u8]>, whole: &Place) -> Option<CodePage> {
        let told = cpg.map(|bytes| (of_cpg(bytes), String::from_utf8_lossy(bytes).trim().to_owned()));
        match told {
            Some((Cpg::Known(encoding), _)) => {
                return Some(CodePage {
                    encoding,
                    by: Said::Cpg,
                });
            }
            Some((Cpg::Unknown, text)) => self.notes.at(
                &format!("the `.cpg` names a code page that is not known, {}", shown(&text)),
                whole,
            ),
            Some((Cpg::Machine, _)) | None => {}
        }
        if let Some(encoding) = of_driver(table.driver) {
            return Some(CodePage {
                encoding,
                by: Said::Driver,
            });
        }
        let Some(encoding) = by_trying(&table.texts()) else {
            let fault = Fault::new(
                in_table(whole),
                "texts in UTF-8 or GBK",
                "bytes that are neither in all texts",
            );
            self.faults
                .push(fault.hint("say which code page it is in a `.cpg`, such as `GB18030` or `BIG5`"));
            return None;
        };
        if encoding != encoding_rs::UTF_8 {
            self.notes
                .at("no code page is stated; the texts were read as GBK", whole);
        }
        Some(CodePage {
            encoding,
            by: Said::Nobody,
        })
    }

    fn cells(&mut self, attributes: &Attributes, record: &[u8], place: &Place) -> Vec<(String, String)> {
        let mut cells: Vec<(String, String)> = Vec::new();
        let mut last_field = None;
        for (nth, (field, name)) in attributes.table.fields.iter().zip(&attributes.names).enumerate() {
            let goes_on = nth > 0 && attributes.names[nth - 1] == *name;
            let text = match field.cell(record) {
                Cell::Empty => continue,
                Cell::Plain(text) => text,
                Cell::Unread => {
                    self.notes.say(format!(
                        "field {} is left out: values of the type `{}` are not read",
                        shown(name),
                        char::from(field.kind)
                    ));
                    continue;
                }
                Cell::Text(bytes) => {
                    let place = Place::Part(format!("{place}, field {}", shown(name)));
                    let Some((text, is_cut)) = self.decoded(attributes.page, bytes, field.is_filled_by(bytes), &place)
                    else {
                        continue;
                    };
                    if is_cut {
                        self.notes.at("a text breaks off within its last character", &place);
                    }
                    text
                }
            };
            // The parts of a text that was too long for one field follow each other under one full name.
            match cells.last_mut() {
                Some((own, whole)) if goes_on && last_field == nth.checked_sub(1) && own == name => {
                    whole.push_str(&text);
                }
                _ => cells.push((name.clone(), text)),
            }
            last_field = Some(nth);
        }
        cells
    }

    fn decoded(&mut self, page: CodePage, bytes: &[u8], fills: bool, place: &Place) -> Option<(String, bool)> {
        let decoded = decode(page.encoding, bytes, fills);
        if decoded.is_none() {
            let by = match page.by {
                Said::Cpg => "as the `.cpg` says",
                Said::Driver => "as the header of the `.dbf` says",
                Said::Nobody => "as all other texts are",
            };
            let lossy = Encoding::decode_without_bom_handling(page.encoding, bytes).0;
            let fault = Fault::new(
                place.clone(),
                format!("a text in {}, {by}", page.encoding.name()),
                shown(&lossy),
            );
            self.faults
                .push(fault.hint("mend the `.cpg`: `UTF-8`, or `GBK` as most Chinese programs write"));
        }
        decoded
    }
}

/// The table of a layer, ready to be read.
struct Attributes<'b> {
    table: Dbf<'b>,
    page: CodePage,
    /// Full names of the fields.
    names: Vec<String>,
}

fn in_table(layer: &Place) -> Place {
    Place::Part(format!("{layer}, its `.dbf`"))
}
