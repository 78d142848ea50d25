// Holds the coordinate systems that boundary files come in, by the words the register knows them by; it converts nothing.

/** A system: its word for the register, and what a person finds it by. */
export interface CoordinateSystem {
  /** What `crs=` takes: an EPSG code or a datum. */
  readonly code: string;
  /** Degrees of longitude and latitude, metres of a Gauss-Krüger zone, metres of web maps, or degrees shifted by a map service. */
  readonly family: "degrees" | "three-degree" | "six-degree" | "web" | "shifted";
  /** Number of the zone and its central meridian in degrees, for Gauss-Krüger. */
  readonly zone?: number;
  readonly meridian?: number;
  /** Whether eastings begin with the number of the zone. */
  readonly prefixed?: boolean;
}

/** Longitudes in degrees of cities by which a zone is looked up; a tenth of a degree is enough to tell zones apart. */
const CITIES: readonly (readonly [string, string, number])[] = [
  ["乌鲁木齐", "Urumqi", 87.6],
  ["拉萨", "Lhasa", 91.1],
  ["西宁", "Xining", 101.8],
  ["昆明", "Kunming", 102.8],
  ["兰州", "Lanzhou", 103.8],
  ["成都", "Chengdu", 104.1],
  ["银川", "Yinchuan", 106.3],
  ["重庆", "Chongqing", 106.6],
  ["贵阳", "Guiyang", 106.7],
  ["南宁", "Nanning", 108.4],
  ["西安", "Xi'an", 108.9],
  ["海口", "Haikou", 110.3],
  ["呼和浩特", "Hohhot", 111.8],
  ["太原", "Taiyuan", 112.5],
  ["长沙", "Changsha", 113.0],
  ["广州", "Guangzhou", 113.3],
  ["郑州", "Zhengzhou", 113.6],
  ["深圳", "Shenzhen", 114.1],
  ["武汉", "Wuhan", 114.3],
  ["石家庄", "Shijiazhuang", 114.5],
  ["南昌", "Nanchang", 115.9],
  ["北京", "Beijing", 116.4],
  ["济南", "Jinan", 117.0],
  ["天津", "Tianjin", 117.2],
  ["合肥", "Hefei", 117.2],
  ["厦门", "Xiamen", 118.1],
  ["南京", "Nanjing", 118.8],
  ["福州", "Fuzhou", 119.3],
  ["杭州", "Hangzhou", 120.2],
  ["无锡", "Wuxi", 120.3],
  ["青岛", "Qingdao", 120.4],
  ["苏州", "Suzhou", 120.6],
  ["上海", "Shanghai", 121.5],
  ["宁波", "Ningbo", 121.6],
  ["大连", "Dalian", 121.6],
  ["沈阳", "Shenyang", 123.4],
  ["长春", "Changchun", 125.3],
  ["哈尔滨", "Harbin", 126.6],
];

/** The 3° zone of a longitude: zone n has its central meridian at 3n degrees. */
export function threeDegreeZone(lon: number): number {
  return Math.round(lon / 3);
}

/** The 6° zone of a longitude: zone n has its central meridian at 6n − 3 degrees. */
export function sixDegreeZone(lon: number): number {
  return Math.floor(lon / 6) + 1;
}

/** EPSG: 3° zones 25 to 45 are 4513 to 4533 with the number before the easting, 4534 to 4554 without. */
export function threeDegreeCode(zone: number, prefixed: boolean): string | null {
  if (zone < 25 || zone > 45) return null;
  return String((prefixed ? 4513 : 4534) + zone - 25);
}

function threeDegree(zone: number, prefixed: boolean): CoordinateSystem {
  return { code: threeDegreeCode(zone, prefixed) ?? "", family: "three-degree", zone, meridian: 3 * zone, prefixed };
}

/** EPSG: 6° zones 13 to 23 are 4491 to 4501 with the number before the easting, 4502 to 4512 without. */
function sixDegree(zone: number, prefixed: boolean): CoordinateSystem {
  const code = String((prefixed ? 4491 : 4502) + zone - 13);
  return { code, family: "six-degree", zone, meridian: 6 * zone - 3, prefixed };
}

function zones(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Every system a file may be in, in the order in which they are offered. */
export const COORDINATE_SYSTEMS: readonly CoordinateSystem[] = [
  { code: "4490", family: "degrees" },
  { code: "4326", family: "degrees" },
  { code: "3857", family: "web" },
  { code: "gcj02", family: "shifted" },
  { code: "bd09", family: "shifted" },
  ...zones(25, 45).flatMap((zone) => [threeDegree(zone, true), threeDegree(zone, false)]),
  ...zones(13, 23).flatMap((zone) => [sixDegree(zone, true), sixDegree(zone, false)]),
];

/** Cities in a Gauss-Krüger zone, by Chinese and English name. */
export function citiesIn(system: CoordinateSystem): readonly { readonly zh: string; readonly en: string }[] {
  const zoneOf =
    system.family === "three-degree" ? threeDegreeZone : system.family === "six-degree" ? sixDegreeZone : null;
  if (!zoneOf) return [];
  return CITIES.filter(([, , lon]) => zoneOf(lon) === system.zone).map(([zh, en]) => ({ zh, en }));
}

/** Longitudes of the country in degrees; a number among them that is typed is meant as one. */
const LONGITUDES = { least: 73, most: 136 } as const;

function covers(system: CoordinateSystem, lon: number): boolean {
  if (system.family === "three-degree") return threeDegreeZone(lon) === system.zone;
  if (system.family === "six-degree") return sixDegreeZone(lon) === system.zone;
  return false;
}

/**
 * The systems that a typed text finds: a longitude finds the zones it lies in; anything else must occur in the code, the
 * words of the system, or the name of a city in its zone. Nothing typed finds all.
 */
export function findSystems(text: string, wordsOf: (system: CoordinateSystem) => string): CoordinateSystem[] {
  const typed = text.trim().toLowerCase();
  if (typed === "") return [...COORDINATE_SYSTEMS];
  const number = Number(typed.replace(/[°度e]+$/i, ""));
  const isLongitude = number >= LONGITUDES.least && number <= LONGITUDES.most;
  return COORDINATE_SYSTEMS.filter((system) => {
    if (isLongitude && covers(system, number)) return true;
    if (isLongitude) return false;
    const cities = citiesIn(system).map(({ zh, en }) => `${zh} ${en}`);
    return [system.code, wordsOf(system), ...cities].join(" ").toLowerCase().includes(typed);
  });
}
