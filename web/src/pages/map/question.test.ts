// Tests that the address of the map page restores what was asked.
import { describe, expect, it } from "vitest";
import { lookupQuery, type Question, readAddress, writeQuestion } from "./question";

function address(question: Question): URLSearchParams {
  const members = Object.entries(writeQuestion(question)).filter(
    (member): member is [string, string] => member[1] !== null,
  );
  return new URLSearchParams(Object.fromEntries(members));
}

const QUESTIONS: Question[] = [
  { kind: "place", lon: 120.5, lat: 31.25, uncertainty_m: 30, label: "狮山路 1 号" },
  { kind: "place", lon: -0.5, lat: -31.25, uncertainty_m: 0, label: "" },
  { kind: "address", text: "狮山路 & 竹园路" },
  { kind: "agency", id: "a-0001", label: "甲机构" },
];

describe("question", () => {
  for (const question of QUESTIONS) {
    it(`is restored from its address: ${JSON.stringify(question)}`, () => {
      expect(readAddress(address(question)).question).toEqual(question);
    });
  }

  it("leaves out an uncertainty of nothing and carries the date", () => {
    expect(lookupQuery({ kind: "place", lon: 1, lat: 2, uncertainty_m: 0, label: "" }, "2026-01-31")).toEqual({
      lon: 1,
      lat: 2,
      uncertainty_m: null,
      on: "2026-01-31",
    });
  });

  it("does not take what is no place, date or zoom", () => {
    const read = readAddress(new URLSearchParams("at=500,1&on=tomorrow&c=1,2&z=big"));
    expect(read).toMatchObject({ question: null, on: "", view: null });
  });
});
