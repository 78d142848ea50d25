// Holds the JSON shapes of the server's contract, in the form that `npm run types` writes from its OpenAPI document.
export interface components {
  schemas: {
    Text: { zh: string; en: string };
    LonLat: { lon: number; lat: number };
    Geometry:
      | { type: "Point"; coordinates: number[] }
      | { type: "MultiPoint" | "LineString"; coordinates: number[][] }
      | { type: "Polygon" | "MultiLineString"; coordinates: number[][][] }
      | { type: "MultiPolygon"; coordinates: number[][][][] }
      | { type: "GeometryCollection"; geometries: components["schemas"]["Geometry"][] };
    DeclaredArea: { printed: string; m2: number; tolerance_m2: number };
    Abuttals: { east: string[]; south: string[]; west: string[]; north: string[]; sentence?: string | null };
    ZoneSummary: {
      code: string;
      name: string;
      kind: string;
      host?: string | null;
      division?: string | null;
      division_name?: string | null;
      status: "in-force" | "pending" | "returned" | "ended";
      title_valid?: boolean | null;
      bbox?: number[] | null;
      area_m2?: number | null;
      declared_area?: components["schemas"]["DeclaredArea"] | null;
      parks: number;
      agencies: number;
    };
    ZoneList: { revision: number; count: number; zones: components["schemas"]["ZoneSummary"][]; next?: string | null };
    Park: {
      name: string;
      functions: string[];
      closing: boolean;
      area_m2?: number | null;
      declared_area?: components["schemas"]["DeclaredArea"] | null;
      abuttals?: components["schemas"]["Abuttals"] | null;
      bbox?: number[] | null;
      agencies: number;
    };
    DelimitationSummary: {
      number: number;
      standing: string;
      valid_from?: string | null;
      valid_to?: string | null;
      recorded_at: string;
      digest: string;
      document?: string | null;
    };
    Delimitation: components["schemas"]["DelimitationSummary"] & {
      declared_area?: components["schemas"]["DeclaredArea"] | null;
      area_m2?: number | null;
      abuttals?: components["schemas"]["Abuttals"] | null;
      parks: components["schemas"]["Park"][];
    };
    ZoneDetail: Omit<components["schemas"]["ZoneSummary"], "parks" | "agencies"> & {
      remark?: string | null;
      title: { from?: string | null; until?: string | null; valid?: boolean | null };
      delimitation?: components["schemas"]["Delimitation"] | null;
      delimitations: components["schemas"]["DelimitationSummary"][];
    };
    Agency: {
      id: string;
      name: string;
      services: string[];
      address?: string | null;
      point?: components["schemas"]["LonLat"] | null;
      licence?: string | null;
      credit_code?: string | null;
      zone?: string | null;
      park?: string | null;
      admitted_on?: string | null;
      released_on?: string | null;
      remark?: string | null;
    };
    AgencyList: { revision: number; count: number; agencies: components["schemas"]["Agency"][]; next?: string | null };
    LookupZone: {
      zone: string;
      name: string;
      park?: string | null;
      functions: string[];
      status: string;
      title_valid?: boolean | null;
      position: "inside" | "boundary" | "near";
      distance_to_limit_m: number;
      nearest_side: "east" | "south" | "west" | "north";
      delimitation: number;
      valid_from?: string | null;
    };
    Lookup: {
      answer: "inside" | "outside" | "boundary" | "uncertain";
      point: components["schemas"]["LonLat"] & {
        method: string;
        uncertainty_m: number;
        matched?: string | null;
        score: number;
      };
      zones: components["schemas"]["LookupZone"][];
      on: string;
      known?: string | null;
      revision: number;
      receipt: string;
    };
    Candidate: {
      matched: string;
      point: components["schemas"]["LonLat"];
      score: number;
      uncertainty_m: number;
      method: string;
      id: string;
    };
    SearchResult: {
      type: "zone" | "park" | "agency" | "address";
      id: string;
      name: string;
      detail: string;
      point?: components["schemas"]["LonLat"] | null;
      bbox?: number[] | null;
      uncertainty_m?: number | null;
      score: number;
    };
    SearchAnswer: { revision: number; results: components["schemas"]["SearchResult"][] };
    OverlapSide: {
      zone: string;
      name: string;
      park?: string | null;
      status: string;
      area_m2: number;
      share: number;
    };
    OverlapPair: {
      id: string;
      kind: "overlap" | "sliver" | "duplicate";
      a: components["schemas"]["OverlapSide"];
      b: components["schemas"]["OverlapSide"];
      shared_m2: number;
      mean_width_m: number;
      bbox: number[];
      place: components["schemas"]["Geometry"];
    };
    OverlapList: {
      revision: number;
      count: number;
      pairs: components["schemas"]["OverlapPair"][];
      next?: string | null;
    };
    Programme: {
      id: string;
      version: string;
      name: components["schemas"]["Text"];
      kinds: { code: string; name: components["schemas"]["Text"] }[];
      functions: { code: string; name: components["schemas"]["Text"]; colour: string; services: string[] }[];
      services: { code: string; name: components["schemas"]["Text"] }[];
      extent: number[];
    };
    Figure: { name: string; value: number; unit: string };
    Finding: {
      rule: string;
      version: number;
      severity: "error" | "warning" | "note";
      message: components["schemas"]["Text"];
      figures: components["schemas"]["Figure"][];
      park?: string | null;
      at?: { part?: number | null; ring?: number | null; vertex?: number | null } | null;
      with?: { zone: string; name: string; park?: string | null; status: string } | null;
      place?: components["schemas"]["Geometry"] | null;
    };
    Report: {
      revision: number;
      programme: string;
      rule_set: string;
      blocked: boolean;
      counts: { error: number; warning: number; note: number };
      areas: {
        total_m2?: number | null;
        declared_m2?: number | null;
        parks: { park: string; area_m2?: number | null; declared_m2?: number | null }[];
      };
      findings: components["schemas"]["Finding"][];
    };
    ExampleDrafts: { drafts: { id: string; title: components["schemas"]["Text"]; shows: string[] }[] };
    Settings: {
      basemap?: {
        kind: string;
        tiles: string[];
        tile_size: number;
        attribution: string;
        max_zoom: number;
      } | null;
      version: string;
      demonstration: boolean;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string;
      instance?: string;
      request_id?: string;
      hint?: string;
      errors?: { pointer?: string | null; parameter?: string | null; detail: string }[];
      candidates?: components["schemas"]["Candidate"][];
    };
  };
}
