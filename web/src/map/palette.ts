// Holds the colours of the map that the programme does not give; functions bring their own from the programme.

/** Dark enough on paper to be told apart in print, and told apart by those who do not see red and green. */
export const INK = {
  paper: "#f3f1ea",
  text: "#1b2733",
  zone: "#12324a",
  park: "#8a94a0",
  district: "#b9b2a3",
  districtText: "#6b6455",
  river: "#7fb0d0",
  riverText: "#2c6285",
  shore: "#5b93b8",
  road: "#cfc6b4",
  roadText: "#5e574a",
  railway: "#8c8c8c",
  boundary: "#a58bb0",
  selection: "#0b5fa5",
  pairA: "#1c6e8c",
  pairB: "#7a4ea3",
  shared: "#c4371c",
  draft: "#12324a",
  active: "#b8560b",
  finding: "#c4371c",
  pin: "#7a3b9c",
  added: "#1b7340",
  dropped: "#c4371c",
  answer: "#0b5fa5",
  inside: "#1b7340",
  outside: "#5a6572",
  boundaryAnswer: "#8a4b00",
  uncertain: "#8a4b00",
} as const;

/** Opacity of the fill of parks; legend and lists show colours the same way. */
export const FILL_OPACITY = 0.58;

/** Colour of a function that the programme does not list. */
export const NO_FUNCTION = "#9aa3ad";
