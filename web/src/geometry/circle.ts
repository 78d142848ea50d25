// Holds the circle around a place as a polygon of lon, lat; used to draw an uncertainty in metres.
import { metresPerDegree } from "./ellipsoid";
import { latOf, lonOf, type Position } from "./position";

/** A closed ring of `steps` vertices at `radius_m` metres around `centre` (good to 1e-4 of the radius below 10 km). */
export function circle(centre: Position, radius_m: number, steps = 96): Position[] {
  const { lon_m, lat_m } = metresPerDegree(latOf(centre));
  const ring: Position[] = [];
  for (let step = 0; step < steps; step += 1) {
    const angle = (2 * Math.PI * step) / steps;
    ring.push([
      lonOf(centre) + (radius_m * Math.cos(angle)) / lon_m,
      latOf(centre) + (radius_m * Math.sin(angle)) / lat_m,
    ]);
  }
  return [...ring, ring[0] ?? centre];
}
