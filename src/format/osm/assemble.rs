//! Nodes, ways and relations of one extract, in whatever order they come, put together into lines.
//!
//! Must not know the file's form.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use geo_types::{Coord, LineString, MultiLineString};

use crate::abuttals::{Feature, FeatureClass};

/// The features of an extract.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OsmFeatures {
    /// Ways (`way/4711`) in the order of the file, then relations (`relation/4711`).
    pub features: Vec<Feature>,
    /// What was read and what was missing.
    pub report: OsmReport,
}

/// What was read of an extract, and what its clipping took away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OsmReport {
    /// Nodes read.
    pub nodes: usize,
    /// Ways read, features or not.
    pub ways: usize,
    /// Relations read, features or not.
    pub relations: usize,
    /// Features by class.
    pub by_class: BTreeMap<FeatureClass, usize>,
    /// Features that are split or shortened, as nodes or member ways lie outside the extract: their ids.
    pub clipped: Vec<String>,
    /// Features of which no line is left, for the same reason: their ids.
    pub lost: Vec<String>,
    /// Elements that came again with the same id, and were passed over.
    pub repeated: usize,
}

/// Steps of a node's degrees: OpenStreetMap keeps seven decimals.
const STEPS_PER_DEGREE: f64 = 1e7;

/// The elements of an extract, as they are read.
#[derive(Debug, Default)]
pub(super) struct Extract {
    nodes: Vec<Node>,
    refs: Vec<i64>,
    ways: Vec<Way>,
    relations: Vec<Relation>,
    relations_read: usize,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    id: i64,
    lon_steps: i32,
    lat_steps: i32,
}

#[derive(Debug)]
struct Way {
    id: i64,
    refs: std::ops::Range<usize>,
    feature: Option<(FeatureClass, String)>,
}

#[derive(Debug)]
struct Relation {
    id: i64,
    class: FeatureClass,
    name: String,
    member_ways: Vec<i64>,
}

impl Extract {
    /// Takes a node; degrees must be a longitude and a latitude.
    pub(super) fn node(&mut self, id: i64, lon: f64, lat: f64) {
        let steps = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() as i32;
        self.nodes.push(Node {
            id,
            lon_steps: steps(lon),
            lat_steps: steps(lat),
        });
    }

    /// Takes a way; it is kept also when it is no feature, as relations may refer to it.
    pub(super) fn way(
        &mut self,
        id: i64,
        refs: impl IntoIterator<Item = i64>,
        feature: Option<(FeatureClass, String)>,
    ) {
        let from = self.refs.len();
        self.refs.extend(refs);
        self.ways.push(Way {
            id,
            refs: from..self.refs.len(),
            feature,
        });
    }

    /// Takes a relation.
    pub(super) fn relation(&mut self, id: i64, member_ways: Vec<i64>, feature: Option<(FeatureClass, String)>) {
        self.relations_read += 1;
        if let Some((class, name)) = feature {
            self.relations.push(Relation {
                id,
                class,
                name,
                member_ways,
            });
        }
    }

    /// Puts lines together.
    pub(super) fn assemble(mut self) -> OsmFeatures {
        let mut found = OsmFeatures::default();
        let read = self.nodes.len() + self.ways.len() + self.relations.len();
        let (nodes, ways, relations) = (self.nodes.len(), self.ways.len(), self.relations_read);
        // The sort is stable, so of two elements with one id the first stays.
        self.nodes.sort_by_key(|node| node.id);
        self.nodes.dedup_by_key(|node| node.id);
        let mut by_id: HashMap<i64, usize> = HashMap::with_capacity(self.ways.len());
        let mut first = Vec::with_capacity(self.ways.len());
        for way in self.ways.drain(..) {
            by_id.entry(way.id).or_insert_with(|| {
                first.push(way);
                first.len() - 1
            });
        }
        self.ways = first;
        let mut seen = std::collections::HashSet::new();
        self.relations.retain(|relation| seen.insert(relation.id));
        found.report = OsmReport {
            nodes,
            ways,
            relations,
            ..OsmReport::default()
        };
        found.report.repeated = read - self.nodes.len() - self.ways.len() - self.relations.len();

        for way in self.ways.iter().filter(|way| way.feature.is_some()) {
            let Some((class, name)) = &way.feature else { continue };
            let mut lines = Vec::new();
            let whole = self.lines_of(way, &mut lines);
            found.add(format!("way/{}", way.id), name, *class, lines, whole);
        }
        for relation in &self.relations {
            let (mut lines, mut whole) = (Vec::new(), true);
            for id in &relation.member_ways {
                whole &= by_id
                    .get(id)
                    .is_some_and(|&nth| self.lines_of(&self.ways[nth], &mut lines));
            }
            found.add(
                format!("relation/{}", relation.id),
                &relation.name,
                relation.class,
                lines,
                whole,
            );
        }
        found
    }

    /// Adds the stretches of a way whose nodes are there; tells whether none was missing.
    fn lines_of(&self, way: &Way, lines: &mut Vec<LineString<f64>>) -> bool {
        let mut whole = true;
        let mut open: Vec<Coord<f64>> = Vec::with_capacity(way.refs.len());
        for id in &self.refs[way.refs.clone()] {
            if let Ok(nth) = self.nodes.binary_search_by_key(id, |node| node.id) {
                let node = self.nodes[nth];
                let degrees = |steps: i32| f64::from(steps) / STEPS_PER_DEGREE;
                open.push(Coord {
                    x: degrees(node.lon_steps),
                    y: degrees(node.lat_steps),
                });
            } else {
                whole = false;
                finish(&mut open, lines);
            }
        }
        finish(&mut open, lines);
        whole
    }
}

fn finish(open: &mut Vec<Coord<f64>>, lines: &mut Vec<LineString<f64>>) {
    let line = std::mem::take(open);
    if line.len() > 1 {
        lines.push(LineString(line));
    }
}

impl OsmFeatures {
    fn add(&mut self, id: String, name: &str, class: FeatureClass, lines: Vec<LineString<f64>>, whole: bool) {
        if lines.is_empty() {
            self.report.lost.push(id);
            return;
        }
        if !whole {
            self.report.clipped.push(id.clone());
        }
        *self.report.by_class.entry(class).or_default() += 1;
        self.features.push(Feature {
            id,
            name: name.to_owned(),
            class,
            line: Arc::new(MultiLineString(lines)),
        });
    }
}
