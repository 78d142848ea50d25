//! Tables: rows of cells whose texts are broken to the width of their columns; the head is said again on every page.
//!
//! Must not know what stands in them. A row longer than a page is carried on; nothing is cut off.

use super::{
    flow::{BOTTOM, Flow, LEFT, TOP, WIDTH, base, line_height},
    letters::Run,
    mark::{BLACK, Ink, Mark, PALE, Style},
    tree::{Belongs, NodeId, Role},
};

/// Room left and right of it.
const PAD_X: f32 = 3.0;
const HEAD_GROUND: Ink = [0xee, 0xf1, 0xf4];
const GROUP_GROUND: Ink = [0xf7, 0xf8, 0xf9];

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its share of the width; the shares of all add up to what is laid out in proportion.
    pub share: f32,
    /// Whether its texts end at the right, as figures do.
    pub right: bool,
}

impl Column {
    /// Makes a column of texts.
    pub fn texts(head: &str, share: f32) -> Self {
        Self {
            head: head.to_owned(),
            share,
            right: false,
        }
    }

    /// Makes a column of figures.
    pub fn figures(head: &str, share: f32) -> Self {
        Self {
            right: true,
            ..Self::texts(head, share)
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A text for each column.
    Cells(Vec<String>),
    /// A text across all columns, about the rows that follow.
    Group(String),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Size of its letters.
    pub size: f32,
    /// Room above and below the text of a cell.
    pub pad: f32,
    /// What is added to a group said again on a new page.
    pub continued: &'static str,
}

/// A cell laid out.
struct Cell {
    node: Option<NodeId>,
    left: f32,
    width: f32,
    right: bool,
    lines: Vec<Run>,
}

impl Table {
    /// Adds the table to the flow.
    pub fn lay(&self, flow: &mut Flow<'_>) {
        let table = flow.tree.add(Role::Table, None);
        let head = flow.tree.add(Role::Head, Some(table));
        let row = flow.tree.add(Role::Row, Some(head));
        let mut cells = self.head_cells(flow);
        for cell in &mut cells {
            cell.node = Some(flow.tree.add(Role::HeadCell, Some(row)));
        }
        let height = self.height(&cells);
        flow.need(height + 2.0 * self.height_of(1));
        self.put(flow, cells, Some(HEAD_GROUND), true);
        let body = flow.tree.add(Role::Body, Some(table));
        let mut group = None;
        for row in &self.rows {
            let node = flow.tree.add(Role::Row, Some(body));
            match row {
                Row::Group(text) => {
                    group = Some(text.as_str());
                    // A group's name does not end a page.
                    self.room_for(flow, self.height_of(2) + self.height_of(1), None);
                    let cells = self.group_cells(flow, text, Some(node));
                    self.put_row(flow, cells, None, Some(GROUP_GROUND), true);
                }
                Row::Cells(texts) => {
                    let cells = self.body_cells(flow, texts, node);
                    self.put_row(flow, cells, group, None, false);
                }
            }
        }
    }

    fn style(&self, bold: bool) -> Style {
        Style {
            size: self.size,
            ink: BLACK,
            bold,
        }
    }

    fn height_of(&self, lines: usize) -> f32 {
        lines as f32 * line_height(self.size) + 2.0 * self.pad
    }

    fn height(&self, cells: &[Cell]) -> f32 {
        self.height_of(
            cells
                .iter()
                .map(|cell| cell.lines.len())
                .max()
                .unwrap_or_default()
                .max(1),
        )
    }

    /// Lays texts out in the columns.
    fn cells<'t>(&self, flow: &mut Flow<'_>, texts: impl Iterator<Item = &'t str>) -> Vec<Cell> {
        let whole: f32 = self.columns.iter().map(|column| column.share).sum();
        let mut left = LEFT;
        let mut cells = Vec::new();
        for (column, text) in self.columns.iter().zip(texts) {
            let width = WIDTH * column.share / whole;
            cells.push(Cell {
                node: None,
                left,
                width,
                right: column.right,
                lines: flow.setter.lines(text, (width - 2.0 * PAD_X) / self.size),
            });
            left += width;
        }
        cells
    }

    fn head_cells(&self, flow: &mut Flow<'_>) -> Vec<Cell> {
        self.cells(flow, self.columns.iter().map(|column| column.head.as_str()))
    }

    fn body_cells(&self, flow: &mut Flow<'_>, texts: &[String], row: NodeId) -> Vec<Cell> {
        let mut cells = self.cells(flow, texts.iter().map(String::as_str));
        for cell in &mut cells {
            cell.node = Some(flow.tree.add(Role::Cell(1), Some(row)));
        }
        cells
    }

    fn group_cells(&self, flow: &mut Flow<'_>, text: &str, row: Option<NodeId>) -> Vec<Cell> {
        let node = row.map(|row| flow.tree.add(Role::Cell(self.columns.len() as u32), Some(row)));
        vec![Cell {
            node,
            left: LEFT,
            width: WIDTH,
            right: false,
            lines: flow.setter.lines(text, (WIDTH - 2.0 * PAD_X) / self.size),
        }]
    }

    /// Sees to it that so much is left on the page, and says head and group again on a new one.
    fn room_for(&self, flow: &mut Flow<'_>, height: f32, group: Option<&str>) {
        if flow.left() >= height || flow.y <= TOP {
            return;
        }
        flow.new_page();
        let head = self.head_cells(flow);
        self.put(flow, head, Some(HEAD_GROUND), true);
        if let Some(group) = group {
            let again = self.group_cells(flow, &format!("{group}{}", self.continued), None);
            // A group's name of half a page is not said again.
            if self.height(&again) < (BOTTOM - TOP) / 4.0 {
                self.put(flow, again, Some(GROUP_GROUND), true);
            }
        }
    }

    /// Puts a row, in pieces where a page cannot hold it.
    fn put_row(&self, flow: &mut Flow<'_>, mut cells: Vec<Cell>, group: Option<&str>, ground: Option<Ink>, bold: bool) {
        // A row that a page can hold is not parted.
        let whole = self.height(&cells).min((BOTTOM - TOP) / 3.0);
        self.room_for(flow, whole, group);
        while self.height(&cells) > flow.left() {
            let fitting = ((flow.left() - 2.0 * self.pad) / line_height(self.size))
                .floor()
                .max(1.0) as usize;
            let piece = cells.iter_mut().map(|cell| {
                let rest = cell.lines.split_off(fitting.min(cell.lines.len()));
                Cell {
                    lines: std::mem::replace(&mut cell.lines, rest),
                    ..*cell
                }
            });
            let piece: Vec<Cell> = piece.collect();
            self.put(flow, piece, ground, bold);
            self.room_for(flow, f32::INFINITY, group);
        }
        self.put(flow, cells, ground, bold);
    }

    /// Puts a row on the page, whether or not it fits.
    fn put(&self, flow: &mut Flow<'_>, cells: Vec<Cell>, ground: Option<Ink>, bold: bool) {
        let (top, height) = (flow.y, self.height(&cells));
        if let Some(ink) = ground {
            let (right, bottom) = (LEFT + WIDTH, top + height);
            let ring = vec![[LEFT, top], [right, top], [right, bottom], [LEFT, bottom]];
            let mark = Mark::Fill {
                rings: vec![ring],
                ink,
                opacity: 1.0,
            };
            flow.put(Belongs::Ornament, mark);
        }
        for cell in cells {
            let belongs = cell.node.map_or(Belongs::Ornament, Belongs::To);
            for (nth, run) in cell.lines.into_iter().enumerate() {
                let room = cell.width - 2.0 * PAD_X - run.width_em * self.size;
                let x = cell.left + PAD_X + if cell.right { room.max(0.0) } else { 0.0 };
                let y = top + self.pad + nth as f32 * line_height(self.size) + base(self.size);
                flow.put_text(belongs, run, [x, y], self.style(bold));
            }
        }
        flow.y = top + height;
        flow.put_rule([LEFT, flow.y], [LEFT + WIDTH, flow.y], PALE, 0.4);
    }
}
