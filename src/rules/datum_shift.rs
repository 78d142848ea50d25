//! Whether a shape fits the ground better when its coordinates are read in another datum than the one stated.
//!
//! Must not shift anything, nor say so to anybody: it holds the shape against named features and the applicant's division.

use geo::MapCoords;
use geo_types::MultiPolygon;

use crate::{
    abuttals::Feature,
    atlas::Atlas,
    geometry::{Bbox, Datum, LonLat, Position, distance_m, distance_to_line_m, locate, normalise},
    zone::{District, Division, RuleSet, ToleranceMissing},
};

/// Most vertices of a shape that are held against the ground; more tell nothing new of a shift of the whole.
const SAMPLE: usize = 200;

/// When a shift is suspected.
pub(super) struct ShiftTolerance {
    /// How far two datums may lie apart.
    reach_m: f64,
    /// A vertex lies along a feature where it is this near to it.
    near_m: f64,
    /// By how much another reading must raise a share.
    gain: f64,
    /// The share of vertices that must then lie in the applicant's division, where it is the division that tells.
    inside: f64,
}

/// How well a reading of the coordinates fits the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Share of vertices along features; absent where the register holds none near.
    pub(super) along_features: Option<f64>,
    /// Share of vertices in the applicant's division; absent where it is not stated or not in the register.
    pub(super) inside_division: Option<f64>,
}

/// A suspected shift.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::struct_field_names, reason = "the figure is named so in findings")]
pub(super) struct Shift {
    /// The datum that would fit.
    pub(super) datum: Datum,
    /// Mean distance between the vertices as given and as read in that datum.
    pub(super) shift_m: f64,
    /// The fit as given.
    pub(super) as_given: Fit,
    /// The fit as read in that datum.
    pub(super) as_read: Fit,
}

/// The ground near a shape.
struct Ground<'a> {
    features: Vec<&'a Feature>,
    districts: Option<Vec<(&'a District, Bbox)>>,
}

impl ShiftTolerance {
    /// Reads the tolerances of the rule `extent`.
    pub(super) fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            reach_m: set.tolerance("extent", "shift_max_m")?,
            near_m: set.tolerance("extent", "shift_near_m")?,
            gain: set.tolerance("extent", "shift_gain_share")?,
            inside: set.tolerance("extent", "shift_inside_share")?,
        })
    }

    /// Finds the readings that fit the ground better than the stated one, the best first; of two that fit alike the nearer.
    pub(super) fn suspect(
        &self,
        shape: &MultiPolygon<f64>,
        stated: Datum,
        division: Option<Division>,
        atlas: &Atlas,
    ) -> Vec<Shift> {
        let Some(bbox) = Bbox::of(shape) else { return Vec::new() };
        let near = bbox.expand_m(self.reach_m);
        let ground = Ground::near(&near, division, atlas);
        if ground.features.is_empty() && ground.districts.is_none() {
            return Vec::new();
        }
        let given = sample(shape);
        let as_given = self.fit(&given, &ground);
        let shift = |datum: Datum| {
            let read: Vec<LonLat> = given
                .iter()
                .filter_map(|place| read_as(*place, stated, datum))
                .collect();
            let moved_m: f64 = given.iter().zip(&read).map(|(from, to)| distance_m(*from, *to)).sum();
            let whole = read.len() == given.len() && !read.is_empty();
            whole.then(|| Shift {
                datum,
                shift_m: moved_m / read.len() as f64,
                as_given,
                as_read: self.fit(&read, &ground),
            })
        };
        let readings = others(stated).into_iter().filter_map(shift);
        let mut likely: Vec<Shift> = readings.filter(|shift| self.tells(shift)).collect();
        likely.sort_by(|one, other| {
            let by_gain = other.gain().total_cmp(&one.gain());
            by_gain.then(one.shift_m.total_cmp(&other.shift_m))
        });
        likely
    }

    /// Tells whether one judge speaks for the shift and none against it.
    fn tells(&self, shift: &Shift) -> bool {
        let (features, division) = shift.gains();
        let is_inside = shift.as_read.inside_division.is_some_and(|share| share >= self.inside);
        let spoken_for = features >= self.gain || (division >= self.gain && is_inside);
        spoken_for && features > -self.gain && division > -self.gain
    }

    fn fit(&self, places: &[LonLat], ground: &Ground<'_>) -> Fit {
        let share = |count: usize| count as f64 / places.len().max(1) as f64;
        let is_along = |place: &&LonLat| {
            ground
                .features
                .iter()
                .any(|feature| distance_to_line_m(&feature.line, **place).is_some_and(|m| m <= self.near_m))
        };
        let along_features = (!ground.features.is_empty()).then(|| share(places.iter().filter(is_along).count()));
        let inside_division = ground.districts.as_ref().map(|districts| {
            let is_inside = |place: &&LonLat| {
                districts.iter().any(|(district, bbox)| {
                    bbox.contains(**place) && locate(&district.shape, **place) != Position::Outside
                })
            };
            share(places.iter().filter(is_inside).count())
        });
        Fit {
            along_features,
            inside_division,
        }
    }
}

impl<'a> Ground<'a> {
    fn near(bbox: &Bbox, division: Option<Division>, atlas: &'a Atlas) -> Self {
        let of_division = |division: Division| -> Vec<(&'a District, Bbox)> {
            atlas
                .districts_in(bbox)
                .filter(|district| division.covers(district.division))
                .filter_map(|district| Some((district, Bbox::of(&district.shape)?)))
                .collect()
        };
        Self {
            features: atlas.features_in(bbox).collect(),
            districts: division.map(of_division).filter(|districts| !districts.is_empty()),
        }
    }
}

impl Shift {
    /// Returns by how much each share rises; 0 where there is none.
    fn gains(&self) -> (f64, f64) {
        let gain = |given: Option<f64>, read: Option<f64>| read.unwrap_or_default() - given.unwrap_or_default();
        (
            gain(self.as_given.along_features, self.as_read.along_features),
            gain(self.as_given.inside_division, self.as_read.inside_division),
        )
    }

    fn gain(&self) -> f64 {
        let (features, division) = self.gains();
        features + division
    }
}

/// Returns the datums that a file may be in instead of the stated one; CGCS2000 and WGS 84 are one here.
fn others(stated: Datum) -> [Datum; 2] {
    match stated {
        Datum::Cgcs2000 | Datum::Wgs84 => [Datum::Gcj02, Datum::Bd09],
        Datum::Gcj02 => [Datum::Cgcs2000, Datum::Bd09],
        Datum::Bd09 => [Datum::Cgcs2000, Datum::Gcj02],
    }
}

/// Returns where a place lies if the numbers that it was converted from by `stated` were in `datum`.
fn read_as(place: LonLat, stated: Datum, datum: Datum) -> Option<LonLat> {
    let (x, y) = stated.from_lon_lat(place);
    datum.to_lon_lat(x, y).ok()
}

/// Returns the shape that the numbers of `shape` give in `datum`, which were converted from `stated`; none where a vertex has no place then.
pub(super) fn read_shape_as(shape: &MultiPolygon<f64>, stated: Datum, datum: Datum) -> Option<MultiPolygon<f64>> {
    let read = shape.try_map_coords(|c| {
        let place = LonLat::try_from(c).map_err(|_| ())?;
        read_as(place, stated, datum).map(LonLat::coord).ok_or(())
    });
    read.ok().map(|read| normalise(&read))
}

/// Returns vertices of the exteriors, spread evenly.
fn sample(shape: &MultiPolygon<f64>) -> Vec<LonLat> {
    let vertices = || shape.0.iter().flat_map(|part| part.exterior().0.iter());
    let step = vertices().count().div_ceil(SAMPLE).max(1);
    vertices()
        .step_by(step)
        .filter_map(|c| LonLat::try_from(*c).ok())
        .collect()
}
