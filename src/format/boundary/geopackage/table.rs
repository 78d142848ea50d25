//! One feature table, row by row.
//!
//! Must not know other tables, and not the coordinate system.

use rusqlite::{Connection, types::ValueRef};

use super::{
    blob::{self, Geometry},
    read::told,
};
use crate::format::{
    boundary::{Row, kept::Kept, notes::Notes},
    error::{Fault, Faults, Place, shown},
};

/// A feature table as the GeoPackage lists it.
pub(super) struct Listed {
    pub(super) name: String,
    /// Name of the geometry column.
    pub(super) geometry: String,
    pub(super) srs_id: i64,
    pub(super) organization: Option<String>,
    pub(super) code: Option<i64>,
    pub(super) definition: Option<String>,
    pub(super) srs_name: Option<String>,
}

/// Reads a table.
pub(super) struct TableReader<'c> {
    pub(super) connection: &'c Connection,
    pub(super) table: &'c Listed,
    pub(super) is_one_of_several: bool,
}

/// What the columns of a table are for.
struct Columns {
    names: Vec<String>,
    geometry: usize,
    /// The column that is the row's number.
    key: Option<usize>,
}

impl TableReader<'_> {
    /// Reads all rows; what is wrong is gathered.
    pub(super) fn read(&self, rows: &mut Vec<Row>, kept: &mut Kept, faults: &mut Faults, notes: &mut Notes) {
        if let Err(error) = self.try_read(rows, kept, faults, notes) {
            faults.push(Fault::new(self.whole(), "a table that can be read", told(&error)));
        }
    }

    fn whole(&self) -> Place {
        Place::Part(format!("table {}", shown(&self.table.name)))
    }

    fn try_read(
        &self,
        rows: &mut Vec<Row>,
        kept: &mut Kept,
        faults: &mut Faults,
        notes: &mut Notes,
    ) -> rusqlite::Result<()> {
        let quoted = self.table.name.replace('"', "\"\"");
        let key = self.key_column(&quoted)?;
        let mut statement = self.connection.prepare(&format!("SELECT * FROM \"{quoted}\""))?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let at = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        let Some(geometry) = at(&self.table.geometry) else {
            let expected = format!(
                "the column {}, which `gpkg_geometry_columns` names",
                shown(&self.table.geometry)
            );
            faults.push(Fault::new(
                self.whole(),
                expected,
                format!("only {}", shown(&names.join(", "))),
            ));
            return Ok(());
        };
        let key = key.as_deref().and_then(at);
        let columns = Columns { names, geometry, key };
        let mut found = statement.query([])?;
        let mut number = 0;
        while let Some(values) = found.next()? {
            number += 1;
            let id = match columns.key.map(|key| values.get_ref(key)).transpose()? {
                Some(ValueRef::Integer(id)) => id,
                _ => number,
            };
            let place = Place::Part(format!("table {}, row {id}", shown(&self.table.name)));
            if let Some(row) = self.row(values, &columns, place, faults, notes)? {
                if let Err(fault) = kept.add(&row) {
                    faults.push(fault);
                    return Ok(());
                }
                rows.push(row);
            }
        }
        Ok(())
    }

    /// Finds the column that is the table's integer primary key.
    fn key_column(&self, quoted: &str) -> rusqlite::Result<Option<String>> {
        let mut statement = self.connection.prepare(&format!("PRAGMA table_info(\"{quoted}\")"))?;
        let mut columns = statement.query([])?;
        while let Some(column) = columns.next()? {
            let (name, kind, key): (String, String, i64) = (column.get(1)?, column.get(2)?, column.get(5)?);
            if key == 1 && kind.eq_ignore_ascii_case("integer") {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    fn row(
        &self,
        values: &rusqlite::Row,
        columns: &Columns,
        place: Place,
        faults: &mut Faults,
        notes: &mut Notes,
    ) -> rusqlite::Result<Option<Row>> {
        let geometry = match values.get_ref(columns.geometry)? {
            ValueRef::Null => Ok(Geometry::Empty),
            ValueRef::Blob(bytes) => blob::read(bytes),
            other => Err(format!("a value of the type `{}`", other.data_type())),
        };
        let (shape, unclosed) = match geometry {
            Ok(Geometry::Polygons(shape, unclosed, has_heights)) => {
                if has_heights {
                    notes.say("heights are left out");
                }
                (shape, unclosed)
            }
            Ok(Geometry::Empty) => {
                notes.at("without a shape", &place);
                (geo_types::MultiPolygon(Vec::new()), Vec::new())
            }
            Ok(Geometry::Other(kind)) => {
                notes.at(&format!("left out, a {kind}"), &place);
                return Ok(None);
            }
            Err(found) => {
                faults.push(Fault::new(place, "a geometry of GeoPackage with polygons", found));
                return Ok(None);
            }
        };
        let mut attributes = Vec::new();
        for (nth, name) in columns.names.iter().enumerate() {
            if nth == columns.geometry || Some(nth) == columns.key {
                continue;
            }
            let value = match values.get_ref(nth)? {
                ValueRef::Null => continue,
                ValueRef::Integer(value) => value.to_string(),
                ValueRef::Real(value) => value.to_string(),
                ValueRef::Text(bytes) => {
                    if let Ok(text) = std::str::from_utf8(bytes) {
                        text.to_owned()
                    } else {
                        let place = Place::Part(format!("{place}, column {}", shown(name)));
                        faults.push(Fault::new(
                            place,
                            "a text in UTF-8",
                            shown(&String::from_utf8_lossy(bytes)),
                        ));
                        continue;
                    }
                }
                ValueRef::Blob(_) => {
                    notes.say(format!(
                        "column {} of table {} is left out: bytes that are no text",
                        shown(name),
                        shown(&self.table.name)
                    ));
                    continue;
                }
            };
            if !value.is_empty() {
                attributes.push((name.clone(), value));
            }
        }
        if self.is_one_of_several && !attributes.iter().any(|(name, _)| name.eq_ignore_ascii_case("layer")) {
            attributes.push(("layer".to_owned(), self.table.name.clone()));
        }
        Ok(Some(Row {
            place,
            attributes,
            shape,
            unclosed,
        }))
    }
}
