//! Places of a table located among the shapes of a file, without a register: the same rows with the ids of the shapes that hold them.
//!
//! Must not know the form of the file of shapes, or what the shapes are.

use std::{
    io::{Read, Write},
    ops::Range,
    sync::Arc,
};

use csv::{ByteRecord, StringRecord};

use super::{
    BulkError, BulkSummary,
    cut::Records,
    stream::{Pieces, Worked, in_order},
    table::{header, unreadable, unwritten},
};
use crate::{
    geometry::{Datum, LonLat, Position},
    index::{PolygonIndex, Prepared},
};

/// Bytes of rows that one core locates at a time: enough that some of their places lie together.
const PIECE: usize = 1 << 20;

/// How a table is read, and what is written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocateOptions {
    /// Name of the column of longitudes.
    pub lon: String,
    /// Name of the column of latitudes.
    pub lat: String,
    /// Datum of the coordinates.
    pub datum: Datum,
    /// Columns to carry through; all, where absent.
    pub keep: Option<Vec<String>>,
    /// Whether a place in several shapes gets a row for each, instead of one with all ids set apart by `;`.
    pub row_each: bool,
}

/// Shapes with their ids, indexed.
#[derive(Debug)]
pub struct Located {
    index: PolygonIndex<u32>,
    /// Ids, and the same as cells of CSV.
    ids: Vec<String>,
    cells: Vec<Vec<u8>>,
}

/// Where the columns stand.
#[derive(Debug, Clone)]
struct Columns {
    lon: usize,
    lat: usize,
    keep: Option<Vec<usize>>,
    all: usize,
}

/// One row: what is carried through, and the place or why there is none.
struct Asked {
    carried: Range<usize>,
    fault: Option<String>,
}

/// What one core works with; kept from piece to piece.
struct Worker<'a> {
    located: &'a Located,
    options: &'a LocateOptions,
    columns: Columns,
    row: ByteRecord,
    asked: Vec<Asked>,
    places: Vec<LonLat>,
    /// For each place its row.
    rows: Vec<usize>,
    /// Cells to be carried through, where not all are.
    kept: Vec<u8>,
    /// Rows with the shapes that hold their places.
    found: Vec<(usize, u32, Position)>,
}

impl Located {
    /// Indexes shapes on all cores.
    pub fn among(shapes: Vec<(String, Arc<Prepared>)>) -> Self {
        let (ids, shapes): (Vec<String>, Vec<Arc<Prepared>>) = shapes.into_iter().unzip();
        Self {
            index: PolygonIndex::build((0..).zip(shapes)),
            cells: ids.iter().map(|id| cell(id.as_bytes())).collect(),
            ids,
        }
    }

    /// Locates every row of `input` into `output`: its cells, the ids of the shapes that hold its place (limits included), whether it
    /// lies inside or on a limit, and what is wrong with it.
    ///
    /// # Errors
    /// Says what is wrong with the header, which row cannot be read at all, or what reading or writing failed with.
    pub fn locate_all(
        &self,
        options: &LocateOptions,
        input: impl Read + Send,
        mut output: impl Write,
    ) -> Result<BulkSummary, BulkError> {
        let mut pieces = Pieces::of(input, Records::Rows, PIECE);
        let names = pieces.first(header)?.map_err(|error| unreadable(1, &error))?;
        let columns = columns(&names, options)?;
        let kept = match &columns.keep {
            Some(keep) => keep.iter().filter_map(|nth| names.get(*nth)).collect::<Vec<_>>(),
            None => names.iter().collect(),
        };
        let zone = if options.row_each { "zone" } else { "zones" };
        let mut head = csv::Writer::from_writer(Vec::new());
        head.write_record(kept.into_iter().chain([zone, "answer", "error"]))
            .map_err(unwritten)?;
        output.write_all(&head.into_inner().map_err(|error| unwritten(error.into_error()))?)?;
        let worker = || {
            let mut worker = Worker {
                located: self,
                options,
                columns: columns.clone(),
                row: ByteRecord::new(),
                asked: Vec::new(),
                places: Vec::new(),
                rows: Vec::new(),
                kept: Vec::new(),
                found: Vec::new(),
            };
            move |piece: &[u8]| worker.locate(piece)
        };
        in_order(pieces, worker, output, 2)
    }
}

fn columns(names: &StringRecord, options: &LocateOptions) -> Result<Columns, BulkError> {
    let column = |name: &str| {
        let found = names.iter().position(|column| column == name);
        found.ok_or_else(|| {
            let all = names.iter().collect::<Vec<_>>().join(", ");
            BulkError::Header(format!("header: expected a column `{name}`, found {all}"))
        })
    };
    let keep = options.keep.as_ref();
    Ok(Columns {
        lon: column(&options.lon)?,
        lat: column(&options.lat)?,
        keep: keep
            .map(|keep| keep.iter().map(|name| column(name)).collect())
            .transpose()?,
        all: names.len(),
    })
}

impl Worker<'_> {
    fn locate(&mut self, piece: &[u8]) -> Worked {
        let fault = self.read(piece);
        let (rows, found) = (&self.rows, &mut self.found);
        found.clear();
        self.located.index.at_each(&self.places, |nth, key, position| {
            found.push((rows[nth], *key, position));
        });
        found.sort_unstable_by_key(|(row, key, _)| (*row, *key));
        let mut text = Vec::with_capacity(piece.len() * 3 / 2);
        let mut errors = 0;
        let carried = if self.columns.keep.is_some() { &self.kept } else { piece };
        let mut rest = self.found.as_slice();
        for (nth, asked) in self.asked.iter().enumerate() {
            let carried = &carried[asked.carried.clone()];
            let count = rest.iter().take_while(|(row, ..)| *row == nth).count();
            let (found, others) = rest.split_at(count);
            rest = others;
            errors += u64::from(asked.fault.is_some());
            self.write(&mut text, carried, found, asked.fault.as_deref());
        }
        Worked {
            text,
            rows: self.asked.len() as u64,
            errors,
            fault,
        }
    }

    /// Reads all rows of a piece; gives why the next cannot be read.
    fn read(&mut self, piece: &[u8]) -> Option<String> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(piece);
        self.asked.clear();
        self.places.clear();
        self.rows.clear();
        self.kept.clear();
        let mut begin = 0;
        loop {
            match reader.read_byte_record(&mut self.row) {
                Ok(false) => return None,
                Ok(true) if self.row.len() == self.columns.all => {}
                Ok(true) => return Some(format!("expected {} cells, found {}", self.columns.all, self.row.len())),
                Err(error) => return Some(error.to_string()),
            }
            let end = reader.position().byte() as usize;
            let carried = match &self.columns.keep {
                None => whole_row(piece, begin..end),
                Some(keep) => {
                    let begin = self.kept.len();
                    for (nth, column) in keep.iter().enumerate() {
                        if nth > 0 {
                            self.kept.push(b',');
                        }
                        push_cell(&mut self.kept, &self.row[*column]);
                    }
                    begin..self.kept.len()
                }
            };
            begin = end;
            let place = self.place();
            if let Ok(place) = place {
                self.rows.push(self.asked.len());
                self.places.push(place);
            }
            self.asked.push(Asked {
                carried,
                fault: place.err(),
            });
        }
    }

    fn place(&self) -> Result<LonLat, String> {
        let number = |column: usize, name: &str| {
            let cell = self.row[column].trim_ascii();
            let number = std::str::from_utf8(cell).ok().and_then(|text| text.parse::<f64>().ok());
            number.ok_or_else(|| format!("{name}: expected a number, found `{}`", String::from_utf8_lossy(cell)))
        };
        let lon = number(self.columns.lon, &self.options.lon)?;
        let lat = number(self.columns.lat, &self.options.lat)?;
        self.options
            .datum
            .to_lon_lat(lon, lat)
            .map_err(|error| error.to_string())
    }

    fn write(&self, text: &mut Vec<u8>, carried: &[u8], found: &[(usize, u32, Position)], fault: Option<&str>) {
        let word = |position: Option<Position>| match position {
            Some(Position::Inside) => "inside",
            Some(Position::Boundary) => "boundary",
            _ => "outside",
        };
        let mut row = |cell: &[u8], answer: &str, error: &[u8]| {
            for part in [carried, b",", cell, b",", answer.as_bytes(), b",", error, b"\n"] {
                text.extend_from_slice(part);
            }
        };
        let id = |key: u32| &self.located.cells[key as usize];
        match (fault, found) {
            (Some(fault), _) => row(b"", "", &cell(fault.as_bytes())),
            (None, []) => row(b"", word(None), b""),
            (None, [(_, key, position)]) => row(id(*key), word(Some(*position)), b""),
            (None, several) if self.options.row_each => {
                for (_, key, position) in several {
                    row(id(*key), word(Some(*position)), b"");
                }
            }
            (None, several) => {
                let ids = several
                    .iter()
                    .map(|(_, key, _)| self.located.ids[*key as usize].as_str());
                let joined = ids.collect::<Vec<_>>().join(";");
                let inside = several.iter().any(|(.., position)| *position == Position::Inside);
                let position = if inside { Position::Inside } else { Position::Boundary };
                row(&cell(joined.as_bytes()), word(Some(position)), b"");
            }
        }
    }
}

/// Gives a row as it stands, without the ends of lines around it.
fn whole_row(piece: &[u8], row: Range<usize>) -> Range<usize> {
    let is_end = |nth: &usize| matches!(piece[*nth], b'\n' | b'\r');
    let begin = row.clone().take_while(is_end).count() + row.start;
    let behind = (begin..row.end).rev().take_while(is_end).count();
    begin..row.end - behind
}

fn cell(text: &[u8]) -> Vec<u8> {
    let mut cell = Vec::with_capacity(text.len() + 2);
    push_cell(&mut cell, text);
    cell
}

/// Writes a cell, in quotes where it needs them.
fn push_cell(text: &mut Vec<u8>, cell: &[u8]) {
    if !cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        text.extend_from_slice(cell);
        return;
    }
    text.push(b'"');
    for byte in cell {
        if *byte == b'"' {
            text.push(b'"');
        }
        text.push(*byte);
    }
    text.push(b'"');
}
