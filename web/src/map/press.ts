// Holds how something on the map is taken by mouse or finger and pulled, while the map itself stays; what is taken is not known.
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { Position } from "../geometry/position";

/** What follows the pointer once it was taken. */
export interface Pull {
  readonly move: (place: Position) => void;
  /** The pointer was let go, where it was last. */
  readonly end: () => void;
}

type Press = MapMouseEvent | MapTouchEvent;

function placeOf(event: Press): Position {
  return [event.lngLat.lng, event.lngLat.lat];
}

/** Asks at each press whether something is taken; if so it follows the pointer, at most once a frame. Returns how to end that. */
export function onPress(map: MapLibreMap, take: (place: Position) => Pull | null): () => void {
  let drop: (() => void) | null = null;

  const press = (event: Press) => {
    const isOther = "points" in event ? event.points.length > 1 : event.originalEvent.button !== 0;
    if (isOther || drop) return;
    const pull = take(placeOf(event));
    if (!pull) return;
    // The map would be pulled along otherwise.
    event.preventDefault();
    let waiting: Position | null = null;
    let frame = 0;
    const flush = () => {
      frame = 0;
      if (waiting) pull.move(waiting);
      waiting = null;
    };
    const move = (moved: Press) => {
      waiting = placeOf(moved);
      frame ||= requestAnimationFrame(flush);
    };
    drop = () => {
      cancelAnimationFrame(frame);
      map.off("mousemove", move);
      map.off("touchmove", move);
      for (const name of ["mouseup", "touchend", "touchcancel"]) window.removeEventListener(name, end);
      drop = null;
    };
    const end = () => {
      flush();
      drop?.();
      pull.end();
    };
    map.on("mousemove", move);
    map.on("touchmove", move);
    for (const name of ["mouseup", "touchend", "touchcancel"]) window.addEventListener(name, end);
  };

  map.on("mousedown", press);
  map.on("touchstart", press);
  return () => {
    drop?.();
    map.off("mousedown", press);
    map.off("touchstart", press);
  };
}
