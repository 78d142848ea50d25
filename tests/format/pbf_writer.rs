//! A tiny writer of OpenStreetMap PBF, enough for invented towns (fileformat.proto and osmformat.proto of the format's wiki).
//!
//! Must not write real data.

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn field(number: u64, bytes: &[u8], out: &mut Vec<u8>) {
    varint(number << 3 | 2, out);
    varint(bytes.len() as u64, out);
    out.extend(bytes);
}

fn number(number: u64, value: u64, out: &mut Vec<u8>) {
    varint(number << 3, out);
    varint(value, out);
}

fn packed(values: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        varint(value, &mut out);
    }
    out
}

fn deltas(values: impl IntoIterator<Item = i64>) -> Vec<u8> {
    let mut before = 0;
    packed(values.into_iter().map(|value| {
        let delta = value - before;
        before = value;
        zigzag(delta)
    }))
}

fn blob(kind: &str, content: &[u8], out: &mut Vec<u8>) {
    let mut body = Vec::new();
    field(1, content, &mut body);
    let mut header = Vec::new();
    field(1, kind.as_bytes(), &mut header);
    number(3, body.len() as u64, &mut header);
    out.extend((header.len() as u32).to_be_bytes());
    out.extend(header);
    out.extend(body);
}

/// A way with its nodes, or a relation with its member ways.
pub struct Element {
    pub id: i64,
    pub refs: Vec<i64>,
    pub tags: Vec<(&'static str, &'static str)>,
}

/// What a file holds: nodes are id, longitude and latitude in 1e-7 degrees.
#[derive(Default)]
pub struct Town {
    pub features: Vec<&'static str>,
    pub nodes: Vec<(i64, i64, i64)>,
    pub ways: Vec<Element>,
    pub relations: Vec<Element>,
}

impl Town {
    pub fn write(&self) -> Vec<u8> {
        let mut strings = vec![""];
        let mut index = |text: &'static str| {
            strings.iter().position(|known| *known == text).unwrap_or_else(|| {
                strings.push(text);
                strings.len() - 1
            }) as u64
        };
        let mut tags = |tags: &[(&'static str, &'static str)], out: &mut Vec<u8>| {
            field(2, &packed(tags.iter().map(|(key, _)| index(key))), out);
            field(3, &packed(tags.iter().map(|(_, value)| index(value))), out);
        };
        let mut group = Vec::new();
        let mut dense = Vec::new();
        field(1, &deltas(self.nodes.iter().map(|node| node.0)), &mut dense);
        field(8, &deltas(self.nodes.iter().map(|node| node.2)), &mut dense);
        field(9, &deltas(self.nodes.iter().map(|node| node.1)), &mut dense);
        field(2, &dense, &mut group);
        for Element { id, refs, tags: own } in &self.ways {
            let mut way = Vec::new();
            number(1, *id as u64, &mut way);
            tags(own, &mut way);
            field(8, &deltas(refs.iter().copied()), &mut way);
            field(3, &way, &mut group);
        }
        for Element { id, refs, tags: own } in &self.relations {
            let mut relation = Vec::new();
            number(1, *id as u64, &mut relation);
            tags(own, &mut relation);
            field(8, &packed(refs.iter().map(|_| 0)), &mut relation);
            field(9, &deltas(refs.iter().copied()), &mut relation);
            field(10, &packed(refs.iter().map(|_| 1)), &mut relation);
            field(4, &relation, &mut group);
        }
        let mut table = Vec::new();
        for text in &strings {
            field(1, text.as_bytes(), &mut table);
        }
        let mut block = Vec::new();
        field(1, &table, &mut block);
        field(2, &group, &mut block);
        let mut header = Vec::new();
        for feature in &self.features {
            field(4, feature.as_bytes(), &mut header);
        }
        let mut out = Vec::new();
        blob("OSMHeader", &header, &mut out);
        blob("OSMData", &block, &mut out);
        out
    }
}

fn element(id: i64, refs: &[i64], tags: &[(&'static str, &'static str)]) -> Element {
    Element {
        id,
        refs: refs.to_vec(),
        tags: tags.to_vec(),
    }
}

/// An invented town: a road, a clipped river, a track, a lake, a road without nodes, a square, a district, a bus line.
pub fn town() -> Town {
    let at = |id: i64| (id, 1_206_000_000 + id * 10_000, 313_000_000 + id * id * 100);
    let border = ("boundary", "administrative");
    Town {
        features: vec!["OsmSchema-V0.6", "DenseNodes"],
        nodes: (1..=9).map(at).collect(),
        ways: vec![
            element(11, &[1, 2, 3], &[("highway", "primary"), ("name", "甲路")]),
            element(12, &[3, 4, 99, 5, 6], &[("waterway", "river"), ("name", "乙河")]),
            element(13, &[6, 7], &[("railway", "rail"), ("name", "丙铁路"), border]),
            element(14, &[1, 8, 9, 1], &[("natural", "water"), ("name", "丁湖")]),
            element(15, &[1, 2], &[("highway", "service")]),
            element(16, &[98, 99], &[("highway", "primary"), ("name", "戊路")]),
            element(17, &[7, 8], &[]),
            element(
                18,
                &[1, 2, 3, 1],
                &[("highway", "pedestrian"), ("area", "yes"), ("name", "己广场")],
            ),
        ],
        relations: vec![
            element(21, &[17, 77], &[("type", "boundary"), border, ("name", "庚区")]),
            element(22, &[11], &[("type", "route"), ("route", "road"), ("name", "辛线")]),
        ],
    }
}

/// The town's bytes.
pub fn small_town() -> Vec<u8> {
    town().write()
}
