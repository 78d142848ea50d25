//! Pages as lists of marks: letters, lines and surfaces, each at its place.
//!
//! Must not know the file that is written from them. Lengths are points (1/72 inch), y runs down from the top of the page.

use super::{letters::Run, tree::Belongs};

/// A place on the page: x from the left, y from the top.
pub type Place = [f32; 2];

/// A colour: red, green, blue.
pub type Ink = [u8; 3];

/// Black.
pub const BLACK: Ink = [0x1a, 0x1a, 0x1a];
/// Grey with 4.5 : 1 and more against white (WCAG 2.2, 1.4.3).
pub const GREY: Ink = [0x5a, 0x5a, 0x5a];
/// Light grey, for rules.
pub const PALE: Ink = [0xb4, 0xb4, 0xb4];
/// White.
pub const WHITE: Ink = [0xff, 0xff, 0xff];

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Colour.
    pub ink: Ink,
    /// Width.
    pub width: f32,
    /// Lengths of dashes and gaps in turn; a whole line where empty.
    pub dash: &'static [f32],
}

impl Pen {
    /// Makes a whole line.
    pub const fn whole(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: &[] }
    }

    /// Makes a line of dashes.
    pub const fn dashed(ink: Ink, width: f32, dash: &'static [f32]) -> Self {
        Self { ink, width, dash }
    }
}

/// How a text is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size of the em.
    pub size: f32,
    /// Colour.
    pub ink: Ink,
    /// Whether it stands out: its letters are drawn thicker.
    pub bold: bool,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line of text.
    Text {
        /// The text.
        run: Run,
        /// Left end of its base line.
        at: Place,
        /// How it is drawn.
        style: Style,
        /// Degrees by which it is turned clockwise about `at`.
        turn_deg: f32,
    },
    /// A line.
    Line {
        /// Its corners.
        points: Vec<Place>,
        /// Whether it runs back to its first.
        closed: bool,
        /// How it is drawn.
        pen: Pen,
    },
    /// A surface; what lies in two rings is out of it.
    Fill {
        /// Its rings.
        rings: Vec<Vec<Place>>,
        /// Colour.
        ink: Ink,
        /// Share of what lies below that it hides, 0 to 1.
        opacity: f32,
    },
    /// Lines within a surface.
    Hatch {
        /// The surface.
        rings: Vec<Vec<Place>>,
        /// The lines, from and to; what lies outside the surface is not drawn.
        lines: Vec<[Place; 2]>,
        /// How they are drawn.
        pen: Pen,
    },
    /// A place that leads to an address.
    Link {
        /// Left, top, right, bottom.
        around: [f32; 4],
        /// The address.
        address: String,
    },
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What stands on it, lowest first.
    pub marks: Vec<(Belongs, Mark)>,
}

#[cfg(test)]
impl Mark {
    /// Returns left, top, right and bottom of what it covers; of a hatch, what its surface covers. None where it covers nothing.
    pub fn extent(&self) -> Option<[f32; 4]> {
        let around = |places: &mut dyn Iterator<Item = Place>, grown: f32| {
            let boxes = places.map(|[x, y]| [x - grown, y - grown, x + grown, y + grown]);
            boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
        };
        match self {
            Self::Text {
                run,
                at,
                style,
                turn_deg,
            } => around(
                &mut text_corners(run.width_em, *at, style.size, *turn_deg).into_iter(),
                0.0,
            ),
            Self::Line { points, pen, .. } => around(&mut points.iter().copied(), pen.width / 2.0),
            Self::Fill { rings, .. } | Self::Hatch { rings, .. } => around(&mut rings.iter().flatten().copied(), 0.0),
            Self::Link { around, .. } => Some(*around),
        }
    }
}

/// Highest letters above the base line and lowest below it, in ems (of the face: `O` and `国` reach 0.88 up, `g` and `，` 0.21 down).
const ABOVE_EM: f32 = 0.88;
const BELOW_EM: f32 = 0.21;

/// Returns the corners of the box around a line of text.
pub fn text_corners(width_em: f32, at: Place, size: f32, turn_deg: f32) -> [Place; 4] {
    let (sin, cos) = turn_deg.to_radians().sin_cos();
    let (right, up, down) = (width_em * size, -ABOVE_EM * size, BELOW_EM * size);
    [[0.0, up], [right, up], [right, down], [0.0, down]]
        .map(|[x, y]| [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos])
}
