// Holds the words of the documents attached to a dossier.

export const ATTACHMENT_MESSAGES = {
  "attach.title": { zh: "附件", en: "Attachments" },
  "attach.what": {
    zh: "PDF 或 DOCX，每件不超过 {most}。登记按内容核对类型，并记下每件的摘要值。",
    en: "PDF or DOCX, up to {most} each. The content tells the type; each is kept by its digest.",
  },
  "attach.none": { zh: "还没有附件。", en: "No document yet." },
  "attach.kind": { zh: "种类", en: "Kind" },
  "attach.other": { zh: "其他", en: "Other" },
  "attach.name": { zh: "文件", en: "File" },
  "attach.size": { zh: "大小", en: "Size" },
  "attach.digest": { zh: "摘要", en: "Digest" },
  "attach.by": { zh: "谁在何时", en: "By whom and when" },
  "attach.choose": { zh: "选择文件并上传", en: "Choose a file and upload" },
  "attach.uploading": { zh: "正在上传 {name}", en: "Uploading {name}" },
  "attach.stop": { zh: "停止", en: "Stop" },
  "attach.done": { zh: "已上传 {name}。", en: "{name} was uploaded." },
  "attach.stopped": { zh: "已停止，没有上传。", en: "Stopped; nothing was uploaded." },
  "attach.too_large": {
    zh: "{name} 有 {size}，超过 {most}，没有上传。请压缩或分成几件。",
    en: "{name} has {size}, more than {most}; it was not uploaded. Compress or divide it.",
  },
  "attach.empty": { zh: "{name} 是空文件，没有上传。", en: "{name} is empty and was not uploaded." },
  "attach.not_taken": {
    zh: "{name} 不是 .pdf 或 .docx，没有上传。请另存为其中一种。",
    en: "{name} is no .pdf or .docx and was not uploaded. Save it as one of them.",
  },
  "attach.label.letter": { zh: "推荐函", en: "推荐函 (letter of recommendation)" },
  "attach.label.plan": { zh: "建设方案", en: "建设方案 (plan)" },
  "attach.label.survey": { zh: "测绘成果", en: "测绘成果 (survey)" },
  "attach.label.report": { zh: "年度报告", en: "年度报告 (yearly report)" },
  "attach.label.comments": { zh: "公示意见", en: "公示意见 (comments from the public)" },
  "attach.about": { zh: "第 {number} 次划定", en: "Delimitation {number}" },
} as const;
