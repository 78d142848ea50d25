//! Writes rows as a Shapefile in a zip: `.shp .shx .dbf .prj .cpg`, texts in UTF-8, all attributes as texts.
//!
//! Must not lose a word silently: what dBASE has no room for is told in `.fields.csv` (see `fields`). Blanks at the end of a text
//! cannot be told from dBASE's own and are lost. A row without a shape becomes a polygon without rings.

use std::io::{Cursor, Write};

use dbase::{FieldName, FieldValue, FieldWriter, TableWriterBuilder, WritableRecord};
use shapefile::{
    Error, HasShapeType, Point, Polygon, PolygonRing, ShapeType, ShapeWriter,
    record::{EsriShape, WritableShape},
};

use super::fields::{MOST_TEXT_BYTES, Planned, list, plan, split};
use crate::format::{
    boundary::{
        Row, Rows,
        archive::pack,
        columns::{Cells, Table, cell},
        definition::{describable, esri_wkt},
        names::file_stem,
        plane::corners,
    },
    error::{Fault, Place, Refused},
};

/// Most fields of a table: each is as wide as its longest text, at most 254 bytes, and a record has 65,535 at most.
const MOST_FIELDS: usize = 255;

/// Most bytes of a table: its records are as wide as the longest texts, whatever stands in them.
const MOST_TABLE_BYTES: usize = 1 << 30;

/// Most bytes of a `.shp`: its lengths count words of two bytes in 31 bits.
const MOST_BYTES: usize = i32::MAX as usize;

/// Writes rows as a layer of the name.
///
/// # Errors
/// [`Refused`] when the coordinates are in a shifted datum, or there are more attributes or corners than the format holds.
pub fn write(rows: &Rows, name: &str) -> Result<Vec<u8>, Refused> {
    let crs = describable(rows.system)?;
    let stem = file_stem(name);
    let (shp, shx) = shapes(&rows.rows)?;
    let (dbf, fields) = table(rows)?;
    let mut files = vec![
        (format!("{stem}.shp"), shp),
        (format!("{stem}.shx"), shx),
        (format!("{stem}.dbf"), dbf),
        (format!("{stem}.cpg"), b"UTF-8".to_vec()),
    ];
    if let Some(crs) = crs {
        files.push((format!("{stem}.prj"), esri_wkt(crs).into_bytes()));
    }
    if let Some(list) = list(&fields) {
        files.push((format!("{stem}.fields.csv"), list));
    }
    pack(&files)
}

fn shapes(rows: &[Row]) -> Result<(Vec<u8>, Vec<u8>), Refused> {
    let points: usize = rows.iter().map(|row| corners(&row.shape)).sum();
    if points > MOST_BYTES / 32 || rows.len() > MOST_BYTES / 128 {
        let expected = "corners that fit a Shapefile of 2 GiB";
        return Err(Refused::once(
            None,
            Fault::new(Place::Whole, expected, format!("`{points}`")).hint("take GeoPackage or FlatGeobuf"),
        ));
    }
    let (mut shp, mut shx) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    {
        let mut writer = ShapeWriter::with_shx(&mut shp, &mut shx);
        for row in rows {
            writer
                .write_shape(&Area::of(row))
                .map_err(|error| failed(&row.place, &error))?;
        }
        if rows.is_empty() {
            // An empty layer bears the code of polygons all the same.
            writer
                .write_shape(&Area(None))
                .map_err(|error| failed(&Place::Whole, &error))?;
        }
        writer.finalize().map_err(|error| failed(&Place::Whole, &error))?;
    }
    let (mut shp, mut shx) = (shp.into_inner(), shx.into_inner());
    if rows.is_empty() {
        for file in [&mut shp, &mut shx] {
            file.truncate(100);
            // Length in words of two bytes: the header alone.
            file[24..28].copy_from_slice(&50_i32.to_be_bytes());
        }
    }
    Ok((shp, shx))
}

fn failed(place: &Place, error: &dyn std::fmt::Display) -> Refused {
    Refused::once(
        None,
        Fault::new(place.clone(), "a row that a Shapefile can hold", format!("`{error}`")),
    )
}

/// A polygon, or one without rings, which the crate's own type cannot be.
struct Area(Option<Polygon>);

impl Area {
    fn of(row: &Row) -> Self {
        let points = |ring: &geo_types::LineString<f64>| -> Vec<Point> {
            ring.0.iter().map(|coord| Point::new(coord.x, coord.y)).collect()
        };
        let mut rings = Vec::new();
        for part in &row.shape {
            rings.push(PolygonRing::Outer(points(part.exterior())));
            rings.extend(part.interiors().iter().map(|ring| PolygonRing::Inner(points(ring))));
        }
        rings.retain(|ring| !ring.is_empty());
        Self((!rings.is_empty()).then(|| Polygon::with_rings(rings)))
    }
}

impl HasShapeType for Area {
    fn shapetype() -> ShapeType {
        ShapeType::Polygon
    }
}

impl WritableShape for Area {
    fn size_in_bytes(&self) -> usize {
        // A box of four numbers, no parts, no points.
        self.0.as_ref().map_or(4 * 8 + 2 * 4, WritableShape::size_in_bytes)
    }

    fn write_to<T: Write>(&self, destination: &mut T) -> Result<(), Error> {
        match &self.0 {
            Some(polygon) => polygon.write_to(destination),
            None => Ok(destination.write_all(&[0; 4 * 8 + 2 * 4])?),
        }
    }
}

impl EsriShape for Area {
    fn x_range(&self) -> [f64; 2] {
        self.0.as_ref().map_or([f64::MAX, f64::MIN], EsriShape::x_range)
    }

    fn y_range(&self) -> [f64; 2] {
        self.0.as_ref().map_or([f64::MAX, f64::MIN], EsriShape::y_range)
    }
}

fn table(rows: &Rows) -> Result<(Vec<u8>, Vec<Planned>), Refused> {
    let mut table = Table::of(rows, &[])?;
    let numbers: Vec<String> = (1..=rows.rows.len()).map(|number| number.to_string()).collect();
    if table.names.is_empty() {
        // A table must have a field; the row's number is the least that can stand in it.
        table.names.push("row".to_owned());
        table.rows = numbers.iter().map(|number| vec![(0, number.as_str())]).collect();
    }
    // The length of the longest piece for each part of each column.
    let mut widths: Vec<Vec<usize>> = vec![vec![1]; table.names.len()];
    for (column, text) in table.rows.iter().flatten() {
        for (part, piece) in split(text).iter().enumerate() {
            let own = &mut widths[*column];
            own.resize(own.len().max(part + 1), 1);
            own[part] = own[part].max(piece.len());
        }
    }
    let parts: Vec<usize> = widths.iter().map(Vec::len).collect();
    let count: usize = parts.iter().sum();
    let bytes = widths.iter().flatten().sum::<usize>() * rows.rows.len();
    if count > MOST_FIELDS || bytes > MOST_TABLE_BYTES {
        let expected = format!(
            "at most {MOST_FIELDS} fields of {MOST_TEXT_BYTES} bytes, a longer text in several, and {MOST_TABLE_BYTES} bytes in all"
        );
        let fault = Fault::new(Place::Whole, expected, format!("`{count}` fields and `{bytes}` bytes"));
        return Err(Refused::once(
            None,
            fault.hint("take GeoPackage, which has no such limit"),
        ));
    }
    let fields = plan(&table.names, &parts);
    let mut builder = TableWriterBuilder::with_encoding(dbase::encoding::Unicode);
    for field in &fields {
        let width = widths[field.column][field.part - 1];
        let name = FieldName::try_from(field.short.as_str()).map_err(|error| failed(&Place::Whole, &error))?;
        builder = builder.add_character_field(name, u8::try_from(width).unwrap_or(u8::MAX));
    }
    let mut bytes = Cursor::new(Vec::new());
    {
        let mut writer = builder.build_with_dest(&mut bytes);
        for (row, cells) in rows.rows.iter().zip(&table.rows) {
            writer
                .write_record(&Record { fields: &fields, cells })
                .map_err(|error| failed(&row.place, &error))?;
        }
        writer.finalize().map_err(|error| failed(&Place::Whole, &error))?;
    }
    let mut bytes = bytes.into_inner();
    if let Some(header) = bytes.first_chunk_mut::<32>() {
        // The day of the last change, years from 1900: a fixed one, so that the same rows give the same bytes.
        header[1..4].copy_from_slice(&[100, 1, 1]);
        // No language driver stands for UTF-8; the `.cpg` says it.
        header[29] = 0;
    }
    Ok((bytes, fields))
}

fn piece(text: &str, part: usize) -> &str {
    split(text).get(part - 1).copied().unwrap_or_default()
}

/// One row of the table.
struct Record<'r> {
    fields: &'r [Planned],
    cells: &'r Cells<'r>,
}

impl WritableRecord for Record<'_> {
    fn write_using<W: Write>(&self, writer: &mut FieldWriter<'_, W>) -> Result<(), dbase::FieldError> {
        for field in self.fields {
            let text = cell(self.cells, field.column)
                .map(|text| piece(text, field.part))
                .filter(|text| !text.is_empty());
            writer.write_next_field_value(&FieldValue::Character(text.map(str::to_owned)))?;
        }
        Ok(())
    }
}
