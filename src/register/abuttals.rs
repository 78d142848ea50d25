//! Limits drafted from shapes, and shapes traced from limits, against the features of the register.
//!
//! Must not know how names are matched or lines laid; it puts the steps in order and takes tolerances from the programme.

use std::sync::Arc;

use geo_types::MultiPolygon;

use super::{Register, RegisterError};
use crate::{
    abuttals::{self, Block, DraftTolerance, Drafted, Feature, TraceLimits, TracedBlock, Unread, Wish, parse},
    atlas::Atlas,
    geometry::{self, Bbox, Limits, LonLat},
    zone::{Delimitation, Draft, ToleranceMissing},
};

/// An area whose limits are to be drafted.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaToDraft {
    /// Name of the park; absent for a whole zone, or an area without a name.
    pub park: Option<String>,
    /// Its shape, as drawn.
    pub shape: MultiPolygon<f64>,
}

/// An area with its drafted limits.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftedArea {
    /// Name of the park.
    pub park: Option<String>,
    /// Its limits; absent where the shape has faults, or no area.
    pub drafted: Option<Drafted>,
    /// Faults of the shape.
    pub faults: usize,
}

/// A text that is to be traced.
#[derive(Debug, Clone, PartialEq)]
pub struct TextToTrace {
    /// The text.
    pub text: String,
    /// The declared area in m², where it is stated beside the text; it counts for a text of one block.
    pub declared_area_m2: Option<f64>,
    /// A place near the area.
    pub near: Option<LonLat>,
}

/// Most blocks of a text that are traced at once; the published zone with most blocks has seven.
const MOST_BLOCKS: usize = 64;

/// A text with what was traced of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedText {
    /// The blocks of the text, each with its area in m², where one is declared, and its polygons.
    pub blocks: Vec<(Block, Option<f64>, TracedBlock)>,
    /// Runs of the text that were not understood.
    pub unread: Vec<Unread>,
}

/// Lists the areas of a draft: the whole zone, then each park that has a shape.
///
/// # Errors
/// [`RegisterError::Overlay`] when the union of the parks could not be decided.
pub fn areas_of_draft(draft: &Draft) -> Result<Vec<AreaToDraft>, RegisterError> {
    let parks = draft
        .parks
        .iter()
        .filter_map(|park| Some((park.name.clone(), park.shape.clone()?)));
    areas(draft.outline.as_ref(), parks.collect())
}

/// Lists the areas of a delimitation.
///
/// # Errors
/// [`RegisterError::Overlay`] when the union of the parks could not be decided.
pub fn areas_of_delimitation(delimitation: &Delimitation) -> Result<Vec<AreaToDraft>, RegisterError> {
    let parks = delimitation
        .parks
        .iter()
        .filter_map(|park| Some((park.name.clone(), park.shape.as_deref()?.clone())));
    areas(delimitation.outline.as_deref(), parks.collect())
}

fn areas(
    outline: Option<&MultiPolygon<f64>>,
    parks: Vec<(String, MultiPolygon<f64>)>,
) -> Result<Vec<AreaToDraft>, RegisterError> {
    let shapes: Vec<&MultiPolygon<f64>> = parks.iter().map(|(_, shape)| shape).collect();
    let whole = match (outline, shapes.as_slice()) {
        (Some(outline), _) => Some(outline.clone()),
        // Of a single park, the zone is the park.
        (None, [] | [_]) => None,
        (None, several) => Some(geometry::union(several)?),
    };
    let zone = whole.map(|shape| AreaToDraft { park: None, shape });
    let parks = parks.into_iter().map(|(name, shape)| AreaToDraft {
        park: Some(name),
        shape,
    });
    Ok(zone.into_iter().chain(parks).collect())
}

impl Register {
    /// Drafts the limits of areas from the features near them.
    ///
    /// # Errors
    /// Names the tolerance that the programme lacks.
    pub async fn draft_abuttals(
        &self,
        areas: Vec<AreaToDraft>,
    ) -> Result<(Arc<Atlas>, Vec<DraftedArea>), RegisterError> {
        let atlas = self.atlas();
        let shown = Arc::clone(&atlas);
        let drafted = tokio::task::spawn_blocking(move || {
            let near_m = shown.programme().rule_set.tolerance("abuttals-off", "near_m")?;
            let tolerance = DraftTolerance::within(near_m);
            let drafted = areas.into_iter().map(|area| draft(&shown, area, &tolerance));
            Ok::<_, ToleranceMissing>(drafted.collect())
        });
        Ok((atlas, drafted.await.map_err(|_| RegisterError::CutOff)??))
    }

    /// Traces the polygons of a text.
    ///
    /// # Errors
    /// [`RegisterError::Blocks`] where the text states more blocks than are traced at once.
    pub async fn trace_abuttals(&self, request: TextToTrace) -> Result<(Arc<Atlas>, TracedText), RegisterError> {
        let atlas = self.atlas();
        let shown = Arc::clone(&atlas);
        let traced = tokio::task::spawn_blocking(move || trace(&shown, &request));
        Ok((atlas, traced.await.map_err(|_| RegisterError::CutOff)??))
    }
}

fn draft(atlas: &Atlas, area: AreaToDraft, tolerance: &DraftTolerance) -> DraftedArea {
    let faults = geometry::faults(&area.shape, &Limits::default()).len();
    let shape = geometry::normalise(&area.shape);
    let near = Bbox::of(&shape)
        .filter(|_| faults == 0)
        .map(|bbox| bbox.expand_m(tolerance.beside_m));
    let drafted = near.and_then(|near| {
        let features: Vec<&Feature> = atlas.features_in(&near).collect();
        abuttals::draft(&shape, &features, tolerance)
    });
    DraftedArea {
        park: area.park,
        drafted,
        faults,
    }
}

fn trace(atlas: &Atlas, request: &TextToTrace) -> Result<TracedText, RegisterError> {
    let statement = parse(&request.text);
    let found = statement.blocks.len();
    if found > MOST_BLOCKS {
        return Err(RegisterError::Blocks {
            found,
            most: MOST_BLOCKS,
        });
    }
    let stated_beside = request.declared_area_m2.filter(|_| statement.blocks.len() == 1);
    let blocks = statement.blocks.into_iter().map(|block| {
        let declared_area_m2 = stated_beside
            .or(block.area.as_ref().map(|area| area.m2))
            .filter(|m2| *m2 > 0.0);
        let wish = Wish {
            declared_area_m2,
            near: request.near,
        };
        let traced = abuttals::trace(&block, atlas.survey(), wish, &TraceLimits::default());
        (block, declared_area_m2, traced)
    });
    Ok(TracedText {
        blocks: blocks.collect(),
        unread: statement.unread,
    })
}
