// Holds the words for fixes of findings, and for findings told side by side.

export const FIX_MESSAGES = {
  "fix.title": { zh: "改正办法", en: "Ways to mend it" },
  "fix.kind.snap-to-neighbour": { zh: "吸附到邻界", en: "Snap to the neighbour" },
  "fix.kind.fill-gap": { zh: "填补空隙", en: "Fill the gap" },
  "fix.kind.clip-overlap": { zh: "扣除重叠", en: "Clip the overlap" },
  "fix.kind.clip-protrusion": { zh: "裁去伸出部分", en: "Clip the protrusion" },
  "fix.kind.insert-vertex": { zh: "插入界点", en: "Insert the vertex" },
  "fix.kind.convert-datum": { zh: "换算坐标", en: "Convert the coordinates" },
  "fix.park": { zh: "改动“{park}”", en: "changes “{park}”" },
  "fix.done": {
    zh: "已{kind}，正在重新检查。撤销可回到改动前。",
    en: "Done: {kind}. The draft is checked again; undo takes the change back.",
  },
  "fix.stale": {
    zh: "草图在检查之后又有改动，请等新的检查结果。",
    en: "The draft changed since; wait for the new check.",
  },
  "fix.shifted": {
    zh: "草图声明为 {datum}，登记服务给出的界线是 CGCS2000：请先换算坐标，再采用。",
    en: "The draft is stated to be {datum} and what the register offers is in CGCS2000: convert the coordinates first.",
  },
  "fix.legend": { zh: "绿线为改后，红虚线为改前", en: "Green is after the change, dashed red before it" },
  "findings.sides": { zh: "四至与界线", en: "Abuttals against the limits" },
  "findings.side_of": { zh: "{side}至", en: "{side}" },
  "findings.side_whole": { zh: "不分面", en: "No single side" },
  "figure.shift_m": { zh: "相差", en: "Apart" },
  "figure.share_inside_division_as_given": { zh: "按原坐标在区划内", en: "Inside the division as given" },
  "figure.share_inside_division_if_shifted": { zh: "换算后在区划内", en: "Inside the division if shifted" },
  "figure.share_along": { zh: "沿参照物占比", en: "Share along the feature" },
  "figure.mean_distance": { zh: "平均相距", en: "Mean distance" },
  "figure.greatest_distance": { zh: "最大相距", en: "Greatest distance" },
  "figure.side_length": { zh: "该侧长度", en: "Length of the side" },
  "figure.sides_missing": { zh: "缺少的面", en: "Sides missing" },
  "figure.candidates": { zh: "相近名称", en: "Names that come near" },
  "figure.best_score": { zh: "最相近程度", en: "Best agreement" },
  "figure.places_without_features": { zh: "无参照物之处", en: "Places without features" },
} as const;
