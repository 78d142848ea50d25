// Holds the words for splitting a park along a line and for merging two.

export const RESHAPE_MESSAGES = {
  "draw.drawing_line": {
    zh: "画分割线：从界线外（或界线上）画到另一侧；点末点、按回车或“完成”结束，Esc 取消",
    en: "Draw the line from limit to limit; end at its last vertex, with Enter or Finish; Esc cancels",
  },
  "reshape.title": { zh: "分割与合并", en: "Split and merge" },
  "reshape.split": { zh: "画线分割", en: "Split along a line" },
  "reshape.split_of": { zh: "画线分割{name}", en: "Split {name} along a line" },
  "reshape.enter": { zh: "输入分割线坐标", en: "Enter the line's coordinates" },
  "reshape.enter_do": { zh: "按坐标分割", en: "Split along these" },
  "reshape.with": { zh: "与哪个园区合并", en: "Merge with" },
  "reshape.choose": { zh: "选择园区…", en: "Choose a park…" },
  "reshape.beside": { zh: "{name} · {area}（相邻）", en: "{name} · {area} (adjacent)" },
  "reshape.other": { zh: "{name} · {area}", en: "{name} · {area}" },
  "reshape.merge": { zh: "合并", en: "Merge" },
  "reshape.merge_of": { zh: "把所选园区并入{name}", en: "Merge the chosen park into {name}" },
  "reshape.busy": { zh: "正在计算…", en: "Working…" },
  "reshape.not_drawn": { zh: "画出范围后可以分割或合并。", en: "Once it is drawn it can be split or merged." },
  "reshape.split_done": {
    zh: "已分为“{kept}”（{kept_area}）和“{made}”（{made_area}）。公布面积、四至和功能仍在“{kept}”，请核对。撤销可复原。",
    en: "Split into “{kept}” ({kept_area}) and “{made}” ({made_area}). Declared area, limits in words and functions stay with “{kept}”: look them over. Undo takes it back.",
  },
  "reshape.merge_done": {
    zh: "已把“{gone}”并入“{kept}”（{area}）。公布面积和四至仍是“{kept}”原来的，请核对。撤销可复原。",
    en: "“{gone}” was merged into “{kept}” ({area}). Declared area and limits in words are those of “{kept}”: look them over. Undo takes it back.",
  },
  "reshape.merge_apart": {
    zh: "两者没有共同的界线，合并后仍是 {parts} 块。",
    en: "They share no limit, so the park now has {parts} parts.",
  },
  "reshape.again": { zh: "再画一次", en: "Draw it again" },
  "reshape.stale": {
    zh: "计算时草图又有改动，没有采用结果，请再做一次。",
    en: "The draft changed meanwhile and nothing was taken over; do it once more.",
  },
  "reshape.unread": {
    zh: "登记服务的答复读不懂，草图没有改动。",
    en: "The answer was not understood; nothing was changed.",
  },
  "reshape.failed": { zh: "没有改动：{detail}", en: "Nothing was changed: {detail}" },
  "split.misses": {
    zh: "分割线没有碰到“{name}”，没有分割。",
    en: "The line does not meet “{name}”; nothing was split.",
  },
  "split.touches": {
    zh: "分割线只碰到“{name}”的界线，或只沿着界线走，没有穿过它。请从一侧画到另一侧。",
    en: "The line only touches “{name}” or runs along its limit. Draw it across, from one side to the other.",
  },
  "split.ends-inside": {
    zh: "分割线有一端停在“{name}”里面。请把两端都画到界线上或界线外。",
    en: "The line ends inside “{name}”. Draw both its ends to the limit or beyond it.",
  },
  "split.winds": {
    zh: "分割线绕回来，使“{name}”的一块同时在线的两侧。请分两次分割。",
    en: "The line winds around, so that a piece of “{name}” lies on both its sides. Split it in two steps.",
  },
  "split.no-line": { zh: "分割线至少要有两个点。", en: "A line needs two places or more." },
  "split.too-long": { zh: "分割线的点太多。", en: "The line has too many vertices." },
  "split.unsound": {
    zh: "“{name}”的范围还有错误（见检查结果），改正后才能分割。",
    en: "The limits of “{name}” have faults, see the findings; mend them before you split it.",
  },
  "split.undecided": {
    zh: "分割结果的面积加不回原来的面积，没有采用。请把线移开一点再试。",
    en: "The halves do not add up to the whole, so nothing was taken over. Move the line a little and try again.",
  },
  "merge.unsound": {
    zh: "两个园区的范围还有错误（见检查结果），改正后才能合并。",
    en: "The limits have faults, see the findings; mend them before you merge.",
  },
  "merge.undecided": {
    zh: "合并结果的面积加不起来，没有采用。",
    en: "The areas do not add up, so nothing was taken over.",
  },
} as const;
