// What a record says, in a line and in full, and the sentence that it stands in.

// A record of a notice by its number in the comparison, by its id, or as metadata.FIELD.
const find = (data, id) => {
  if (typeof id === "number") {
    const type = TYPES[Math.floor(id / DATA.block)], record = data.records[type][id % DATA.block];
    return { type, ...record };
  }
  const type = TYPES.find((name) => id.startsWith(name + "-"));
  if (type) {
    const record = data.records[type].find((item) => item.id === id);
    return record ? { type, ...record } : null;
  }
  const field = id.replace(/^metadata\./, "");
  const value = data.metadata[field];
  if (value === undefined) return null;
  const where = data.where[field];
  return { type: "metadata", id, evidence: where ? where.evidence : [], section: [], fields: { [field]: value } };
};

const span = (from, to) => (from && to ? (from === to ? from : `${from} – ${to}`) : from ? t("record.from", { day: from }) : to ? t("record.until", { day: to }) : "");

function amount(fields) {
  if (fields.value === undefined) return "";
  const unit = fields.unit_text && fields.unit === "count" ? "count" : fields.unit;
  const most = fields.value_max === undefined ? "" : "–" + short(fields.value_max, unit);
  const counted = unit === "count" && fields.unit_text ? " " + fields.unit_text : "";
  return (bound[fields.comparator] || "") + short(fields.value, unit) + most + counted;
}

// A recurrence rule of RFC 5545, as far as notices come to, in words.
function rhythm(rule) {
  const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=")));
  const n = Number(parts.INTERVAL || 1), days = parts.BYMONTHDAY;
  const often = has(`rhythm.${parts.FREQ}${n}`) ? t(`rhythm.${parts.FREQ}${n}`) : t("rhythm." + parts.FREQ, { n });
  const items = (list) => list.split(",").map((item) => (has("rhythm." + item) ? t("rhythm." + item) : item)).join(t("page.comma"));
  return often + (parts.BYMONTH ? t("rhythm.months", { list: items(parts.BYMONTH) }) : "") +
    (parts.BYDAY ? t("rhythm.weekdays", { list: items(parts.BYDAY) }) : "") +
    (days === "-1" ? t("rhythm.last") : days ? t("rhythm.days", { list: items(days) }) : "");
}

const join = (...parts) => parts.filter(Boolean).join(" · ");
const summaries = {
  targets: (f) => join(f.indicator_text || capital(label("indicator", f.indicator)), amount(f), f.area, span(f.period_start, f.period_end)),
  deadlines: (f) => join(span(f.start, f.end) || (f.recurrence && rhythm(f.recurrence)) || label("relation", f.relation), f.phase, f.task),
  responsibilities: (f) => join(f.actor, label("role", f.role), f.task),
  funding: (f) => join(capital(label("payer", f.payer)), label("funding_kind", f.kind), amount(f), f.base, f.instrument && label("instrument", f.instrument)),
  eligibility: (f) => join(capital(label("eligibility_kind", f.kind)), f.cutoff),
  works: (f) => join(capital(label("item", f.item)), label("tier", f.tier)),
  metadata: (f) => Object.entries(f).map(([key, value]) => t("field." + key) + t("page.colon") + plain("metadata", key, value)).join(" · "),
};
const summary = (record) => summaries[record.type](record.fields);

// A field's value in words.
function plain(type, key, value) {
  if (value === true) return t("boolean.true");
  const list = DATA.lists[type] && DATA.lists[type][key];
  if (list) return label(list, value);
  if (key === "recurrence") return `${rhythm(value)} (${value})`;
  if (key === "region") return [value.province, value.city, value.county, value.adcode].filter(Boolean).join(" ");
  if (key === "cites") return value.map((item) => `《${item.title}》` + (item.number || "")).join(t("page.comma"));
  if (key === "condition") return value[page.lang];
  if (Array.isArray(value)) return value.join(t("page.comma"));
  return typeof value === "number" ? exact(value, null) : String(value);
}

function fieldList(record, extra = []) {
  const rows = Object.entries(record.fields).filter(([key]) => key !== "related");
  const shown = rows.map(([key, value]) => [t("field." + key), quoted(plain(record.type, key, value))]);
  if (record.section.length) shown.push([t("field.section"), quoted(record.section.join(" › "))]);
  if (record.rule) shown.push([t("field.rule"), h("code", {}, record.rule)]);
  const leaf = record.evidence.length ? record.evidence[0][3] : null;
  if (leaf) shown.push([t("field.page"), String(leaf)]);
  return h("dl", { class: "fields" }, [...shown, ...extra].map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

// The text around a record: back and on to the ends of sentences, not further than `most`.
function around(data, record, most = 110) {
  if (!record.evidence.length) return null;
  if (data.text === null) {
    const pieces = record.evidence.map((item) => h(item[2] ? "span" : "mark", { class: item[2] ? "context" : `own t-${record.type}` }, item[4]));
    return h("blockquote", { class: "said quoted", lang: "zh-CN" }, pieces.flatMap((piece, i) => (i ? [" … ", piece] : [piece])));
  }
  const [own] = record.evidence;
  let from = own[0], to = own[1];
  while (from > 0 && own[0] - from < most && !/[。！？\n]/.test(data.cut(from - 1, from))) from--;
  while (to < data.length && to - own[1] < most && !/[。！？\n]/.test(data.cut(to - 1, to))) to++;
  const near = record.evidence.filter((item) => item[2] && !(item[0] >= from && item[1] <= to));
  return h("blockquote", { class: "said quoted", lang: "zh-CN" },
    near.length ? h("span", { class: "elsewhere" }, near.map((item) => h("span", { class: "context" }, data.cut(item[0], item[1]))).flatMap((piece, i) => (i ? [" ", piece] : [piece])), " … ") : null,
    from > 0 && !/[。！？\n]/.test(data.cut(from - 1, from)) ? "…" : null,
    pieces(data, from, to, record),
    to < data.length && !/[。！？\n]/.test(data.cut(to - 1, to)) ? "…" : null);
}

function pieces(data, from, to, record) {
  const edges = new Set([from, to]);
  for (const [start, end] of record.evidence) for (const at of [start, end]) if (at > from && at < to) edges.add(at);
  const cuts = [...edges].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const text = data.cut(cuts[i], cuts[i + 1]);
    const over = record.evidence.filter(([start, end]) => start <= cuts[i] && end >= cuts[i + 1]);
    const context = over.some((item) => item[2]);
    const inner = context ? h("span", { class: "context" }, text) : text;
    out.push(over.some((item) => !item[2]) ? h("mark", { class: `own t-${record.type}` }, inner) : inner);
  }
  return out;
}
