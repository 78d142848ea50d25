//! An address as a QR code (ISO/IEC 18004), drawn as squares.
//!
//! Must not know what the address leads to.

use qrcodegen::{QrCode, QrCodeEcc};

use super::{
    flow::Flow,
    mark::{BLACK, Mark, Place},
    tree::Belongs,
};

/// Modules that stay white around a code (ISO/IEC 18004, 6.3.8).
const QUIET_MODULES: f32 = 4.0;

/// Puts the code of an address into a square; none where the address is longer than a code holds.
pub fn put(flow: &mut Flow<'_>, belongs: Belongs, address: &str, at: Place, size: f32) -> Option<()> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let module = size / (code.size() as f32 + 2.0 * QUIET_MODULES);
    let edge = |n: i32, from: f32| from + (n as f32 + QUIET_MODULES) * module;
    let mut rings = Vec::new();
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let begin = column;
            while column < code.size() && code.get_module(column, row) {
                column += 1;
            }
            if column > begin {
                let (left, right) = (edge(begin, at[0]), edge(column, at[0]));
                let (top, bottom) = (edge(row, at[1]), edge(row + 1, at[1]));
                rings.push(vec![[left, top], [right, top], [right, bottom], [left, bottom]]);
            }
            column += 1;
        }
    }
    let mark = Mark::Fill {
        rings,
        ink: BLACK,
        opacity: 1.0,
    };
    flow.put(belongs, mark);
    Some(())
}
