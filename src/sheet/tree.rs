//! The structure of a sheet as programs that read aloud or copy follow it: headings, tables with their cells, the figure.
//!
//! Must not know where on a page anything stands.

/// What a node of the structure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A heading of a level, with its text.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A figure, with what it shows in words.
    Figure(String),
    /// What is written below a figure.
    Caption,
    /// A link.
    Link,
    /// A table.
    Table,
    /// The rows of a table's head.
    Head,
    /// All other rows of a table.
    Body,
    /// One row.
    Row,
    /// A cell that heads a column.
    HeadCell,
    /// A cell of so many columns.
    Cell(u32),
}

/// A node's number.
pub type NodeId = usize;

/// The structure, in the order of reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// Each node with the one it belongs to, which stands before it.
    pub nodes: Vec<(Role, Option<NodeId>)>,
}

impl Tree {
    /// Adds a node.
    pub fn add(&mut self, role: Role, parent: Option<NodeId>) -> NodeId {
        self.nodes.push((role, parent));
        self.nodes.len() - 1
    }
}

/// What a mark on a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// A node of the structure.
    To(NodeId),
    /// The running head: no part of what is read.
    Header,
    /// The foot.
    Footer,
    /// Rules, backgrounds and heads said again: no part of what is read.
    Ornament,
}
