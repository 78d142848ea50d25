// Holds short names for the JSON shapes of the server; it must not state a shape of its own.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Text = Schemas["Text"];
export type Geometry = Schemas["Geometry"];
export type DeclaredArea = Schemas["DeclaredArea"];
export type Abuttals = Schemas["Abuttals"];
export type ZoneSummary = Schemas["ZoneSummary"];
export type ZoneList = Schemas["ZoneList"];
export type ZoneDetail = Schemas["ZoneDetail"];
export type Park = Schemas["Park"];
export type Delimitation = Schemas["Delimitation"];
export type Agency = Schemas["Agency"];
export type AgencyList = Schemas["AgencyList"];
export type Lookup = Schemas["Lookup"];
export type LookupZone = Schemas["LookupZone"];
export type Candidate = Schemas["Candidate"];
export type SearchResult = Schemas["SearchResult"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type OverlapSide = Schemas["OverlapSide"];
export type OverlapPair = Schemas["OverlapPair"];
export type OverlapList = Schemas["OverlapList"];
export type Programme = Schemas["Programme"];
export type Finding = Schemas["Finding"];
export type Figure = Schemas["Figure"];
export type Report = Schemas["Report"];
export type ExampleDrafts = Schemas["ExampleDrafts"];
export type Settings = Schemas["Settings"];
export type ProblemBody = Schemas["Problem"];
