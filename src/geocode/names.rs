//! Holds the search for places by name: equal, nearly equal, or one slip of the pen apart.
//! Must not know addresses or points.

use super::bigram::BigramIndex;
use super::edit::one_slip;
use crate::zone::is_numeral;

/// Names shorter than this say too little to be searched for by themselves: exits of the underground are named `2` and `3`.
const LEAST_CHARACTERS: usize = 2;

/// Similarity of a name of five characters or more with one slip: above the threshold of a good match.
const LONG_WITH_SLIP: f64 = 0.82;

/// Similarity of a four-character name with one slip: shown, not used.
const SHORT_WITH_SLIP: f64 = 0.7;

/// Finds names like a given one.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    names: Vec<(Vec<char>, Vec<u32>)>,
    by_name: std::collections::HashMap<String, u32>,
    index: BigramIndex,
}

impl NameIndex {
    /// Adds the name, in normal form, of an entry.
    pub(super) fn push(&mut self, name: &str, entry: u32) {
        if name.is_empty() {
            return;
        }
        if let Some(&known) = self.by_name.get(name) {
            self.names[known as usize].1.push(entry);
            return;
        }
        let number = self.index.push(name);
        self.by_name.insert(name.to_owned(), number);
        self.names.push((name.chars().collect(), vec![entry]));
    }

    /// Finds the entries whose name is like the query (normal form) by at least `least`: entry and similarity 0..=1, best names first.
    ///
    /// At most `limit` names are looked at; entries of one name come together.
    pub(super) fn similar(&self, query: &str, least: f64, limit: usize) -> Vec<(u32, f64)> {
        let chars: Vec<char> = query.chars().collect();
        if chars.len() < LEAST_CHARACTERS {
            return Vec::new();
        }
        // A slip in the middle of a short word costs two pairs of few: looked for lower, then judged by the characters themselves.
        let mut found: Vec<(u32, f64)> = self
            .index
            .similar(query, least.min(0.4), limit)
            .into_iter()
            .map(|(number, dice)| (number, similarity(&chars, &self.names[number as usize].0, dice)))
            .filter(|(_, similarity)| *similarity >= least)
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found
            .into_iter()
            .flat_map(|(number, similarity)| {
                self.names[number as usize]
                    .1
                    .iter()
                    .map(move |&entry| (entry, similarity))
            })
            .collect()
    }
}

fn similarity(query: &[char], name: &[char], dice: f64) -> f64 {
    let shorter = query.len().min(name.len());
    let Some(slip) = one_slip(query, name) else {
        return dice;
    };
    let floor = if shorter >= 5 {
        LONG_WITH_SLIP
    } else if shorter == 4 {
        SHORT_WITH_SLIP
    } else {
        0.0
    };
    // 3号楼 and 4号楼, 东门 and 西门 differ by one character and are different places.
    if tells_apart(slip.first) || tells_apart(slip.second) {
        dice.min(SHORT_WITH_SLIP)
    } else {
        dice.max(floor)
    }
}

/// Tells the characters that set apart what else has one name: numbers, letters, directions, first and second.
pub(super) fn tells_apart(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || is_numeral(c)
            || matches!(
                c,
                '东' | '西' | '南' | '北' | '中' | '上' | '下' | '内' | '外' | '甲' | '乙' | '丙' | '丁'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> NameIndex {
        let mut index = NameIndex::default();
        for (entry, name) in (0..).zip([
            "华东建筑设计研究院",
            "清华大学西门",
            "清华大学东门",
            "外滩",
            "3",
            "外滩",
        ]) {
            index.push(name, entry);
        }
        index
    }

    #[test]
    fn an_equal_name_is_certain_and_lists_every_entry_of_it() {
        assert_eq!(index().similar("外滩", 0.5, 9)[..2], [(3, 1.0), (5, 1.0)]);
    }

    #[test]
    fn one_slip_in_a_long_name_is_forgiven() {
        let found = index().similar("华东建筑没计研究院", 0.5, 9);
        assert_eq!(found[0].0, 0);
        assert!(found[0].1 >= LONG_WITH_SLIP, "{found:?}");
    }

    #[test]
    fn the_west_gate_is_not_the_east_gate() {
        let found = index().similar("清华大学西门", 0.5, 9);
        assert_eq!(found[0], (1, 1.0));
        assert!(
            found[1..].iter().all(|(_, similarity)| *similarity <= SHORT_WITH_SLIP),
            "{found:?}"
        );
    }

    #[test]
    fn a_single_character_is_no_name_to_search_for() {
        assert!(index().similar("3", 0.5, 9).is_empty());
    }
}
