// Holds the layers of pins: numbered places that stand for something in a list beside the map; who lists them is not known.
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { INK } from "./palette";

const IS_CHOSEN: ExpressionSpecification = ["to-boolean", ["get", "chosen"]];

/** The colour tells the state a second time: an open pin is filled, a settled one is white with a rim. */
const COLOUR: ExpressionSpecification = ["match", ["get", "state"], "settled", "#ffffff", "new", INK.added, INK.pin];

export function pinMarks(): LayerSpecification[] {
  return [
    {
      id: "pin-halo",
      source: "pins",
      type: "circle",
      filter: IS_CHOSEN,
      paint: { "circle-radius": 17, "circle-color": INK.pin, "circle-opacity": 0.28 },
    },
    {
      id: "pin",
      source: "pins",
      type: "circle",
      paint: {
        "circle-radius": 11,
        "circle-color": COLOUR,
        "circle-stroke-color": ["match", ["get", "state"], "settled", INK.pin, "#ffffff"],
        "circle-stroke-width": 2,
      },
    },
    {
      id: "pin-number",
      source: "pins",
      type: "symbol",
      layout: {
        "text-field": ["to-string", ["get", "number"]],
        "text-font": ["sans-serif"],
        "text-size": 12,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": ["match", ["get", "state"], "settled", INK.pin, "#ffffff"] },
    },
  ];
}

/** The layers that a click on a pin meets. */
export const PIN_LAYERS = ["pin"] as const;
