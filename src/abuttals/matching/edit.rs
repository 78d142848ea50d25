//! How alike two names are by their letters.
//!
//! Must not know what the letters mean.

/// Stands for any letter in a pair.
const ANY: char = '\0';
/// Letters that most names have in common.
const COMMON: [char; 4] = ['路', '街', '道', '大'];

/// Gives the letters of a name two by two, and each by itself unless it is one that most names have.
pub(super) fn pairs(name: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = name.chars().collect();
    let single = chars.iter().filter(|c| !COMMON.contains(c)).map(|c| [*c, ANY]);
    let mut pairs: Vec<[char; 2]> = chars.windows(2).map(|two| [two[0], two[1]]).chain(single).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Gives the share of letters that stay when one name is turned into the other, 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longest = one.len().max(other.len());
    if longest == 0 {
        return 0.0;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (nth, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = nth + 1;
        for (at, b) in other.iter().enumerate() {
            let least = diagonal + usize::from(a != b);
            diagonal = row[at + 1];
            row[at + 1] = least.min(row[at] + 1).min(diagonal + 1);
        }
    }
    1.0 - row[other.len()] as f64 / longest as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_the_letters_that_stay() {
        assert_eq!(likeness("天马路", "天马路"), 1.0);
        assert_eq!(likeness("天马大道", "天鸟大道"), 0.75);
        assert_eq!(likeness("甲", "乙丙"), 0.0);
        assert_eq!(likeness("", ""), 0.0);
    }
}
