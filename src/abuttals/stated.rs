//! What limits in words state, side by side: from the four lists of a draft, or from its sentence.
//!
//! Must not know what bears the names.

use super::{Abuttals, Block, StatedSide, Statement, parse};
use crate::geometry::Side;

impl Abuttals {
    /// Returns what is stated of each side: by the side's own list, or else by the sentence.
    ///
    /// Of a sentence that tells of several blocks, the one whose heading is `name`, or holds it, is meant; without such a one the sentence
    /// says nothing of it.
    pub fn stated(&self, name: Option<&str>) -> Block {
        let mut block = self
            .sentence
            .as_deref()
            .and_then(|sentence| block_of(parse(sentence), name))
            .unwrap_or_default();
        for side in Side::ALL {
            let limits = self.side(side);
            if !limits.is_empty() {
                *block.side_mut(side) = Some(side_of(limits));
            }
        }
        block
    }
}

/// Reads the list of one side.
fn side_of(limits: &[String]) -> StatedSide {
    let text = limits.join("、");
    let read = parse(&format!("东至{text}"));
    let side = read.blocks.into_iter().find_map(|block| block.east);
    // A text that the grammar cannot take apart is still stated, though nothing in it can be sought.
    side.unwrap_or(StatedSide {
        text,
        features: Vec::new(),
    })
}

/// Chooses the block that is told of.
fn block_of(statement: Statement, name: Option<&str>) -> Option<Block> {
    let mut blocks = statement.blocks;
    let is_named = |block: &Block| {
        let heading = block.heading.as_deref().unwrap_or_default();
        name.is_some_and(|name| !heading.is_empty() && (heading.contains(name) || name.contains(heading)))
    };
    match blocks.iter().position(is_named) {
        Some(nth) => Some(blocks.swap_remove(nth)),
        None if blocks.len() == 1 => blocks.pop(),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abuttals::split_sentence;

    fn names(block: &Block, side: Side) -> Vec<String> {
        let stated = block
            .side(side)
            .map(|stated| stated.features.as_slice())
            .unwrap_or_default();
        stated.iter().map(|feature| feature.name.clone()).collect()
    }

    #[test]
    fn lists_go_before_the_sentence() {
        let abuttals = Abuttals {
            east: vec!["长江路".to_owned(), "清河西岸".to_owned()],
            sentence: Some("东至黄河路，南至金山路，北至何山路".to_owned()),
            ..Abuttals::default()
        };
        let block = abuttals.stated(None);
        assert_eq!(names(&block, Side::East), ["长江路", "清河"]);
        assert_eq!(names(&block, Side::South), ["金山路"]);
        assert_eq!(block.side(Side::West), None);
    }

    #[test]
    fn of_several_blocks_the_one_of_that_name_is_meant() {
        let abuttals = split_sentence(
            "区块一：东至甲路，南至乙路，西至丙路，北至丁路；区块二：东至戊路，南至己路，西至庚路，北至辛路。",
        );
        let bare = Abuttals {
            sentence: abuttals.sentence,
            ..Abuttals::default()
        };
        assert_eq!(names(&bare.stated(Some("区块二")), Side::East), ["戊路"]);
        assert_eq!(bare.stated(Some("东片区")), Block::default());
        assert_eq!(bare.stated(None), Block::default());
    }
}
