// Holds the words of the overlaps page.

export const OVERLAP_MESSAGES = {
  "overlaps.title": { zh: "重叠清单", en: "Overlaps" },
  "overlaps.what": {
    zh: "登记中两两共有地面的集聚区，共有面积最大的在前。只在界线上相接的，不算重叠。",
    en: "Pairs of zones in the register that share ground, the largest shared area first. Touching along a limit is not overlapping.",
  },
  "overlaps.map_label": { zh: "所选重叠的地图", en: "Map of the chosen overlap" },
  "overlaps.kind": { zh: "类型", en: "Kind" },
  "overlaps.kind.overlap": { zh: "重叠", en: "Overlap" },
  "overlaps.kind.sliver": { zh: "碎缝", en: "Sliver" },
  "overlaps.kind.duplicate": { zh: "重复", en: "Duplicate" },
  "overlaps.min": { zh: "最小面积（平方米）", en: "Least area (m²)" },
  "overlaps.zone": { zh: "仅看此区", en: "Only of this zone" },
  "overlaps.every_zone": { zh: "查看全部区", en: "Show all zones" },
  "overlaps.none": { zh: "没有符合条件的重叠。", en: "No overlap fits these choices." },
  "overlaps.list": { zh: "重叠的区对", en: "Overlapping pairs" },
  "overlaps.choose": { zh: "选一对查看其共有面积。", en: "Choose a pair to see what it shares." },
  "overlaps.shared": { zh: "共有面积", en: "Shared area" },
  "overlaps.width": { zh: "平均宽度", en: "Mean width" },
  "overlaps.share_of": { zh: "占其面积", en: "Share of its area" },
  "overlaps.side_area": { zh: "面积", en: "Area" },
  "overlaps.side": { zh: "一方", en: "Side" },
  "overlaps.and": { zh: "与", en: "and" },
  "overlaps.gone": {
    zh: "登记中已没有这对重叠；可能已经改正。",
    en: "The register no longer holds this overlap; it may have been put right.",
  },
  "overlaps.to_zone": { zh: "打开集聚区", en: "Open the zone" },
  "overlaps.legend_a": { zh: "甲方", en: "Side A" },
  "overlaps.legend_b": { zh: "乙方", en: "Side B" },
  "overlaps.legend_shared": { zh: "共有部分", en: "Shared" },
} as const;
