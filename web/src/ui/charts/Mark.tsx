// Holds how the series of a chart are told apart without their colour: a mark and a dash of their own; colours from the tokens.

const SHAPES = ["circle", "square", "diamond", "triangle"] as const;
export type MarkShape = (typeof SHAPES)[number];

/** No dash, long, short, dot: told apart in black and white too. */
const DASHES = [undefined, "8 4", "4 3", "1.5 3.5"] as const;

/** Colours that the tokens hold. */
const COLOURS = 7;

export interface SeriesStyle {
  readonly colour: string;
  readonly dash: string | undefined;
  readonly shape: MarkShape;
}

/** The look of the series at a place; colour, dash and mark repeat at different lengths, so that 28 are told apart. */
export function styleOf(index: number): SeriesStyle {
  return {
    colour: `var(--series-${(index % COLOURS) + 1})`,
    dash: DASHES[index % DASHES.length],
    shape: SHAPES[index % SHAPES.length] ?? "circle",
  };
}

/** A mark of about twice `size` pixels, in the colour that is on. */
export function Mark({ shape, x, y, size }: { shape: MarkShape; x: number; y: number; size: number }) {
  if (shape === "circle") return <circle cx={x} cy={y} r={size} class="chart-mark" />;
  const points = {
    square: [-1, -1, 1, -1, 1, 1, -1, 1],
    diamond: [0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0],
    triangle: [0, -1.2, 1.2, 1, -1.2, 1],
  }[shape];
  const text = points.map((offset, index) => (index % 2 === 0 ? x : y) + offset * size).join(" ");
  return <polygon points={text} class="chart-mark" />;
}
