//! Encodings of text as words of the command line.
//!
//! Must not decode anything.

use clap::ValueEnum;

use crate::format;

/// Encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8, or UTF-16 by its mark.
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    /// GB 18030, which holds GBK and GB 2312.
    #[value(alias = "gbk", alias = "gb2312")]
    Gb18030,
}

impl From<Encoding> for format::Encoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::Utf8,
            Encoding::Gb18030 => Self::Gb18030,
        }
    }
}
