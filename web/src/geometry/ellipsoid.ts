// Holds the ellipsoid of CGCS2000 and what follows from it: radii of curvature and authalic latitude; no rings, no areas.

/** Semi-major axis in metres (GB 22021-2008, CGCS2000). */
export const SEMI_MAJOR_M = 6_378_137;

/** Flattening of CGCS2000 (GB 22021-2008); WGS 84 differs in the ninth digit, which is 0.1 mm at the pole. */
export const FLATTENING = 1 / 298.257222101;

/** First eccentricity squared: f (2 − f). */
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

const E = Math.sqrt(ECCENTRICITY_SQUARED);

export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Metres for one degree of longitude and of latitude at `lat` degrees (radii of curvature N cos φ and M). */
export function metresPerDegree(lat: number): { lon_m: number; lat_m: number } {
  const phi = radians(lat);
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2;
  const prime_vertical_m = SEMI_MAJOR_M / Math.sqrt(w);
  const meridian_m = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / w ** 1.5;
  return { lon_m: radians(1) * prime_vertical_m * Math.cos(phi), lat_m: radians(1) * meridian_m };
}

/** q of Snyder (1987), equation 3-12: the authalic function of sin φ. */
function authalicQ(sine: number): number {
  const es = E * sine;
  return (1 - ECCENTRICITY_SQUARED) * (sine / (1 - es * es) + Math.atanh(es) / E);
}

const Q_POLE = authalicQ(1);

/** Radius in metres of the sphere with the area of the ellipsoid (Snyder 3-13). */
export const AUTHALIC_RADIUS_M = SEMI_MAJOR_M * Math.sqrt(Q_POLE / 2);

/** Sine of the authalic latitude for a geodetic latitude in radians (Snyder 3-11). */
export function authalicSine(phi: number): number {
  return Math.max(-1, Math.min(1, authalicQ(Math.sin(phi)) / Q_POLE));
}
