// Tests that sides are taken over one by one without losing the others, and that spans are characters.
import { describe, expect, it } from "vitest";
import { runsOf, sentenceOf, splitSide, takeSide, textOf, wholly } from "./abuttals_actions";

const NONE = { east: [], south: [], west: [], north: [] };

describe("abuttals of a draft", () => {
  it("writes sides in the order of approvals and leaves out those that are not known", () => {
    expect(sentenceOf({ ...NONE, north: ["何山路"], east: ["长江路", "清河"] })).toBe("东至长江路、清河，北至何山路。");
    expect(sentenceOf(NONE)).toBe("");
  });

  it("takes one side over and keeps what the sentence said of the others", () => {
    const read = { east: ["甲路"], south: ["乙路"], west: [], north: ["丁路"] };
    const taken = takeSide("东至甲路，南至乙路，北至丁路", read, "east", ["戊路", "己河"]);
    expect(taken).toEqual({ ...read, east: ["戊路", "己河"], sentence: "东至戊路、己河，南至乙路，北至丁路。" });
  });

  it("keeps the lists that were there before it looks at the sentence", () => {
    const taken = takeSide({ ...NONE, south: ["庚路"], sentence: "旧" }, { ...NONE, south: ["乙路"] }, "west", [
      "丙路",
    ]);
    expect(taken).toEqual({ ...NONE, south: ["庚路"], west: ["丙路"], sentence: "南至庚路，西至丙路。" });
  });

  it("states lists before a sentence", () => {
    expect(textOf("东至甲路")).toBe("东至甲路");
    expect(textOf({ ...NONE, sentence: "东至甲路" })).toBe("东至甲路");
    expect(textOf({ ...NONE, west: ["丙路"], sentence: "东至甲路" })).toBe("西至丙路。");
    expect(textOf(undefined)).toBe("");
    expect(wholly({ ...NONE, west: ["丙路"] }, "西至丙路").sentence).toBe("西至丙路");
  });

  it("splits a side at its list marks", () => {
    expect(splitSide(" 甲路、 乙河；丙路 ")).toEqual(["甲路", "乙河", "丙路"]);
    expect(splitSide("")).toEqual([]);
  });
});

describe("runs of a text", () => {
  it("counts characters, also those outside the first plane", () => {
    const runs = runsOf("𠮷东至甲路某某", [{ start: 5, end: 7 }]);
    expect(runs).toEqual([
      { text: "𠮷东至甲路", unread: false },
      { text: "某某", unread: true },
    ]);
  });

  it("gives the whole text back, whatever the spans are", () => {
    const text = "东至甲路，南至乙路";
    const spans = [
      { start: 7, end: 99 },
      { start: 0, end: 2 },
      { start: 1, end: 4 },
    ];
    const runs = runsOf(text, spans);
    expect(runs.map((run) => run.text).join("")).toBe(text);
    expect(runs.filter((run) => run.unread).map((run) => run.text)).toEqual(["东至", "甲路", "乙路"]);
    expect(runsOf("", [])).toEqual([]);
  });
});
