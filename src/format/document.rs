//! Tells what a document is by its content: PDF or DOCX, whatever its name says.
//!
//! Must not read what stands in it.

use std::io::Cursor;

/// Kinds of document that are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// Portable Document Format, ISO 32000.
    Pdf,
    /// Word document in Office Open XML, ISO/IEC 29500.
    Docx,
}

/// Entries that every Word document has (ISO/IEC 29500-2, 10.1.2.4; the main part where every writer puts it).
const OF_DOCX: [&str; 2] = ["[Content_Types].xml", "word/document.xml"];

impl DocumentKind {
    /// Tells the kind of a content, or what else it is in words.
    ///
    /// # Errors
    /// Names what was found.
    pub fn of(bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.starts_with(b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err("content of another type");
        }
        let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            return Err("a ZIP archive that cannot be read");
        };
        if OF_DOCX.iter().all(|name| archive.index_for_name(name).is_some()) {
            Ok(Self::Docx)
        } else {
            Err("a ZIP archive of another kind")
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// Returns the ending of its names.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_content_tells_what_a_document_is() {
        assert_eq!(DocumentKind::of(b"%PDF-1.7\n%..."), Ok(DocumentKind::Pdf));
        let others = [
            &b"<html><script>"[..],
            b"PK\x03\x04 no archive",
            b"MZ\x90\x00",
            b"",
            b"\x89PNG\r\n\x1a\n",
        ];
        for other in others {
            assert!(DocumentKind::of(other).is_err(), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn no_content_stops_it(mut bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _told = DocumentKind::of(&bytes);
            bytes.splice(0..0, *b"PK\x03\x04");
            let _told = DocumentKind::of(&bytes);
        }
    }
}
