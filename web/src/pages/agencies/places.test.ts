// Tests the places of alerts: which address is sought, which pins and ways the map shows.
import { describe, expect, it } from "vitest";
import { alertPins, statedAddress } from "./places";

describe("the address that a notice states", () => {
  it("is sought for agencies that moved or are new, not for other changes", () => {
    expect(statedAddress({ kind: "moved-out", to: "某路 1 号" })).toBe("某路 1 号");
    expect(statedAddress({ kind: "new", to: "某路 1 号" })).toBe("某路 1 号");
    expect(statedAddress({ kind: "changed", member: "address", to: "某路 1 号" })).toBe("某路 1 号");
    expect(statedAddress({ kind: "changed", member: "name", to: "新名称" })).toBeNull();
    expect(statedAddress({ kind: "sanctioned" })).toBeNull();
    expect(statedAddress({ kind: "new", to: "" })).toBeNull();
  });
});

describe("pins of alerts", () => {
  it("show both places of an agency that moved, and the way between them, under one number", () => {
    const { pins, ways } = alertPins(
      [
        { id: "a", held: [120, 31], stated: [121, 31] },
        { id: "b", held: null, stated: null },
        { id: "c", held: [122, 31], stated: null },
      ],
      "c",
    );
    expect(pins.map(({ properties }) => properties)).toEqual([
      { alert: "a", number: 1, chosen: false, state: "open" },
      { alert: "a", number: 1, chosen: false, state: "new" },
      { alert: "c", number: 3, chosen: true, state: "open" },
    ]);
    expect(ways).toHaveLength(1);
  });
});
