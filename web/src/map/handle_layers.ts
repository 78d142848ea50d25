// Holds the layers of a ring under edit: its line, its handles, and what a pulled handle would make of it.
import type { FilterSpecification, LayerSpecification } from "maplibre-gl";
import { INK } from "./palette";

function ofRole(role: string): FilterSpecification {
  return ["==", ["get", "role"], role];
}

function dot(source: string, role: string, radius: number, rim: string, width: number): LayerSpecification {
  return {
    id: `${source}-${role}`,
    source,
    type: "circle",
    filter: ofRole(role),
    paint: {
      "circle-radius": radius,
      "circle-color": "#ffffff",
      "circle-stroke-color": rim,
      "circle-stroke-width": width,
    },
  };
}

function line(source: string, role: string, width: number, dash?: number[]): LayerSpecification {
  return {
    id: `${source}-${role}`,
    source,
    type: "line",
    filter: ofRole(role),
    layout: { "line-join": "round" },
    paint: { "line-color": INK.active, "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) },
  };
}

export function handleMarks(): LayerSpecification[] {
  return [
    line("edited", "ring", 2.6),
    dot("handles", "middle", 3, INK.draft, 1.4),
    dot("handles", "vertex", 5, INK.active, 2.4),
    line("pulled", "edge", 2.6, [2.4, 1.4]),
    dot("pulled", "place", 6, INK.active, 3),
  ];
}
