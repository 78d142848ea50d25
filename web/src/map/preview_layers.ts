// Holds the layers of a change that is only offered: edges that come and go, and the polygon that would be taken.
import type { FilterSpecification, LayerSpecification } from "maplibre-gl";
import { INK } from "./palette";

function ofRole(role: string): FilterSpecification {
  return ["all", ["==", ["get", "role"], role], ["!=", ["geometry-type"], "Point"]];
}

function edges(role: "added" | "dropped", dash?: number[]): LayerSpecification[] {
  const layout = { "line-join": "round", "line-cap": "round" } as const;
  const filter = ofRole(role);
  return [
    {
      id: `preview-${role}-halo`,
      source: "preview",
      type: "line",
      filter,
      layout,
      paint: { "line-color": "#ffffff", "line-width": 7, "line-opacity": 0.9 },
    },
    {
      id: `preview-${role}`,
      source: "preview",
      type: "line",
      filter,
      layout: dash ? { "line-join": "round" } : layout,
      paint: { "line-color": INK[role], "line-width": 3.4, ...(dash ? { "line-dasharray": dash } : {}) },
    },
  ];
}

export function previewShapes(): LayerSpecification[] {
  const candidate = ofRole("candidate");
  return [
    {
      id: "preview-candidate-fill",
      source: "preview",
      type: "fill",
      filter: candidate,
      paint: { "fill-color": INK.added, "fill-opacity": 0.2 },
    },
    {
      id: "preview-candidate-line",
      source: "preview",
      type: "line",
      filter: candidate,
      layout: { "line-join": "round" },
      paint: { "line-color": INK.added, "line-width": 3.2 },
    },
    ...edges("dropped", [2, 1.4]),
    ...edges("added"),
  ];
}
