//! Printed sheets (图表) of a zone: map figure, abuttals, areas, parks, corner points, as a PDF.
//!
//! Must not know who asks, where the register is, or what day it is: what a sheet says comes from one picture of the register and a day told
//! to it, so that the same question has the same bytes.

mod compose;
mod content;
mod corners;
mod error;
mod figure;
mod flow;
mod font;
mod ground;
mod letters;
mod lines;
mod mark;
mod picture;
mod qr;
mod sections;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use content::{
    AbuttalsContent, AreaContent, Content, Corner, CornersContent, Ground, GroundFeature, Language, LanguageError,
    Neighbour, ParkContent, Receipt, RingContent,
};
pub use error::SheetError;
pub use font::licence as font_licence;
pub use picture::{Asked, content_of};

use font::Face;

/// Makes the sheet of a content.
///
/// # Errors
/// [`SheetError`] where the program has no letters, or the writer refuses the pages.
pub fn sheet(content: &Content) -> Result<Vec<u8>, SheetError> {
    let flow = compose::compose(content, Face::embedded()?);
    write::write(&flow, &compose::about(content, &flow))
}
