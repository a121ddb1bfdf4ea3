// Yasgui's own words in Chinese: it has no translations, so its texts and titles are replaced where they appear.
const WORDS = {
  "Simple view": "简洁显示",
  Ellipse: "长文字截短",
  "Page size: ": "每页 ",
  "Filter query results": "筛选结果",
  "Download result": "下载结果",
  "Show all": "全部显示",
  All: "全部",
  "Share query": "分享查询",
  "Run query": "执行查询",
  "Interrupt query": "中断查询",
  "Query string empty": "查询语句为空",
  "Syntax error": "语法错误",
  "Close Tab": "关闭标签",
  "Rename Tab": "改名",
  "Copy Tab": "复制标签",
  "Close other tabs": "关闭其他标签",
  "Re-open last closed tab": "重新打开刚关闭的标签",
  "Add a new tab": "新建标签",
};
const PATTERNS = [
  [/^(\d+) results? in ([\d.]+) seconds?$/, "$1 条结果，用时 $2 秒"],
  [/^(\d+) results?$/, "$1 条结果"],
  [/^Response in ([\d.]+) seconds?$/, "用时 $1 秒"],
  [/^Showing ([\d,]+) to ([\d,]+) of ([\d,]+) entries$/, "第 $1—$2 条，共 $3 条"],
  [/^Showing 0 to 0 of 0 entries.*$/, "没有结果"],
  [/^No data available in table$/, "没有结果"],
  [/^No matching records found$/, "没有相符的结果"],
];

function translate(text) {
  const trimmed = text.trim();
  if (text in WORDS) return WORDS[text];
  if (trimmed in WORDS) return WORDS[trimmed];
  for (const [pattern, words] of PATTERNS) if (pattern.test(trimmed)) return trimmed.replace(pattern, words);
  return text;
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.parentElement?.closest(".CodeMirror, tbody")) return; // the user's query and the data stay as they are
    const words = translate(node.data);
    if (words !== node.data) node.data = words;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of ["title", "aria-label", "placeholder"]) {
    const given = node.getAttribute(name);
    if (given !== null && translate(given) !== given) node.setAttribute(name, translate(given));
  }
  node.childNodes.forEach(visit);
}

export function inChinese(holder) {
  new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === "childList") addedNodes.forEach(visit);
      else visit(target);
    }
  }).observe(holder, { subtree: true, childList: true, characterData: true, attributeFilter: ["title", "aria-label"] });
}
