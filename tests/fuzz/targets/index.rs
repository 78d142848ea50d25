//! Takes any shapes of any size, repeated side by side: an index that is built at once, one that comes by steps, and one asked for many places
//! together answer what a scan by exact predicates answers; so does the index of boxes after any changes.
#![no_main]

use geo_types::{Coord, MultiPolygon};
use libfuzzer_sys::fuzz_target;
use sizhi::{
    geometry::{Bbox, LonLat},
    index::{BoxIndex, disagreement},
};
use sizhi_fuzz::Bytes;

/// Sizes of what is drawn on the lattice of a thousandth of a degree; powers of two put vertices on the sides of cells.
const SIZES: [f64; 8] = [1.0, 0.125, 1000.0, 125.0, 1e-3, 1e-6, 4000.0, 0.5];

/// Makes the shape again, drawn `by` times as large around the lattice's corner and moved so many lattice steps.
fn drawn(shape: &MultiPolygon<f64>, by: f64, (right, up): (usize, usize)) -> MultiPolygon<f64> {
    let mut shape = shape.clone();
    let moved = |c: Coord<f64>| Coord {
        x: 121.0 + (c.x - 121.0) * by + right as f64 * 15e-3 * by,
        y: 31.0 + (c.y - 31.0) * by + up as f64 * 15e-3 * by,
    };
    for part in &mut shape {
        part.exterior_mut(|ring| ring.0.iter_mut().for_each(|c| *c = moved(*c)));
        part.interiors_mut(|rings| {
            rings
                .iter_mut()
                .flat_map(|ring| &mut ring.0)
                .for_each(|c| *c = moved(*c))
        });
    }
    shape
}

/// Moves a number by up to three of its last places.
fn nudged(number: f64, byte: u8) -> f64 {
    (0..byte % 4).fold(number, |n, _| if byte & 4 == 0 { n.next_up() } else { n.next_down() })
}

fn places(bytes: &mut Bytes<'_>, shapes: &[MultiPolygon<f64>], by: f64) -> Vec<LonLat> {
    let edges: Vec<_> = shapes
        .iter()
        .flatten()
        .flat_map(|part| part.interiors().iter().chain([part.exterior()]))
        .flat_map(|ring| ring.lines())
        .collect();
    let mut places = Vec::new();
    for _ in 0..64 {
        let (kind, nth, along) = (bytes.byte(), bytes.byte(), bytes.byte());
        let place = match edges.get(usize::from(nth) * (1 + usize::from(along)) % edges.len().max(1)) {
            Some(edge) if kind % 4 != 0 => {
                let share = [0.0, 1.0, 0.5, f64::from(along) / 255.0][usize::from(kind) / 4 % 4];
                Coord {
                    x: nudged(edge.start.x + share * edge.dx(), kind),
                    y: nudged(edge.start.y + share * edge.dy(), along),
                }
            }
            _ => drawn_place(bytes.coord(), by),
        };
        places.extend(LonLat::try_from(place));
    }
    places
}

fn drawn_place(c: Coord<f64>, by: f64) -> Coord<f64> {
    Coord {
        x: 121.0 + (c.x - 121.0) * by,
        y: 31.0 + (c.y - 31.0) * by,
    }
}

/// Changes an index of boxes as the bytes say, and compares it with the list of what is in it.
fn boxes(bytes: &mut Bytes<'_>) {
    let make = |bytes: &mut Bytes<'_>| {
        let [x, y, w, h] = [(); 4].map(|()| f64::from(bytes.byte() % 32));
        Bbox::of_coords([Coord { x, y }, Coord { x: x + w, y: y + h }])
    };
    let first: Vec<(Bbox, u32)> = (0..u32::from(bytes.byte()) * 16)
        .filter_map(|nth| Some((make(bytes)?, nth)))
        .collect();
    let mut index = BoxIndex::build(first.iter().copied());
    let (before, mut all) = (index.clone(), first.clone());
    let mut next = first.len() as u32;
    while !bytes.is_empty() {
        let many = usize::from(bytes.byte());
        for _ in 0..many / 2 * 8 {
            if many % 2 == 0 || all.is_empty() {
                let Some(area) = make(bytes) else { continue };
                index.insert(area, next);
                all.push((area, next));
                next += 1;
            } else {
                let (area, value) = all.swap_remove(usize::from(bytes.byte()) % all.len());
                assert!(index.remove(area, &value) && !index.remove(area, &value));
            }
        }
        let Some(asked) = make(bytes) else { continue };
        for (index, all) in [(&index, &all), (&before, &first)] {
            let mut found: Vec<u32> = index.within(asked).map(|(_, value)| *value).collect();
            let mut scan: Vec<u32> = all
                .iter()
                .filter(|(b, _)| b.intersects(&asked))
                .map(|(_, value)| *value)
                .collect();
            found.sort_unstable();
            scan.sort_unstable();
            assert_eq!((found, index.len()), (scan, all.len()));
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes::of(bytes);
    let by = SIZES[usize::from(bytes.byte() % 8)];
    let side = 1 + usize::from(bytes.byte() % 8);
    let drafts: Vec<_> = (0..1 + bytes.byte() % 4).map(|_| bytes.shape()).collect();
    let shapes: Vec<_> = (0..side * side)
        .flat_map(|nth| {
            drafts
                .iter()
                .map(move |shape| drawn(shape, by, (nth % side, nth / side)))
        })
        .collect();
    let places = places(&mut bytes, &shapes, by);
    assert_eq!(disagreement(&shapes, &places), None);
    boxes(&mut bytes);
});
