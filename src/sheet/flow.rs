//! The flow of a sheet: what is added goes below what was added before, on a new page where the old one is full.
//!
//! Must not know what a sheet says.

use super::{
    font::Face,
    letters::{Run, Setter},
    mark::{BLACK, Ink, Mark, Page, Pen, Place, Style},
    tree::{Belongs, NodeId, Role, Tree},
};

/// A4 (ISO 216), 210 mm by 297 mm.
pub const PAGE_WIDTH: f32 = 210.0 * MM;
/// See [`PAGE_WIDTH`].
pub const PAGE_HEIGHT: f32 = 297.0 * MM;
/// A millimetre in points of 1/72 inch.
pub const MM: f32 = 72.0 / 25.4;
/// Left end of the text.
pub const LEFT: f32 = 18.0 * MM;
/// Right end of the text.
pub const RIGHT: f32 = PAGE_WIDTH - LEFT;
/// Width of the text.
pub const WIDTH: f32 = RIGHT - LEFT;
/// Where the text begins on a page.
pub const TOP: f32 = 22.0 * MM;
/// Where it ends.
pub const BOTTOM: f32 = PAGE_HEIGHT - 20.0 * MM;

/// From base line to base line, in ems.
const LINE_EM: f32 = 1.5;
/// From the top of a line to its base line, in ems: the letters stand in the middle of the line.
const BASE_EM: f32 = 1.08;

/// A heading, for the outline of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its text.
    pub text: String,
    /// Number of its page, from 0.
    pub page: usize,
    /// Its top.
    pub y: f32,
}

/// Pages that are being filled.
pub struct Flow<'f> {
    /// Sets text.
    pub setter: Setter<'f>,
    /// The pages.
    pub pages: Vec<Page>,
    /// The structure.
    pub tree: Tree,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Where the next thing goes on the last page.
    pub y: f32,
}

impl<'f> Flow<'f> {
    /// Begins with one empty page.
    pub fn new(face: &'f Face) -> Self {
        Self {
            setter: Setter::new(face),
            pages: vec![Page::default()],
            tree: Tree::default(),
            headings: Vec::new(),
            y: TOP,
        }
    }

    /// Returns how much of the page is left.
    pub fn left(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Begins a new page unless the last one has so much left.
    pub fn need(&mut self, height: f32) {
        if self.left() < height && self.y > TOP {
            self.new_page();
        }
    }

    /// Begins a new page.
    pub fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    /// Leaves room below what was added.
    pub fn room(&mut self, height: f32) {
        self.y += height;
    }

    /// Puts a mark on the last page.
    pub fn put(&mut self, belongs: Belongs, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push((belongs, mark));
        }
    }

    /// Puts a line of text on the last page, its left end at a place.
    pub fn put_text(&mut self, belongs: Belongs, run: Run, at: Place, style: Style) {
        let mark = Mark::Text {
            run,
            at,
            style,
            turn_deg: 0.0,
        };
        self.put(belongs, mark);
    }

    /// Puts a line between two places on the last page.
    pub fn put_rule(&mut self, from: Place, to: Place, ink: Ink, width: f32) {
        let mark = Mark::Line {
            points: vec![from, to],
            closed: false,
            pen: Pen::whole(ink, width),
        };
        self.put(Belongs::Ornament, mark);
    }

    /// Adds a heading; at least `below` of what follows stays with it.
    pub fn heading(&mut self, level: u16, text: &str, size: f32, below: f32, width: f32) {
        let lines = self.setter.lines(text, width / size);
        let height = lines.len() as f32 * line_height(size);
        self.need(height + below);
        let plain = self.setter.plain(text);
        let node = self.tree.add(Role::Heading(level, plain.clone()), None);
        self.headings.push(Heading {
            text: plain,
            page: self.pages.len() - 1,
            y: self.y,
        });
        let style = Style {
            size,
            ink: BLACK,
            bold: true,
        };
        self.put_lines(node, lines, LEFT, style);
    }

    /// Adds a paragraph of the text's width.
    pub fn paragraph(&mut self, text: &str, style: Style) {
        let lines = self.setter.lines(text, WIDTH / style.size);
        let node = self.tree.add(Role::Paragraph, None);
        self.put_lines(node, lines, LEFT, style);
    }

    /// Adds lines, on a new page where they no longer fit.
    pub fn put_lines(&mut self, node: NodeId, lines: Vec<Run>, left: f32, style: Style) {
        for run in lines {
            self.need(line_height(style.size));
            let at = [left, self.y + base(style.size)];
            self.put_text(Belongs::To(node), run, at, style);
            self.y += line_height(style.size);
        }
    }
}

/// Returns the height of a line of text of a size.
pub fn line_height(size: f32) -> f32 {
    size * LINE_EM
}

/// Returns how far below the top of a line its base line lies.
pub fn base(size: f32) -> f32 {
    size * BASE_EM
}
