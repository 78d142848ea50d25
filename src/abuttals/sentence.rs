//! Splits a plainly written sentence (东至…，南至…，西至…，北至…) into four lists.
//!
//! Reads the canonical pattern only, in any order of sides; whatever it cannot read whole is kept as the sentence with
//! empty lists, never guessed.

use super::Abuttals;
use crate::geometry::Side;

/// Verbs that may follow the direction.
const VERBS: [char; 9] = ['至', '起', '到', '临', '邻', '接', '靠', '达', '距'];

/// Marks after which a side may begin.
const MARKS: [char; 12] = ['，', ',', '；', ';', '：', ':', '。', '、', '为', '（', '(', ' '];

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

/// Reads a sentence into abuttals. All four sides must be found exactly once; otherwise the lists stay empty.
pub fn split_sentence(sentence: &str) -> Abuttals {
    let mut abuttals = Abuttals {
        sentence: Some(sentence.to_owned()),
        ..Abuttals::default()
    };
    let starts = side_starts(sentence);
    let mut sides: Vec<Side> = starts.iter().map(|(side, ..)| *side).collect();
    sides.sort_unstable();
    if sides != [Side::East, Side::South, Side::West, Side::North] {
        return abuttals;
    }
    for (nth, &(side, _, text_start)) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).map_or(sentence.len(), |&(_, start, _)| start);
        let text = &sentence[text_start..end];
        let text = text.split(['。', '；', ';']).next().unwrap_or_default();
        *abuttals.side_mut(side) = split_limits(text);
    }
    abuttals
}

/// Finds where sides begin: direction, maybe 面/侧/边/起, then a verb, at the start or after a mark.
/// Gives the side, the byte where it begins and the byte where its text begins.
fn side_starts(sentence: &str) -> Vec<(Side, usize, usize)> {
    let chars: Vec<(usize, char)> = sentence.char_indices().collect();
    let at = |nth: usize| chars.get(nth).map(|&(_, c)| c);
    let mut starts = Vec::new();
    for (nth, &(start, c)) in chars.iter().enumerate() {
        let side = match c {
            '东' => Side::East,
            '南' => Side::South,
            '西' => Side::West,
            '北' => Side::North,
            _ => continue,
        };
        if nth > 0 && !at(nth - 1).is_some_and(|mark| MARKS.contains(&mark)) {
            continue;
        }
        let verb = if at(nth + 1).is_some_and(|c| ['面', '侧', '边'].contains(&c)) {
            nth + 2
        } else {
            nth + 1
        };
        if at(verb).is_some_and(|c| VERBS.contains(&c))
            && let Some(&(text_start, _)) = chars.get(verb + 1)
        {
            starts.push((side, start, text_start));
        }
    }
    starts
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
    fn a_sentence_that_is_not_canonical_is_kept_and_not_guessed() {
        for sentence in [
            "北侧、西侧、东侧紧邻大海",
            "东至东庄路，南至河",
            "",
            "东至A，南至B，西至C，北至D，东至E",
        ] {
            let read = split_sentence(sentence);
            assert_eq!(
                read,
                Abuttals {
                    sentence: Some(sentence.to_owned()),
                    ..Abuttals::default()
                }
            );
        }
    }
}
