//! Judges relations of two polygons, and of points and a polygon, by what `locate`, `intersection` and `difference` answer.
//! Must not decide anything by numbers that are near: `locate` is exact, and an interior shared is one that has an area.

use super::{
    Outcome,
    cases::{Case, Op, Operand},
    overlays::coords,
};
use geo_types::MultiPolygon;
use sizhi::geometry::{LonLat, Position, difference, intersection, locate};

/// What we say of two polygons.
#[expect(clippy::struct_excessive_bools, reason = "each is a predicate of its own")]
struct Relation {
    /// Interiors meet.
    inner: bool,
    /// Something of the first lies outside the second.
    left_of_a: bool,
    left_of_b: bool,
    /// They share at least a point.
    meets: bool,
}

pub fn judged(case: &Case, op: &Op) -> Outcome {
    let (a, b) = match (case.operand(&op.first), case.operand(&op.second)) {
        (Operand::Area(a), Operand::Area(b)) => (a, b),
        (Operand::Unread, _) | (_, Operand::Unread) => return Outcome::NotApplicable("GEOS cannot read the operand"),
        _ => return Outcome::NotApplicable("not two polygons"),
    };
    let Some(expected) = op.truth() else {
        return Outcome::NotApplicable("no truth value is expected");
    };
    if a.0.is_empty() || b.0.is_empty() {
        return Outcome::NotApplicable("an empty operand: relations of nothing are a convention");
    }
    let found = match relation(a, b) {
        Ok(relation) => said(&relation, op),
        Err(error) => return Outcome::Disagreed(error),
    };
    if found == expected {
        Outcome::Agreed
    } else {
        Outcome::Disagreed(format!("expected {expected}, found {found}"))
    }
}

fn relation(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Result<Relation, String> {
    let text = |error: sizhi::geometry::OverlayError| error.to_string();
    let inner = intersection(a, b).map_err(text)?.is_some();
    let touches = |one: &MultiPolygon<f64>, other: &MultiPolygon<f64>| {
        coords(one)
            .filter_map(|c| LonLat::try_from(c).ok())
            .any(|c| locate(other, c) != Position::Outside)
    };
    Ok(Relation {
        inner,
        left_of_a: !difference(a, b).map_err(text)?.0.is_empty(),
        left_of_b: !difference(b, a).map_err(text)?.0.is_empty(),
        // Areas without common interior that meet at all meet in a vertex of one of them.
        meets: inner || touches(a, b) || touches(b, a),
    })
}

fn said(relation: &Relation, op: &Op) -> bool {
    let Relation {
        inner,
        left_of_a,
        left_of_b,
        meets,
    } = *relation;
    match op.name.to_lowercase().as_str() {
        "intersects" => meets,
        "disjoint" => !meets,
        "touches" => meets && !inner,
        "overlaps" => inner && left_of_a && left_of_b,
        "contains" | "covers" => inner && !left_of_b,
        "within" | "coveredby" => inner && !left_of_a,
        "equalstopo" => inner && !left_of_a && !left_of_b,
        "crosses" => false,
        // Of the matrix, the entries that speak of areas (interior and exterior with each other) and whether limits meet.
        _ => {
            let entry = |nth: usize| op.third.as_bytes().get(nth).copied().unwrap_or(b'*');
            let fits = |pattern: u8, dimension: Option<u8>| match (pattern, dimension) {
                (b'*', _) => true,
                (b'T', found) => found.is_some(),
                (b'F', found) => found.is_none(),
                (digit, found) => found == Some(digit),
            };
            let area = |is: bool| is.then_some(b'2');
            let limits_apart = entry(4) == b'F' && !inner;
            fits(entry(0), area(inner))
                && fits(entry(2), area(left_of_a))
                && fits(entry(6), area(left_of_b))
                && fits(entry(8), Some(b'2'))
                && (!limits_apart || !meets)
        }
    }
}
