// Holds the area of rings in m² on the ellipsoid; it must not know parts, parks or declared areas.
import { bboxOf, centreOf } from "./bbox";
import { AUTHALIC_RADIUS_M, authalicSine, ECCENTRICITY_SQUARED, radians, SEMI_MAJOR_M } from "./ellipsoid";
import { latOf, lonOf, type Position, type Vertices } from "./position";

type Plane = (position: Position) => { x_m: number; y_m: number };

/**
 * Lambert azimuthal equal-area projection of the ellipsoid about a centre (Snyder 1987, 24-17 to 24-20).
 * It keeps every area exactly, and straight lines in it differ from geodesics only by the third order of the
 * distance from the centre: for a ring 10 km across the area agrees with the geodesic one to 3e-7.
 */
export function equalAreaPlane(centre: Position): Plane {
  const phi0 = radians(latOf(centre));
  const sinBeta0 = authalicSine(phi0);
  const cosBeta0 = Math.sqrt(1 - sinBeta0 * sinBeta0);
  const m0 = Math.cos(phi0) / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(phi0) ** 2);
  const stretch = cosBeta0 === 0 ? 1 : (SEMI_MAJOR_M * m0) / (AUTHALIC_RADIUS_M * cosBeta0);
  return (position) => {
    const lambda = radians(lonOf(position) - lonOf(centre));
    const sinBeta = authalicSine(radians(latOf(position)));
    const cosBeta = Math.sqrt(1 - sinBeta * sinBeta);
    const cosAngle = sinBeta0 * sinBeta + cosBeta0 * cosBeta * Math.cos(lambda);
    const b_m = AUTHALIC_RADIUS_M * Math.sqrt(2 / (1 + cosAngle));
    return {
      x_m: b_m * stretch * cosBeta * Math.sin(lambda),
      y_m: (b_m / stretch) * (cosBeta0 * sinBeta - sinBeta0 * cosBeta * Math.cos(lambda)),
    };
  };
}

/** Signed area of a ring in m², positive when it runs anticlockwise; 0 for fewer than three vertices. */
export function signedAreaM2(ring: Vertices): number {
  const box = ring.length < 3 ? null : bboxOf(ring);
  if (!box) return 0;
  const plane = equalAreaPlane(centreOf(box));
  const points = ring.map(plane);
  let twice = 0;
  points.forEach((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    twice += point.x_m * next.y_m - next.x_m * point.y_m;
  });
  return twice / 2;
}

/** Area of an exterior less its interiors in m²; self-crossing rings give what the formula gives, not a truth. */
export function polygonAreaM2(rings: readonly Vertices[]): number {
  return rings.reduce((sum, ring, index) => {
    const area_m2 = Math.abs(signedAreaM2(ring));
    return index === 0 ? area_m2 : sum - area_m2;
  }, 0);
}
