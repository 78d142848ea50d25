//! Holds pure shapes in longitude and latitude: places, boxes, datums, validity, relation, overlap, measures, closure.
//! Must not know zones, files, databases, clocks or the network.
//!
//! Shapes are `geo_types::MultiPolygon<f64>` in degrees, CRS84 order (longitude first), on the register's grid of 1e-9 degree once
//! normalised. Every function takes any input, empty and not-finite included, without panic.

mod bbox;
mod closure;
mod coordinate_system;
mod crs;
mod datum;
mod edge_foot;
mod edge_tree;
mod ellipsoid;
mod faces;
mod frame;
mod grid;
mod grouping;
mod law;
mod line_distance;
mod lon_lat;
mod measure;
mod nearest_limit;
mod normalise;
mod overlap;
mod overlay;
mod overlay_error;
mod plane;
mod relation;
mod repair;
mod rings;
mod side;
mod speck;
mod split;
mod split_sides;
mod straight_area;
mod validity;

pub(crate) use edge_tree::{EdgeBox, EdgeTree};
pub(crate) use faces::faces;
pub(crate) use frame::MetreFrame;
pub(crate) use nearest_limit::nearest_limit_in;
pub(crate) use relation::{locate_in, turns_in};
pub(crate) use rings::orient;

pub use bbox::{Bbox, BboxError};
pub use closure::{ClosureFault, ClosureKind, ClosureTolerance, Fix, FixKind, closure, fixes};
pub use coordinate_system::{CoordinateSystem, CoordinateSystemError};
pub use crs::{Crs, CrsError, GaussKruger, ZoneWidth, gauss_kruger_area_m2};
pub use datum::{Datum, DatumError};
pub use ellipsoid::{metres_per_degree_lat, metres_per_degree_lon};
pub use grid::{STEPS_PER_DEGREE, from_grid, snap, to_grid};
pub use line_distance::distance_to_line_m;
pub use lon_lat::{LonLat, LonLatError};
pub use measure::{area_m2, distance_m, earth_area_m2, mean_width_m, perimeter_m};
pub use nearest_limit::{NearestLimit, nearest_limit};
pub use normalise::normalise;
pub use overlap::{Shared, difference, intersection, union};
pub use overlay_error::{Operand, OverlayError};
pub use relation::{Position, locate};
pub use repair::{Repair, repair};
pub use side::{Side, SideError};
pub use speck::{Speck, SpeckKind, SpeckTolerance, specks};
pub use split::{Split, SplitError, split};
pub use straight_area::straight_area_m2;
pub use validity::{Fault, FaultKind, Limits, faults, faults_of_rings};
