//! A table of corners into rows, every cell that cannot be read told with its row and column.
//!
//! Must not convert coordinates.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::{
    columns::{Column, Number, columns, numbers, separator},
    parks::{Listed, Park, rows_of},
};
use crate::{
    format::{
        Encoding,
        boundary::{
            Rows,
            corners::MOST_CORNERS,
            decode::decode,
            notes::Notes,
            number::{coordinate, whole},
        },
        error::{Fault, Faults, Place, Refused, shown},
        table::Lines,
    },
    geometry::CoordinateSystem,
};

/// Reads a table.
///
/// # Errors
/// [`Refused`] with every fault by row and column.
pub fn read(bytes: &[u8], name: Option<&str>, encoding: Option<Encoding>) -> Result<Rows, Refused> {
    let decoded = decode(bytes, encoding, name)?;
    let mut table = Table {
        faults: Faults::of(name),
        notes: Notes::default(),
        system: None,
        parks: Vec::new(),
        by_name: BTreeMap::new(),
        remarks: Vec::new(),
        numbers: [Number::X, Number::Y],
        cells: 0,
    };
    if let Some(note) = decoded.note {
        table.notes.say(note);
    }
    let (skipped, body) = table.remarks(&decoded.text);
    table.body(body, skipped);
    let Table {
        mut faults,
        mut notes,
        parks,
        remarks,
        numbers,
        ..
    } = table;
    let rows = rows_of(parks, numbers, &remarks, &mut faults, &mut notes);
    faults.or(Rows {
        system: table.system.map(|(system, _)| system),
        rows,
        notes: notes.sentences(),
    })
}

/// Most cells of a table: a table of one-letter cells swells a hundredfold in memory.
const MOST_CELLS: usize = 6 * MOST_CORNERS;

/// What the columns say, and the places and names of the two with coordinates.
type Head = (Vec<Column>, (usize, usize, [Number; 2]));

struct Table {
    faults: Faults,
    notes: Notes,
    system: Option<(CoordinateSystem, u64)>,
    parks: Vec<Park>,
    by_name: BTreeMap<String, usize>,
    /// What lines of remarks say, as attributes.
    remarks: Vec<(String, String)>,
    /// What the two columns of coordinates are called.
    numbers: [Number; 2],
    /// Cells read so far.
    cells: usize,
}

impl Table {
    /// Reads the lines before the head that begin with #: `# crs: EPSG:4528`. Gives their number, and the rest of the text.
    fn remarks<'t>(&mut self, text: &'t str) -> (u64, &'t str) {
        let (mut rest, mut skipped) = (text, 0);
        while let Some((line, after)) = rest.split_once('\n') {
            let bare = line.trim();
            if !bare.starts_with('#') && !bare.is_empty() {
                break;
            }
            skipped += 1;
            let said = bare.trim_start_matches('#').split_once([':', '=', '：', '＝']);
            match said.map(|(key, value)| (key.trim(), value.trim())) {
                Some((key, value)) if columns(&[key]) == [Column::System] => self.state(value, skipped, key),
                Some((key, value)) if !value.is_empty() => self.remarks.push((key.to_owned(), value.to_owned())),
                _ if bare.len() > 1 => self
                    .notes
                    .say(format!("line {skipped}: the remark {} is not carried", shown(bare))),
                _ => {}
            }
            rest = after;
        }
        (skipped, rest)
    }

    /// Takes a statement of the coordinate system; a second one must agree.
    fn state(&mut self, text: &str, line: u64, column: &str) {
        let Ok(system) = text.parse::<CoordinateSystem>() else {
            let expected = "a coordinate system: an EPSG code, `gcj02` or `bd09`";
            self.faults
                .push(Fault::new(Place::cell(line, column), expected, shown(text)));
            return;
        };
        match self.system {
            None => self.system = Some((system, line)),
            Some((own, said)) if own != system => {
                let expected = format!("the coordinate system of row {said}, `{own}`");
                self.faults
                    .push(Fault::new(Place::cell(line, column), expected, format!("`{system}`")));
            }
            Some(_) => {}
        }
    }

    fn body(&mut self, text: &str, skipped: u64) {
        let head = text.lines().next().unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator(head))
            .from_reader(text.as_bytes());
        let mut names: Vec<String> = Vec::new();
        let mut found: Option<Head> = None;
        let mut record = StringRecord::new();
        let mut lines = Lines::of(text);
        loop {
            let line = lines.of_record(reader.position().byte()) + skipped;
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line) + skipped;
                    self.faults
                        .push(Fault::new(Place::row(line), "a row of a table", format!("`{error}`")));
                    return;
                }
            }
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            match &found {
                None => {
                    names = record.iter().map(|name| name.trim().to_owned()).collect();
                    let Some(head) = self.head(&names, line) else { return };
                    self.numbers = head.1.2;
                    found = Some(head);
                }
                Some((columns, pair)) => {
                    self.cells += record.len();
                    if self.cells > MOST_CELLS {
                        let fault = Fault::new(Place::row(line), format!("at most {MOST_CELLS} cells"), "more");
                        self.faults.push(fault.hint("cut the file into several"));
                        return;
                    }
                    if record.len() > columns.len() {
                        let expected = format!("{} cells", columns.len());
                        self.faults
                            .push(Fault::new(Place::row(line), expected, record.len().to_string()));
                        continue;
                    }
                    self.record(&record, line, &names, columns, *pair);
                }
            }
        }
        if found.is_none() {
            self.faults.push(no_head("nothing".to_owned(), Place::Whole));
        } else if self.parks.is_empty() && self.faults.is_empty() {
            self.faults
                .push(Fault::new(Place::Whole, "at least one corner", "none"));
        }
    }

    fn head(&mut self, names: &[String], line: u64) -> Option<Head> {
        let head: Vec<&str> = names.iter().map(String::as_str).collect();
        let columns = columns(&head);
        let Some(pair) = numbers(&columns) else {
            let mut fault = no_head(shown(&head.join(",")), Place::row(line));
            if head.len() == 1 && head[0].contains('，') {
                fault = fault.hint("the columns are separated by full-width commas; save the table with plain ones");
            }
            self.faults.push(fault);
            return None;
        };
        for (nth, column) in columns.iter().enumerate() {
            if !matches!(column, Column::Attribute(_)) && columns[..nth].contains(column) {
                let expected = "each column once";
                self.faults.push(Fault::new(
                    Place::cell(line, &names[nth]),
                    expected,
                    "it is there twice",
                ));
            }
        }
        Some((columns, pair))
    }

    fn record(
        &mut self,
        record: &StringRecord,
        line: u64,
        names: &[String],
        columns: &[Column],
        (first, second, _): (usize, usize, [Number; 2]),
    ) {
        let cell = |nth: usize| record.get(nth).map(str::trim).unwrap_or_default();
        let text = |wanted: &Column| {
            columns
                .iter()
                .position(|column| column == wanted)
                .map(cell)
                .unwrap_or_default()
        };
        let park = self.park(text(&Column::Park), line);
        for (nth, column) in columns.iter().enumerate() {
            match column {
                Column::Attribute(name) if !cell(nth).is_empty() => self.attribute(park, name, cell(nth), line),
                Column::System if !cell(nth).is_empty() => self.state(cell(nth), line, &names[nth]),
                Column::Number(_) if nth != first && nth != second && !cell(nth).is_empty() => {
                    let told = format!(
                        "the column {} is not carried: coordinates are read from two others",
                        shown(&names[nth])
                    );
                    self.notes.say(told);
                }
                _ => {}
            }
        }
        if cell(first).is_empty() && cell(second).is_empty() {
            // A park without a corner: it is known by its words.
            return;
        }
        let part = self.whole(text(&Column::Part), line, "part");
        let ring = self.whole(text(&Column::Ring), line, "ring");
        let parsed = [first, second].map(|nth| {
            let number = coordinate(cell(nth));
            if number.is_none() {
                self.faults.push(Fault::new(
                    Place::cell(line, &names[nth]),
                    "a coordinate",
                    shown(cell(nth)),
                ));
            }
            number
        });
        if let [Some(first), Some(second)] = parsed {
            let listed = Listed {
                line,
                name: text(&Column::Corner).to_owned(),
                ring: ring.unwrap_or(1),
                first,
                second,
            };
            self.parks[park].corners.push((part, listed));
        }
    }

    fn whole(&mut self, text: &str, line: u64, column: &str) -> Option<u32> {
        if text.is_empty() {
            return None;
        }
        let number = whole(text);
        if number.is_none() {
            self.faults.push(Fault::new(
                Place::cell(line, column),
                "a whole number, such as 1",
                shown(text),
            ));
        }
        number
    }

    fn park(&mut self, name: &str, line: u64) -> usize {
        if let Some(&park) = self.by_name.get(name) {
            return park;
        }
        self.parks.push(Park {
            line,
            name: name.to_owned(),
            attributes: Vec::new(),
            corners: Vec::new(),
        });
        self.by_name.insert(name.to_owned(), self.parks.len() - 1);
        self.parks.len() - 1
    }

    /// Takes an attribute of a park. It may stand in one row of the park or in all, but not say two things.
    fn attribute(&mut self, park: usize, name: &str, value: &str, line: u64) {
        let park = &mut self.parks[park];
        match park.attributes.iter().find(|(own, _)| own == name) {
            None => park.attributes.push((name.to_owned(), value.to_owned())),
            Some((_, own)) if own != value => {
                let expected = format!("{}, as another row of the park has it", shown(own));
                self.faults
                    .push(Fault::new(Place::cell(line, name), expected, shown(value)));
            }
            Some(_) => {}
        }
    }
}

fn no_head(found: String, place: Place) -> Fault {
    let expected = "a head with two columns of coordinates: x and y, lon and lat, or north and east";
    Fault::new(place, expected, found)
}
