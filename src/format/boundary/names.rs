//! Names of layers and of files in archives, made from what a user calls a boundary.
//!
//! Must not know any format.

/// Most characters of a name: with an ending it stays below what file systems hold (255 bytes, three a Chinese character).
const MOST_CHARACTERS: usize = 60;

/// Gives a name that every file system takes; `boundary` where nothing is left of it.
pub(super) fn file_stem(name: &str) -> String {
    let allowed = |c: char| {
        if c.is_control() || "/\\:*?\"<>|.".contains(c) {
            '_'
        } else {
            c
        }
    };
    let stem: String = name.trim().chars().take(MOST_CHARACTERS).map(allowed).collect();
    let stem = stem.trim().to_owned();
    if stem.trim_matches('_').is_empty() {
        "boundary".to_owned()
    } else {
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_names_of_files() {
        assert_eq!(file_stem("苏州/高新区: 2024"), "苏州_高新区_ 2024");
        assert_eq!(file_stem("../.."), "boundary");
        assert_eq!(file_stem(""), "boundary");
    }
}
