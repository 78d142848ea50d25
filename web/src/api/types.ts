// Holds short names for the JSON shapes of the server; it must not state a shape of its own but GeoJSON's.
import type { components } from "./schema";

type Schemas = components["schemas"];

/** A GeoJSON geometry (RFC 7946); the server's document leaves it as an object. */
export type Geometry =
  | { type: "Point"; coordinates: number[] }
  | { type: "MultiPoint" | "LineString"; coordinates: number[][] }
  | { type: "Polygon" | "MultiLineString"; coordinates: number[][][] }
  | { type: "MultiPolygon"; coordinates: number[][][][] }
  | { type: "GeometryCollection"; geometries: Geometry[] };

export type Text = Schemas["Text"];
export type AreaAgreement = Schemas["AreaAgreement"];
export type DeclaredArea = Schemas["DeclaredArea"];
export type Abuttals = Schemas["Abuttals"];
export type ZoneSummary = Schemas["ZoneSummary"];
export type ZoneList = Schemas["ZonePage"];
export type ZoneDetail = Schemas["ZoneDocument"];
export type Park = Schemas["ParkDocument"];
export type Delimitation = Schemas["DelimitationDocument"];
export type Agency = Schemas["Agency"];
export type AgencyList = Schemas["AgencyPage"];
export type Lookup = Schemas["Answer"];
export type LookupZone = Schemas["ZoneAnswer"];
export type Candidate = Schemas["Candidate"];
export type SearchResult = Schemas["SearchResult"];
export type SearchAnswer = Schemas["SearchResults"];
export type OverlapSide = Schemas["PairSide"];
export type OverlapPair = Schemas["Pair"];
export type OverlapList = Schemas["PairPage"];
export type Programme = Schemas["ProgrammeDocument"];
export type Fix = Schemas["Fix"];
export type Finding = Schemas["Finding"];
export type Report = Schemas["Report"];
export type ExampleDrafts = Schemas["DraftList"];
export type Settings = Schemas["Settings"];
export type ProblemBody = Schemas["Problem"];
export type Session = Schemas["SessionDocument"];
export type ProviderList = Schemas["ProviderList"];
export type Identity = Schemas["IdentityDocument"];
export type IdentityList = Schemas["IdentityList"];
export type Token = Schemas["TokenDocument"];
export type TokenList = Schemas["TokenList"];
export type NewToken = Schemas["NewToken"];
export type Office = Schemas["OfficeDocument"];
export type OfficeList = Schemas["OfficeList"];
export type Account = Schemas["AccountDocument"];
export type AccountList = Schemas["AccountList"];
export type AccountMade = Schemas["AccountMade"];
export type LedgerPage = Schemas["LedgerPage"];
export type LedgerEntry = Schemas["EntryDocument"];
export type Deadline = Schemas["DeadlineDocument"];
export type DeadlinePage = Schemas["DeadlinePage"];
export type QueueRow = Schemas["QueueRow"];
export type QueueAct = Schemas["QueueAct"];
export type QueuePage = Schemas["QueuePage"];
export type History = Schemas["History"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type CheckList = Schemas["CheckList"];
export type CheckItem = Schemas["CheckItemDocument"];
export type Thread = Schemas["ThreadDocument"];
export type ThreadList = Schemas["ThreadList"];
export type AttachmentList = Schemas["AttachmentList"];
export type Difference = Schemas["DifferenceCollection"];
export type Submitted = Schemas["Submitted"];
export type ActTaken = Schemas["ActTaken"];
export type Alert = Schemas["AlertDocument"];
export type AlertPage = Schemas["AlertPage"];
export type DossierList = Schemas["DossierList"];
export type FiguresSeries = Schemas["FiguresSeries"];
export type FiguresDocument = Schemas["FiguresDocument"];
export type SplitShape = Schemas["SplitShape"];
export type Reshaped = Schemas["Reshaped"];
