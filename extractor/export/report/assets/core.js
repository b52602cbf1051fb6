// The page's data, its words in two languages, its state in the address, and how elements are made.

const DATA = JSON.parse(document.getElementById("data").textContent);
const TYPES = ["targets", "deadlines", "responsibilities", "funding", "eligibility", "works"];
const ROOT = document.documentElement;
const PANEL = document.getElementById("panel");
const MAIN = document.getElementById("main");

// Storage is refused for some pages opened from disk: then choices last as long as the page.
const memory = {
  get(key) { try { return localStorage.getItem("gongwen-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("gongwen-" + key, value); } catch { /* see above */ } },
};

const readHash = () => new URLSearchParams(location.hash.slice(1));
const hashFor = (values) => "#" + new URLSearchParams({ ...values, lang: page.lang });
const page = {
  lang: readHash().get("lang") || memory.get("lang") || DATA.language,
  theme: memory.get("theme"),
};
if (page.lang !== "zh") page.lang = "en";

// Words. t("list.shown", { n: 3 }) fills {n}; "one|other" is chosen by n.
function t(key, values = {}) {
  const [group, name] = key.split(".");
  const forms = DATA.words[group][name][page.lang].split("|");
  const text = forms.length > 1 && values.n !== 1 ? forms[1] : forms[0];
  return text.replace(/\{(\w+)\}/g, (_, slot) => String(values[slot]));
}
const has = (key) => {
  const [group, name] = key.split(".");
  return Boolean(DATA.words[group] && DATA.words[group][name]);
};
const label = (list, value) => {
  const known = DATA.labels[list] && DATA.labels[list][value];
  if (known) return known[page.lang];
  return has(`${list}.${value}`) ? t(`${list}.${value}`) : String(value);
};
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const named = (variable) => (page.lang === "zh" ? variable.name_zh : variable.name);
const defined = (variable) => (page.lang === "zh" && variable.definition_zh) || variable.definition;
const topicOf = (variable) => variable.topic || "other";
const topicName = (topic) => capital(label("topic", topic));

// Elements. Children are elements or text; text is always a text node.
function make(namespace, tag, attributes, children) {
  const element = namespace ? document.createElementNS(namespace, tag) : document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [name, call] of Object.entries(value)) element.addEventListener(name, call);
    else if (key === "style") for (const [name, given] of Object.entries(value)) element.style.setProperty(name, given);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}
const h = (tag, attributes, ...children) => make(null, tag, attributes, children);
const s = (tag, attributes, ...children) => make("http://www.w3.org/2000/svg", tag, attributes, children);

// What a notice says: Chinese whatever the page's language, and its direction kept to itself.
const quoted = (text, attributes = {}) =>
  h("bdi", { ...attributes, lang: "zh-CN", class: "quoted " + (attributes.class || "") }, text);
const unseen = (text) => h("span", { class: "unseen" }, text);
const button = (text, press, attributes = {}) => h("button", { type: "button", ...attributes, on: { click: press } }, text);

// Numbers. `short` is for cells and axes, `exact` leaves nothing out.
const digits = (value, most = 4) =>
  new Intl.NumberFormat(page.lang === "zh" ? "zh-CN" : "en-US", { maximumFractionDigits: most }).format(value);
const unitName = (unit) => (has("unit." + unit) ? t("unit." + unit) : label("variable_unit", unit));
const exact = (value, unit) => {
  if (typeof value !== "number") return String(value);
  const text = digits(value, 12);
  if (unit === "percent") return text + "%";
  const name = unit && unit !== "count" ? unitName(unit) : "";
  if (!name) return text;
  return page.lang === "zh" ? text + name : name.startsWith("CNY") ? name.replace("CNY", "CNY " + text) : `${text} ${name}`;
};
function short(value, unit) {
  const steps = page.lang === "zh" ? [[1e8, "亿"], [1e4, "万"]] : [[1e9, " bn"], [1e6, " m"]];
  const scaled = unit === "CNY" || unit === "m2" || Math.abs(value) >= 1e7;
  const step = typeof value === "number" && scaled && steps.find(([least]) => Math.abs(value) >= least);
  if (!step) return exact(typeof value === "number" ? Math.round(value * 100) / 100 : value, unit);
  const text = digits(value / step[0], 2) + step[1];
  if (unit === "CNY") return page.lang === "zh" ? text + "元" : "CNY " + text;
  return unit === "m2" ? text + (page.lang === "zh" ? "平方米" : " m²") : text;
}
// In a cell or on an axis the unit stands in the heading, unless the number is scaled with it.
const brief = (value, unit) => (!unit || ["count", "CNY", "m2", "percent"].includes(unit) ? short(value, unit) : digits(value, 2));
const bound = { ge: "≥ ", le: "≤ ", gt: "> ", lt: "< ", approx: "≈ " };

// Notices.
const placeOf = (notice) => notice.place[0] || t("page.no_place");
const titleOf = (notice) => (notice.failure ? notice.id : notice.title || `${t("page.no_title")}${page.lang === "zh" ? `（${notice.id}）` : ` (${notice.id})`}`);
const nameOf = (notice) => `${notice.place[0] || ""} ${titleOf(notice)}`.trim();
const byNumber = new Map();

// A notice's block is parsed when it is first asked for; null while the page is still arriving.
function block(number) {
  if (!byNumber.has(number)) {
    const element = document.getElementById("notice-" + number);
    if (!element) return null;
    const parsed = JSON.parse(element.textContent);
    // Offsets count code points: a text with characters beyond the first plane is cut as a list.
    parsed.cut = parsed.text === null || !/[\ud800-\udbff]/.test(parsed.text)
      ? (from, to) => parsed.text.slice(from, to)
      : ((points) => (from, to) => points.slice(from, to).join(""))(Array.from(parsed.text));
    parsed.length = parsed.text === null ? 0 : Array.from(parsed.text).length;
    byNumber.set(number, parsed);
  }
  return byNumber.get(number);
}

function announce(text) { document.getElementById("said").textContent = text; }

function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
// A spreadsheet would run a cell that begins like a formula.
const csvCell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
};
const saveCsv = (name, rows) =>
  saveFile(name, "text/csv", "\ufeff" + rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n");

const later = (call, wait) => {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => call(...given), wait); };
};
