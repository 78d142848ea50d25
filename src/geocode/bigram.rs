//! Holds the index from pairs of neighbouring characters to the texts that contain them, and the Dice coefficient over such pairs.
//! Must not know what the texts mean.

use std::collections::HashMap;

/// Pairs two neighbouring characters; the ends of a text pair with NUL, so that short texts and first letters count too.
type Bigram = (char, char);

/// Finds texts that share character pairs with a query.
#[derive(Debug, Default)]
pub(super) struct BigramIndex {
    postings: HashMap<Bigram, Vec<u32>>,
    sizes: Vec<u16>,
}

/// Gives the distinct pairs of a text, in order of the alphabet; none for an empty text.
fn bigrams(text: &str) -> Vec<Bigram> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut pairs = Vec::with_capacity(text.len() / 3 + 2);
    let mut last = '\0';
    for c in text.chars().chain(['\0']) {
        pairs.push((last, c));
        last = c;
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

impl BigramIndex {
    /// Adds a text and gives its number: 0 for the first, then counting up.
    pub(super) fn push(&mut self, text: &str) -> u32 {
        let number = self.sizes.len() as u32;
        let pairs = bigrams(text);
        self.sizes.push(u16::try_from(pairs.len()).unwrap_or(u16::MAX));
        for pair in pairs {
            self.postings.entry(pair).or_default().push(number);
        }
        number
    }

    /// Finds the texts whose Dice coefficient with the query is at least `least`, best first, at most `limit`.
    ///
    /// `least` is a share 0..=1. The coefficient is twice the number of shared pairs over the sum of both numbers of pairs.
    pub(super) fn similar(&self, query: &str, least: f64, limit: usize) -> Vec<(u32, f64)> {
        let pairs = bigrams(query);
        let mut lists: Vec<&[u32]> = pairs
            .iter()
            .filter_map(|pair| self.postings.get(pair))
            .map(Vec::as_slice)
            .collect();
        lists.sort_unstable_by_key(|list| list.len());
        let asked = pairs.len();
        // A text with o shared pairs has at least o pairs, so Dice >= d needs o >= d·asked / (2 - d). A text that is in none of the rarest
        // lists can be in too few of the rest: only the rarest lists bring new texts.
        let needed = ((least * asked as f64 / (2.0 - least)).ceil() as usize).max(1);
        if lists.len() < needed {
            return Vec::new();
        }
        let bringing = lists.len() + 1 - needed;
        let mut shared = vec![0_u16; self.sizes.len()];
        let mut met = Vec::new();
        for (rank, list) in lists.iter().enumerate() {
            for &number in *list {
                let count = &mut shared[number as usize];
                if *count == 0 {
                    if rank >= bringing {
                        continue;
                    }
                    met.push(number);
                }
                *count = count.saturating_add(1);
            }
        }
        let mut found: Vec<(u32, f64)> = met
            .into_iter()
            .filter_map(|number| {
                let size = f64::from(self.sizes[number as usize]) + asked as f64;
                let dice = 2.0 * f64::from(shared[number as usize]) / size;
                (dice >= least).then_some((number, dice))
            })
            .collect();
        let order = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, order);
        }
        found.truncate(limit);
        found.sort_unstable_by(order);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equal_text_comes_first_with_one() {
        let mut index = BigramIndex::default();
        for text in ["汉口路", "汉中路", "福州路", "口"] {
            index.push(text);
        }
        let found = index.similar("汉口路", 0.3, 9);
        assert_eq!(found[0], (0, 1.0));
        assert_eq!(found[1].0, 1);
        assert!(
            (found[1].1 - 0.5).abs() < 1e-9,
            "汉中路 shares the two ends of four pairs"
        );
    }

    #[test]
    fn skipping_the_common_lists_loses_nothing() {
        let texts = [
            "外滩源大厦",
            "外滩大厦",
            "上海大厦",
            "上海中心大厦",
            "外滩",
            "源大",
            "厦",
        ];
        let mut index = BigramIndex::default();
        for text in texts {
            index.push(text);
        }
        for query in texts {
            let (all, few) = (index.similar(query, 1e-9, 99), index.similar(query, 0.5, 99));
            let expected: Vec<_> = all.into_iter().filter(|(_, dice)| *dice >= 0.5).collect();
            assert_eq!(few, expected, "{query}");
        }
    }

    #[test]
    fn nothing_is_similar_to_an_empty_query() {
        let mut index = BigramIndex::default();
        index.push("汉口路");
        assert!(index.similar("", 0.3, 9).is_empty());
    }
}
