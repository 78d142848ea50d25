//! Makes the four lists of a sentence (东至…，南至…，西至…，北至…), by the grammar of `parse`.
//!
//! Must not guess: a sentence about two blocks, or about none that was understood, is kept with empty lists.

use super::{Abuttals, parse, split_side};
use crate::geometry::Side;

/// Splits a list of limits at 、, leaving what stands in brackets whole.
pub fn split_limits(text: &str) -> Vec<String> {
    let mut limits = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.trim().trim_end_matches(['。', '；', ';', '，', ',']).chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == '、' && depth == 0 {
            limits.push(String::new());
        } else if let Some(last) = limits.last_mut() {
            last.push(c);
        }
    }
    limits
        .into_iter()
        .map(|limit| limit.trim().to_owned())
        .filter(|limit| !limit.is_empty())
        .collect()
}

/// Reads a sentence about one area into abuttals: each list holds what its side names, as written. A side that is not stated stays
/// empty, and so do all four where the sentence states several blocks, or none.
pub fn split_sentence(sentence: &str) -> Abuttals {
    let mut abuttals = Abuttals {
        sentence: Some(sentence.to_owned()),
        ..Abuttals::default()
    };
    if let [block] = parse(sentence).blocks.as_slice() {
        for side in Side::ALL {
            if let Some(stated) = block.side(side) {
                *abuttals.side_mut(side) = split_side(&stated.text);
            }
        }
    }
    abuttals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_sentence_is_read_in_any_order() {
        let read = split_sentence(
            "区块一规划面积11.41平方公里,四至范围:北至中南科技,东至工业大道、金淞电器,南至万瑞和，西至东外环(原西环路、老路)。",
        );
        assert_eq!(read.east, ["工业大道", "金淞电器"]);
        assert_eq!(read.south, ["万瑞和"]);
        assert_eq!(read.west, ["东外环(原西环路、老路)"]);
        assert_eq!(read.north, ["中南科技"]);
    }

    #[test]
    fn a_side_that_is_not_stated_stays_empty_and_merged_sides_are_told_to_each() {
        let read = split_sentence("北侧、西侧、东侧紧邻大海");
        assert_eq!(read.east, ["大海"]);
        assert!(read.south.is_empty());
        let read = split_sentence("东至东庄路，南至角嵩路和兴港路，西至甲路—乙路一线");
        assert_eq!(read.south, ["角嵩路", "兴港路"]);
        assert_eq!(read.west, ["甲路", "乙路一线"]);
        assert!(read.north.is_empty());
    }

    #[test]
    fn a_sentence_about_two_blocks_or_none_is_kept_and_not_guessed() {
        for sentence in ["", "位于城区东部", "东至A，南至B，西至C，北至D，东至E"] {
            let kept = Abuttals {
                sentence: Some(sentence.to_owned()),
                ..Abuttals::default()
            };
            assert_eq!(split_sentence(sentence), kept);
        }
    }
}
