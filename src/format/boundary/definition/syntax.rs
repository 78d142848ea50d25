//! The syntax of well-known text for coordinate systems: keywords with arguments in brackets (OGC 01-009, 7.2; ISO 19162, 6).
//!
//! Must not know what a keyword means.

/// Greatest length of a text that is read, bytes. Those of the EPSG registry stay below 4,000.
const MOST_BYTES: usize = 1 << 16;

/// Greatest depth of brackets. A compound system of ISO 19162 reaches eight.
const MOST_DEPTH: usize = 32;

/// A keyword with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// In capitals.
    pub(super) keyword: String,
    pub(super) texts: Vec<String>,
    pub(super) numbers: Vec<f64>,
    pub(super) nodes: Vec<Node>,
}

impl Node {
    /// Reads a text; none where it is not well-formed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() > MOST_BYTES {
            return None;
        }
        let mut reader = Reader {
            rest: text.trim_start_matches('\u{feff}'),
        };
        let node = reader.node(0)?;
        reader.rest.trim().is_empty().then_some(node)
    }

    /// Gives the first text, which is the name.
    pub(super) fn name(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    /// Finds the first node of one of the keywords, at any depth, in the order of the text.
    pub(super) fn find(&self, keywords: &[&str]) -> Option<&Node> {
        if keywords.contains(&self.keyword.as_str()) {
            return Some(self);
        }
        self.nodes.iter().find_map(|node| node.find(keywords))
    }

    /// Finds a node of one of the keywords among the arguments.
    pub(super) fn child(&self, keywords: &[&str]) -> Option<&Node> {
        self.nodes.iter().find(|node| keywords.contains(&node.keyword.as_str()))
    }

    /// Gives all nodes of a keyword, at any depth.
    pub(super) fn all(&self, keyword: &str) -> Vec<&Node> {
        let own = (self.keyword == keyword).then_some(self);
        own.into_iter()
            .chain(self.nodes.iter().flat_map(|node| node.all(keyword)))
            .collect()
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn node(&mut self, depth: usize) -> Option<Node> {
        if depth > MOST_DEPTH {
            return None;
        }
        let mut node = Node {
            keyword: self.word()?.to_uppercase(),
            texts: Vec::new(),
            numbers: Vec::new(),
            nodes: Vec::new(),
        };
        self.one_of(&['[', '('])?;
        loop {
            self.argument(&mut node, depth)?;
            match self.one_of(&[',', ']', ')'])? {
                ',' => {}
                _ => return Some(node),
            }
        }
    }

    fn argument(&mut self, node: &mut Node, depth: usize) -> Option<()> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '"' => node.texts.push(self.quoted()?),
            c if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => node.numbers.push(self.number()?),
            _ => {
                let before = self.rest;
                let word = self.word()?.to_owned();
                if self.rest.trim_start().starts_with(['[', '(']) {
                    self.rest = before;
                    node.nodes.push(self.node(depth + 1)?);
                } else {
                    node.texts.push(word);
                }
            }
        }
        Some(())
    }

    fn word(&mut self) -> Option<&str> {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    /// Reads a text in quotes, in which a doubled quote stands for one.
    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix('"')?;
        loop {
            let (before, after) = rest.split_once('"')?;
            text.push_str(before);
            let Some(goes_on) = after.strip_prefix('"') else {
                self.rest = after;
                return Some(text);
            };
            text.push('"');
            rest = goes_on;
        }
    }

    fn number(&mut self) -> Option<f64> {
        let end = self
            .rest
            .find([',', ']', ')', ' ', '\n', '\r', '\t'])
            .unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        number.parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn one_of(&mut self, marks: &[char]) -> Option<char> {
        self.rest = self.rest.trim_start();
        let mark = self.rest.chars().next().filter(|c| marks.contains(c))?;
        self.rest = &self.rest[mark.len_utf8()..];
        Some(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_brackets_are_told_apart() {
        let node = Node::parse("GEOGCS[\"a \"\"b\"\"\", UNIT(\"Degree\",0.0174), AXIS[\"Lon\",EAST]]\n").unwrap();
        assert_eq!((node.keyword.as_str(), node.name()), ("GEOGCS", "a \"b\""));
        assert_eq!(node.child(&["UNIT"]).unwrap().numbers, [0.0174]);
        assert_eq!(node.find(&["AXIS"]).unwrap().texts, ["Lon", "EAST"]);
    }

    #[test]
    fn what_is_not_well_formed_is_not_read() {
        let deep = format!("{}1{}", "A[".repeat(100), "]".repeat(100));
        for text in [
            "",
            "GEOGCS",
            "GEOGCS[",
            "GEOGCS[\"a]",
            "GEOGCS[\"a\"] x",
            "[1]",
            "A[1,]",
            &deep,
        ] {
            assert_eq!(Node::parse(text), None, "{text}");
        }
    }
}
