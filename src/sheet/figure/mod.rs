//! The map figure: parks, corner points, neighbours and named features within one frame.
//!
//! Must not know what else stands on the sheet.

mod frame;
mod furniture;
mod hatch;
mod key;
mod labels;
mod lines;
mod names;
mod parks;

use super::{
    content::{Content, Ground},
    flow::{Flow, LEFT, RIGHT},
    mark::{BLACK, GREY, Mark, Pen, Style},
    tree::{Belongs, Role},
};
use crate::geometry::Bbox;
use frame::Frame;
use labels::Occupied;
use lines::Drawn;

/// Room left of the frame for latitudes.
const BESIDE: f32 = 34.0;
/// Room below it for longitudes.
const BELOW: f32 = 10.0;
/// The least and the greatest height of a figure.
const LEAST_HEIGHT: f32 = 250.0;
const MOST_HEIGHT: f32 = 430.0;

/// Adds the figure with its key and caption to the flow.
pub fn lay(flow: &mut Flow<'_>, content: &Content, ground: &Ground) {
    let boxes = ground.parks.iter().filter_map(|(_, _, shape)| Bbox::of(shape));
    let Some(whole) = boxes.reduce(|whole, bbox| whole.union(&bbox)) else {
        return;
    };
    // Room for the key as if all that is near were in the frame.
    let all = Drawn {
        classes: ground.features.iter().map(|feature| feature.class).collect(),
        neighbours: ground.neighbours.iter().map(|other| other.pending).collect(),
    };
    let key = key::entries(content, ground, &all);
    let below = BELOW + key::height(flow, &key).min(160.0) + 30.0;
    flow.need(LEAST_HEIGHT + below);
    let height = (flow.left() - below).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    let frame = Frame::around(&whole, [LEFT + BESIDE, flow.y, RIGHT, flow.y + height]);
    let node = flow.tree.add(Role::Figure(alternative(content)), None);
    let belongs = Belongs::To(node);
    let mut occupied = Occupied::of(frame.sides);
    let drawn = lines::lay(flow, belongs, &frame, ground);
    parks::surfaces(flow, belongs, &frame, ground);
    furniture::graticule(flow, belongs, &frame);
    furniture::north_arrow(flow, belongs, &frame, content.language, &mut occupied);
    furniture::scale_bar(flow, belongs, &frame, &mut occupied);
    parks::badges(flow, belongs, &frame, content, ground, &mut occupied);
    let firsts = parks::corners(flow, belongs, &frame, content, &mut occupied, true);
    names::features(flow, belongs, &frame, ground, &mut occupied);
    names::neighbours(flow, belongs, &frame, ground, &mut occupied);
    let named = firsts + parks::corners(flow, belongs, &frame, content, &mut occupied, false);
    let [left, top, right, bottom] = frame.sides;
    let border = Mark::Line {
        points: vec![[left, top], [right, top], [right, bottom], [left, bottom]],
        closed: true,
        pen: Pen::whole(BLACK, 0.8),
    };
    flow.put(belongs, border);
    flow.room(height + BELOW);
    key::lay(flow, &key::entries(content, ground, &drawn));
    let caption = flow.tree.add(Role::Caption, Some(node));
    let style = Style {
        size: 7.5,
        ink: GREY,
        bold: false,
    };
    let lines = flow.setter.lines(
        &self::caption(content, ground, &frame, named),
        (RIGHT - LEFT) / style.size,
    );
    flow.put_lines(caption, lines, LEFT, style);
}

/// Says in words what the figure shows, for those who do not see it.
fn alternative(content: &Content) -> String {
    content.language.say(
        format!("{}的四至图：园区界线、界址点、相邻集聚区与有名参照物。文字四至与界址点坐标见后表。", content.zone),
        format!(
            "Map of {}: limits of its parks, corner points, neighbouring zones and named features. The limits in words and the coordinates stand in the tables that follow.",
            content.zone
        ),
    )
}

fn caption(content: &Content, ground: &Ground, frame: &Frame, named: usize) -> String {
    let language = content.language;
    let scale = grouped(frame.scale());
    let all: usize = content.corners.rings.iter().map(|ring| ring.corners.len()).sum();
    let mut caption = language.say(
        format!("图 1　四至图。比例尺约 1:{scale}（A4 原大），CGCS2000 经纬度，上为正北。"),
        format!(
            "Figure 1. Limits of the zone. Scale about 1:{scale} (A4, not scaled), CGCS2000 degrees, true north up."
        ),
    );
    caption += &if named == all {
        language.say(
            format!("全部 {all} 个界址点均有标注。"),
            format!(" All {all} corner points are numbered."),
        )
    } else {
        language.say(
            format!("界址点共 {all} 个，密集处未逐一标注，图中标注 {named} 个，全部见界址点表。"),
            format!(
                " {named} of {all} corner points are numbered; where they are dense the rest stand in the table only."
            ),
        )
    };
    caption += &language.say(
        "点号写在本园区一侧，环号不为 1 的点写作“环号-点号”。".to_owned(),
        " Each number stands on its own park's side; points of rings other than 1 read ring-point.".to_owned(),
    );
    if ground.left_out > 0 {
        let count = ground.left_out;
        caption += &language.say(
            format!("周边另有 {count} 条参照物因过密未绘。"),
            format!(" {count} more features near are not drawn: there are too many."),
        );
    }
    caption
}

/// Writes a scale with three digits that count, in groups.
fn grouped(scale: f64) -> String {
    let power = 10_f64.powf((scale.max(1.0).log10().floor() - 2.0).max(0.0));
    super::sections::grouped((scale / power).round() * power, 0)
}
