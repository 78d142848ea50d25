//! The entities of a drawing that matter here: polylines with their corners, and texts with their places.
//!
//! Must not know rows. Blocks and paper space are passed over.

use encoding_rs::Encoding;
use geo_types::Coord;

use super::{
    bulge::flatten,
    pairs::{Broken, Pair, Pairs},
    words::{decode, of_code_page, without_commands},
};

/// Most corners of all polylines, arcs flattened: 16 million, as many as a quarter of a GiB holds.
const MOST_CORNERS: usize = 1 << 24;

/// What a drawing holds.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) polylines: Vec<Polyline>,
    pub(super) texts: Vec<Label>,
    /// Shapes that might be meant as limits and are none: kind, handle, place.
    pub(super) others: Vec<(String, Origin)>,
    /// The unit of the drawing, `$INSUNITS`.
    pub(super) unit: i64,
    pub(super) has_entities: bool,
    pub(super) has_end: bool,
    page: Option<&'static Encoding>,
    corners: usize,
}

/// Where an entity stands: its handle, and line or byte.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) handle: String,
    pub(super) at: u64,
}

/// A polyline.
#[derive(Default)]
pub(super) struct Polyline {
    pub(super) origin: Origin,
    pub(super) layer: String,
    /// Attributes that programs attach: name of the program, its texts.
    pub(super) attached: Vec<(String, String)>,
    pub(super) corners: Vec<Coord<f64>>,
    pub(super) is_closed: bool,
    pub(super) has_arcs: bool,
    pub(super) has_heights: bool,
    /// 1, or -1 where its plane is seen from below, so that x runs the other way.
    mirror: f64,
    /// What is wrong with it: expected, found.
    pub(super) fault: Option<(&'static str, String)>,
}

/// A text in the drawing.
pub(super) struct Label {
    pub(super) text: String,
    pub(super) at: Coord<f64>,
}

/// An entity as its pairs.
struct Entity<'b> {
    kind: &'b [u8],
    at: u64,
    pairs: Vec<Pair<'b>>,
}

impl<'b> Entity<'b> {
    fn first(&self, code: i32) -> Option<&Pair<'b>> {
        self.pairs.iter().find(|pair| pair.code == code)
    }

    fn real(&self, code: i32) -> Option<f64> {
        self.first(code).and_then(Pair::real)
    }

    fn whole(&self, code: i32) -> i64 {
        self.first(code).and_then(Pair::whole).unwrap_or(0)
    }

    fn origin(&self) -> Origin {
        Origin {
            handle: self
                .first(5)
                .map(|pair| String::from_utf8_lossy(pair.text()).into_owned())
                .unwrap_or_default(),
            at: self.at,
        }
    }
}

/// Reads a drawing; what was read before it broke off is lost.
pub(super) fn read(pairs: &mut Pairs) -> Result<Drawing, Broken> {
    let mut drawing = Drawing::default();
    let mut section: &[u8] = b"";
    let mut variable: &[u8] = b"";
    let mut open: Option<Polyline> = None;
    let mut raw: Vec<(Coord<f64>, f64)> = Vec::new();
    let mut next = pairs.next()?;
    while let Some(pair) = next {
        if pair.code != 0 {
            match (section, pair.code) {
                (b"HEADER", 9) => variable = text_of(pair),
                (b"HEADER", 3) if variable == b"$DWGCODEPAGE" => drawing.page = of_code_page(pair.text()),
                (b"HEADER", 70) if variable == b"$INSUNITS" => drawing.unit = pair.whole().unwrap_or(0),
                (b"", 2) => section = text_of(pair),
                _ => {}
            }
            next = pairs.next()?;
            continue;
        }
        match text_of(pair) {
            b"SECTION" | b"ENDSEC" => section = b"",
            b"EOF" => {
                drawing.has_end = true;
                break;
            }
            kind if section == b"ENTITIES" => {
                drawing.has_entities = true;
                let mut entity = Entity {
                    kind,
                    at: pair.at,
                    pairs: Vec::new(),
                };
                next = pairs.next()?;
                while let Some(inner) = next.filter(|inner| inner.code != 0) {
                    entity.pairs.push(inner);
                    next = pairs.next()?;
                }
                drawing.entity(&entity, &mut open, &mut raw)?;
                continue;
            }
            _ => {}
        }
        next = pairs.next()?;
    }
    Ok(drawing)
}

/// Gives a pair's text for as long as the file is there.
fn text_of(pair: Pair<'_>) -> &[u8] {
    match pair.value {
        super::pairs::Value::Text(text) => text.trim_ascii(),
        _ => b"",
    }
}

impl Drawing {
    fn entity(
        &mut self,
        entity: &Entity,
        open: &mut Option<Polyline>,
        raw: &mut Vec<(Coord<f64>, f64)>,
    ) -> Result<(), Broken> {
        if let Some(polyline) = open.as_mut() {
            if entity.kind == b"VERTEX" {
                // Bit 16: a corner of the frame that a curve was drawn by, not of the curve.
                if entity.whole(70) & 16 == 0 {
                    vertex(polyline, entity, raw);
                }
                return Ok(());
            }
            if let Some(polyline) = open.take() {
                self.ends(polyline, raw)?;
            }
        }
        if entity.whole(67) == 1 {
            return Ok(());
        }
        match entity.kind {
            b"LWPOLYLINE" => {
                let mut polyline = self.polyline(entity);
                polyline.has_heights = entity.real(38).is_some_and(|height| height != 0.0);
                for pair in &entity.pairs {
                    match (pair.code, pair.real()) {
                        (10, Some(x)) => raw.push((Coord { x, y: f64::NAN }, 0.0)),
                        (20, Some(y)) => raw.iter_mut().last().into_iter().for_each(|(corner, _)| corner.y = y),
                        (42, Some(bulge)) => raw.iter_mut().last().into_iter().for_each(|(_, own)| *own = bulge),
                        (10 | 20 | 42, None) => {
                            polyline.fault = Some(("a number", format!("another value at code {}", pair.code)));
                        }
                        _ => {}
                    }
                }
                self.ends(polyline, raw)?;
            }
            // Bits 16 and 64: a mesh of faces.
            b"POLYLINE" if entity.whole(70) & (16 | 64) == 0 => *open = Some(self.polyline(entity)),
            b"TEXT" | b"MTEXT" => self.label(entity),
            b"POLYLINE" | b"LINE" | b"ARC" | b"CIRCLE" | b"ELLIPSE" | b"SPLINE" | b"HATCH" | b"REGION" | b"INSERT"
            | b"3DFACE" | b"SOLID" => {
                self.others
                    .push((String::from_utf8_lossy(entity.kind).into_owned(), entity.origin()));
            }
            _ => {}
        }
        Ok(())
    }

    fn polyline(&self, entity: &Entity) -> Polyline {
        let text = |pair: &Pair| decode(pair.text(), self.page);
        let mut attached: Vec<(String, String)> = Vec::new();
        for pair in &entity.pairs {
            match (pair.code, attached.last_mut()) {
                (1001, _) => attached.push((text(pair), String::new())),
                (1000, Some((_, texts))) => {
                    if !texts.is_empty() {
                        texts.push_str("; ");
                    }
                    texts.push_str(&text(pair));
                }
                _ => {}
            }
        }
        attached.retain(|(name, texts)| !name.is_empty() && !texts.is_empty());
        // A plane seen from below is mirrored; any other but the ground is no plan.
        let up = (
            entity.real(210).unwrap_or(0.0),
            entity.real(220).unwrap_or(0.0),
            entity.real(230).unwrap_or(1.0),
        );
        let is_level = up.0.abs() < 1e-9 && up.1.abs() < 1e-9;
        Polyline {
            origin: entity.origin(),
            layer: entity.first(8).map(text).unwrap_or_default(),
            attached,
            is_closed: entity.whole(70) & 1 == 1,
            fault: (!is_level).then(|| {
                (
                    "a polyline in the plane of the ground",
                    format!("one that is tilted: `{}, {}, {}`", up.0, up.1, up.2),
                )
            }),
            mirror: up.2.signum(),
            ..Polyline::default()
        }
    }

    /// Ends a polyline: arcs become chords.
    fn ends(&mut self, mut polyline: Polyline, raw: &mut Vec<(Coord<f64>, f64)>) -> Result<(), Broken> {
        let corners = std::mem::take(raw);
        if corners.iter().any(|(corner, _)| corner.y.is_nan()) && polyline.fault.is_none() {
            polyline.fault = Some(("corners with x and y", "one without y".to_owned()));
        }
        let count = corners.len();
        for (nth, (corner, bulge)) in corners.iter().enumerate() {
            polyline.corners.push(*corner);
            let next = if nth + 1 < count {
                corners.get(nth + 1)
            } else {
                corners.first().filter(|_| polyline.is_closed)
            };
            if let Some((next, _)) = next.filter(|_| *bulge != 0.0) {
                polyline.has_arcs = true;
                flatten(*corner, *next, *bulge, &mut polyline.corners);
            }
            if self.corners + polyline.corners.len() > MOST_CORNERS {
                let found = "more".to_owned();
                return Err(Broken {
                    at: polyline.origin.at,
                    expected: "polylines of at most 16,777,216 corners together, arcs flattened",
                    found,
                });
            }
        }
        polyline
            .corners
            .iter_mut()
            .for_each(|corner| corner.x *= polyline.mirror);
        self.corners += polyline.corners.len();
        self.polylines.push(polyline);
        Ok(())
    }

    fn label(&mut self, entity: &Entity) {
        let parts: Vec<u8> = entity
            .pairs
            .iter()
            .filter(|pair| matches!(pair.code, 1 | 3))
            .flat_map(|pair| pair.text().to_vec())
            .collect();
        let text = decode(&parts, self.page);
        let text = if entity.kind == b"MTEXT" {
            without_commands(&text)
        } else {
            text.trim().to_owned()
        };
        if let (Some(x), Some(y), false) = (entity.real(10), entity.real(20), text.is_empty()) {
            self.texts.push(Label {
                text,
                at: Coord { x, y },
            });
        }
    }
}

fn vertex(polyline: &mut Polyline, entity: &Entity, raw: &mut Vec<(Coord<f64>, f64)>) {
    let (Some(x), Some(y)) = (entity.real(10), entity.real(20)) else {
        polyline.fault = Some(("corners with x and y", "a VERTEX without".to_owned()));
        return;
    };
    polyline.has_heights |= entity.real(30).is_some_and(|height| height != 0.0);
    raw.push((Coord { x, y }, entity.real(42).unwrap_or(0.0)));
}
