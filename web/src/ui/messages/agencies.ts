// Holds the words of the agencies page: the register of agencies, alerts, and figures over time.

export const AGENCY_MESSAGES = {
  "nav.agencies": { zh: "机构", en: "Agencies" },
  "agencies.title": { zh: "服务机构", en: "Agencies" },
  "agencies.what": {
    zh: "登记在册的知识产权服务机构：现在或最近一次入驻的集聚区与片区，以及入驻、退出的日期。",
    en: "Institutions in the register, with the zone and park that each sits or last sat in, and when it came and left.",
  },
  "agencies.find": { zh: "名称、编号、机构代码或信用代码", en: "Name, id, agency code or credit code" },
  "agencies.service": { zh: "服务类别", en: "Service" },
  "agencies.name": { zh: "机构", en: "Agency" },
  "agencies.codes": { zh: "代码", en: "Codes" },
  "agencies.zone": { zh: "集聚区与片区", en: "Zone and park" },
  "agencies.since": { zh: "入驻", en: "Admitted" },
  "agencies.until": { zh: "退出", en: "Released" },
  "agencies.none": { zh: "没有符合条件的机构。", en: "No agency fits." },
  "agencies.ask": { zh: "在图上看", en: "On the map" },
} as const;
