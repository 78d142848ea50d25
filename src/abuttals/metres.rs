//! Plane figures on a flat frame of metres: feet, azimuths, angles.
//!
//! Must not know degrees, features or boundaries.

use geo_types::Coord;

/// Gives the difference of two places.
#[inline]
pub(super) fn minus(a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
    Coord {
        x: a.x - b.x,
        y: a.y - b.y,
    }
}

/// Gives the distance between two places.
#[inline]
pub(super) fn distance(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Gives the place a share of the way from one to the other.
#[inline]
pub(super) fn between(a: Coord<f64>, b: Coord<f64>, share: f64) -> Coord<f64> {
    Coord {
        x: a.x + (b.x - a.x) * share,
        y: a.y + (b.y - a.y) * share,
    }
}

/// Gives the place so far from `from` on the way of a direction; `from` itself for a direction without length.
pub(super) fn along(from: Coord<f64>, direction: Coord<f64>, length: f64) -> Coord<f64> {
    let whole = direction.x.hypot(direction.y);
    if whole > 0.0 {
        Coord {
            x: from.x + direction.x / whole * length,
            y: from.y + direction.y / whole * length,
        }
    } else {
        from
    }
}

/// Gives the nearest place of the edge a–b, and the share of the edge at which it lies.
#[inline]
pub(super) fn foot(p: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> (Coord<f64>, f64) {
    let d = minus(b, a);
    let length2 = d.x * d.x + d.y * d.y;
    let share = if length2 > 0.0 {
        (((p.x - a.x) * d.x + (p.y - a.y) * d.y) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (between(a, b, share), share)
}

/// Gives the azimuth of a direction in degrees clockwise from north, 0..360.
#[inline]
pub(super) fn azimuth_deg(direction: Coord<f64>) -> f64 {
    direction.x.atan2(direction.y).to_degrees().rem_euclid(360.0)
}

/// Gives the angle between two azimuths, 0..=180.
#[inline]
pub(super) fn turn_deg(one: f64, other: f64) -> f64 {
    let turn = (one - other).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

/// Gives the angle between two lines, whichever way each is drawn, 0..=90.
#[inline]
pub(super) fn slant_deg(one: Coord<f64>, other: Coord<f64>) -> f64 {
    let turn = turn_deg(azimuth_deg(one), azimuth_deg(other));
    turn.min(180.0 - turn)
}

/// Gives where the edges a–b and c–d cross, as shares of both; `None` where they are parallel or miss one another.
pub(super) fn crossing(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> Option<(f64, f64)> {
    let (u, v, w) = (minus(b, a), minus(d, c), minus(c, a));
    let cross = u.x * v.y - u.y * v.x;
    if cross.abs() <= f64::EPSILON * u.x.hypot(u.y) * v.x.hypot(v.y) {
        return None;
    }
    let (of_first, of_second) = ((w.x * v.y - w.y * v.x) / cross, (w.x * u.y - w.y * u.x) / cross);
    let within = |share: f64| (0.0..=1.0).contains(&share);
    (within(of_first) && within(of_second)).then_some((of_first, of_second))
}

/// Gives the length of a line.
pub(super) fn length(line: &[Coord<f64>]) -> f64 {
    line.windows(2).map(|edge| distance(edge[0], edge[1])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Coord<f64> {
        Coord { x, y }
    }

    #[test]
    fn azimuths_run_clockwise_from_north() {
        assert_eq!(
            [at(0.0, 1.0), at(1.0, 0.0), at(0.0, -1.0), at(-1.0, 0.0)].map(azimuth_deg),
            [0.0, 90.0, 180.0, 270.0]
        );
        assert_eq!(
            (turn_deg(350.0, 20.0), slant_deg(at(1.0, 0.0), at(-1.0, 0.0))),
            (30.0, 0.0)
        );
    }

    #[test]
    fn edges_cross_within_their_ends_only() {
        let shares = crossing(at(0.0, 0.0), at(10.0, 0.0), at(5.0, -5.0), at(5.0, 5.0));
        assert_eq!(shares, Some((0.5, 0.5)));
        assert_eq!(crossing(at(0.0, 0.0), at(4.0, 0.0), at(5.0, -5.0), at(5.0, 5.0)), None);
        assert_eq!(crossing(at(0.0, 0.0), at(4.0, 0.0), at(0.0, 1.0), at(4.0, 1.0)), None);
    }

    #[test]
    fn the_foot_stays_on_the_edge() {
        assert_eq!(foot(at(5.0, 3.0), at(0.0, 0.0), at(10.0, 0.0)), (at(5.0, 0.0), 0.5));
        assert_eq!(foot(at(-5.0, 3.0), at(0.0, 0.0), at(10.0, 0.0)), (at(0.0, 0.0), 0.0));
        assert_eq!(foot(at(1.0, 1.0), at(2.0, 2.0), at(2.0, 2.0)), (at(2.0, 2.0), 0.0));
    }
}
