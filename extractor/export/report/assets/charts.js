// Charts of bars and stacks, the frame they share, and the two tables with colour.

const PAYERS = ["central", "provincial", "municipal", "county", "government", "residents", "original_owner", "utility", "social_capital", "financial_institution", "other"];
const TIERS = ["basic", "improvement", "upgrade", "unspecified"];
const ROLES = ["lead", "responsible", "support", "guide", "supervise"];
const chart = { indicator: null, all: new Set(), duties: "" };
const FIRST = 20;

// The width that text takes at 13 px, near enough to place it: a Chinese character is a square.
const wide = (text, size = 13) => Array.from(String(text)).reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 1 : 0.56), 0) * size;
function clipped(text, room, size = 13) {
  if (wide(text, size) <= room) return text;
  let out = "";
  for (const char of text) { if (wide(out + char, size) > room - size) break; out += char; }
  return out + "…";
}

// Round steps for an axis from 0 to at least `most`.
function ticks(most, count = 5) {
  const rough = most / count || 1, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => i * step);
}

const tickCount = (room) => Math.max(1, Math.min(5, Math.floor(room / 95)));

// A chart with title, unit, note, its drawing (or why there is none) and its figures as a table.
function figure(id, { title, note, controls = [], draw: picture, table, legend, after }) {
  const heading = h("h2", { id: `${id}-title` }, title);
  const room = Math.max(300, Math.min(1120, MAIN.clientWidth - (MAIN.clientWidth < 700 ? 56 : 96)));
  const drawn = table.rows.length ? picture(room) : null;
  const svg = drawn && drawn.nodeName.toLowerCase() === "svg";
  if (svg) { drawn.setAttribute("role", "group"); drawn.setAttribute("aria-labelledby", `${id}-title`); }
  return h("figure", { class: "card chart", id: `chart-${id}`, "aria-labelledby": `${id}-title` },
    h("figcaption", {}, heading, h("p", { class: "note" }, note)),
    controls.length ? h("div", { class: "tools" }, controls) : null,
    drawn && legend ? legend : null,
    drawn || h("p", { class: "empty" }, t("chart.empty")),
    after ? h("p", { class: "note" }, after) : null,
    drawn ? h("div", { class: "chart-foot" },
      h("details", {}, h("summary", {}, t("chart.table")), plainTable(table, title)),
      h("span", { class: "push" }),
      svg ? button(t("chart.save_svg"), () => saveSvg(id, drawn), { class: "plain" }) : null,
      button(t("chart.save_csv"), () => saveCsv(`${id}.csv`, [table.head, ...table.rows]), { class: "plain" })) : null);
}

function plainTable({ head, rows }, title) {
  return h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": title },
    h("table", { class: "plain-table" }, h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, i) => h(i ? "td" : "th", { scope: i ? null : "row", class: typeof value === "number" ? "number" : null },
        value === null || value === undefined ? "" : typeof value === "number" ? digits(value, 12) : quoted(String(value)))))))));
}

// The drawing with its colours written out, so that it stands by itself in a paper or a slide.
function saveSvg(id, drawing) {
  const copy = drawing.cloneNode(true), style = getComputedStyle(ROOT);
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["fill", "stroke"]) {
      const match = /^var\((--[\w-]+)\)$/.exec(element.getAttribute(name) || "");
      if (match) element.setAttribute(name, style.getPropertyValue(match[1]).trim());
    }
    for (const name of ["tabindex", "role", "class", "aria-label"]) element.removeAttribute(name);
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  copy.prepend(s("rect", { width: "100%", height: "100%", fill: style.getPropertyValue("--card").trim() }));
  saveFile(`${id}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(copy));
}

// A mark of a chart that is a button.
function press(name, call, ...shapes) {
  return s("g", { class: "press", role: "button", tabindex: 0, "aria-label": name, on: {
    click: call,
    keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); call(); } },
  } }, s("title", {}, name), shapes);
}

const text = (x, y, value, more = {}) => s("text", { x, y, "font-size": 13, fill: "var(--ink)", "dominant-baseline": "central", ...more }, value);
const faint = { fill: "var(--soft)", "font-size": 12 };

// Axis below: lines, their values, what they count.
function axis(left, width, height, marks, scale, format, name) {
  return s("g", { "aria-hidden": "true" },
    marks.map((value) => [s("line", { x1: left + scale(value), x2: left + scale(value), y1: 4, y2: height, stroke: "var(--rule)" }),
      text(left + scale(value), height + 14, format(value), { ...faint, "text-anchor": "middle" })]),
    text(left + width / 2, height + 34, name, { ...faint, "text-anchor": "middle" }));
}

function cut(id, rows) {
  const all = chart.all.has(id);
  const toggle = rows.length > FIRST ? button(t(all ? "chart.fewer" : "chart.all", { n: rows.length }), () => {
    if (!chart.all.delete(id)) chart.all.add(id);
    redraw(id);
  }, { class: "toggle" }) : null;
  return { rows: all ? rows : rows.slice(0, FIRST), controls: toggle ? [toggle] : [] };
}

// Horizontal bars: rows of { number, name, value, others, call }.
function bars(rows, width, unit, name) {
  const left = Math.min(width * 0.36, Math.max(...rows.map((row) => wide(row.name))) + 12), right = 104;
  const room = width - left - right, height = rows.length * 28 + 8;
  const marks = ticks(Math.max(...rows.flatMap((row) => [row.value, ...row.others])), tickCount(room));
  const scale = (value) => (value / marks[marks.length - 1]) * room;
  return s("svg", { viewBox: `0 0 ${width} ${height + 44}`, width, height: height + 44 },
    axis(left, room, height, marks, scale, (value) => brief(value, unit), name),
    rows.map((row, i) => {
      const y = i * 28 + 18;
      return press(`${row.name}${t("page.colon")}${[row.value, ...row.others].map((value) => exact(value, unit)).join(t("page.comma"))}`, row.call,
        s("rect", { x: 0, y: y - 14, width, height: 28, fill: "transparent" }),
        text(left - 10, y, clipped(row.name, left - 12), { "text-anchor": "end" }),
        s("rect", { x: left, y: y - 8, width: Math.max(1.5, scale(row.value)), height: 16, rx: 2, fill: "var(--accent)", class: "bar" }),
        row.others.map((value) => s("circle", { cx: left + scale(value), cy: y, r: 5, fill: "var(--card)", stroke: "var(--accent)", "stroke-width": 2 })),
        text(left + scale(Math.max(row.value, ...row.others)) + 9, y, (row.conflict ? "≠ " : bound[row.bound] || "") + brief(row.value, unit), { ...faint, fill: "var(--ink)" }));
    }));
}

const nameFor = (number) => {
  const notice = DATA.notices[number];
  return notice.place.length ? `${notice.place[0]}${twice.has(notice.place[0]) ? " · " + titleOf(notice) : ""}` : titleOf(notice);
};
const twice = new Set(DATA.notices.map((notice) => notice.place[0]).filter((place, i, all) => all.indexOf(place) !== i));

const numeric = DATA.variables.map((_, index) => index).filter((index) => largest[index] > 0 && DATA.variables[index].unit);

function indicatorChart() {
  if (!numeric.length) return null;
  if (chart.indicator === null) chart.indicator = numeric.find((index) => DATA.variables[index].id === "households") ?? numeric[0];
  const index = chart.indicator, variable = DATA.variables[index];
  const found = DATA.notices.map((_, number) => ({ number, cell: cellAt(number, index) })).filter(({ cell }) => cell.value !== null);
  const others = found.filter(({ cell }) => cell.counted).map(({ number, cell }) => `${nameFor(number)}${t("page.colon")}${cell.counted}`);
  const rows = found.filter(({ cell }) => !cell.counted)
    .map(({ number, cell }) => {
      const values = (Array.isArray(cell.value) ? cell.value : [cell.value]).slice().sort((a, b) => a - b);
      return { number, name: nameFor(number), value: values[0], others: values.slice(1), bound: cell.bound, conflict: cell.status === "conflicting", call: () => openCell(number, index) };
    }).sort((a, b) => b.value - a.value);
  const { rows: first, controls } = cut("indicator", rows);
  const choose = h("label", {}, t("chart.indicator") + " ", h("select", { id: "indicator", on: { change: (event) => { chart.indicator = Number(event.target.value); redraw("indicator", "#indicator"); } } },
    topics(numeric).map(([topic, indexes]) => h("optgroup", { label: topicName(topic) }, indexes.map((i) => h("option", { value: i, selected: i === index }, named(DATA.variables[i])))))));
  const silent = DATA.notices.filter((_, number) => statusAt(number, index) === "not_stated").length;
  const name = named(variable) + (variable.unit === "count" ? "" : page.lang === "zh" ? `（${unitName(variable.unit)}）` : `, ${unitName(variable.unit)}`);
  return figure("indicator", {
    title: t("chart.by_notice", { name: named(variable) }), note: t("chart.by_notice_note"), controls: [choose, ...controls],
    draw: (width) => bars(first, width, variable.unit, name),
    table: { head: [t("chart.notice"), t("list.file"), name], rows: rows.flatMap((row) => [row.value, ...row.others].map((value) => [row.name, DATA.notices[row.number].id, value])) },
    after: [t("chart.silent", { n: silent }), rows.some((row) => row.others.length) ? " " + t("chart.several_note") : "",
      others.length ? " " + t("chart.counted", { list: others.join(t("page.semicolon")) }) : ""].join(""),
  });
}

function householdChart() {
  const index = DATA.variables.findIndex((variable) => variable.id === "investment_per_household");
  if (index < 0) return null;
  const rows = DATA.notices.map((_, number) => ({ number, cell: cellAt(number, index) })).filter(({ cell }) => typeof cell.value === "number")
    .map(({ number, cell }) => ({ number, name: nameFor(number), value: cell.value, others: [], bound: cell.bound, call: () => openCell(number, index) }))
    .sort((a, b) => b.value - a.value);
  const { rows: first, controls } = cut("household", rows);
  const name = unitName("CNY_per_household");
  return figure("household", {
    title: t("chart.per_household"), note: defined(DATA.variables[index]), controls,
    draw: (width) => bars(first, width, "CNY_per_household", name),
    table: { head: [t("chart.notice"), t("list.file"), name], rows: rows.map((row) => [row.name, DATA.notices[row.number].id, row.value]) },
  });
}

const legendOf = (items, colour, name) => h("ul", { class: "legend" }, items.map((item) => h("li", {}, swatch(colour(item)), name(item))));
function swatch(colour) {
  return s("svg", { width: 12, height: 12, "aria-hidden": "true" }, s("rect", { width: 12, height: 12, rx: 2, fill: colour }));
}
const payerColour = (payer) => `var(--c${PAYERS.indexOf(payer) + 1})`;

// Parts side by side: rows of { name, parts: [{ value, colour, ink, text, name, call }] }.
function stacks(rows, width, most, name, format) {
  const left = Math.min(width * 0.4, Math.max(...rows.map((row) => wide(row.name))) + 12), right = 24;
  const room = width - left - right, height = rows.length * 30 + 8, marks = ticks(most, tickCount(room) + 1);
  const scale = (value) => (value / marks[marks.length - 1]) * room;
  return s("svg", { viewBox: `0 0 ${width} ${height + 44}`, width, height: height + 44 },
    axis(left, room, height, marks, scale, format, name),
    rows.map((row, i) => {
      const y = i * 30 + 18;
      let at = left;
      return [s("text", { x: left - 10, y, "text-anchor": "end", "font-size": 13, fill: "var(--ink)", "dominant-baseline": "central" }, s("title", {}, row.name), clipped(row.name, left - 12)),
        row.parts.map((part) => {
          const size = scale(part.value), x = at;
          at += size;
          return press(`${row.name}${t("page.colon")}${part.name}`, part.call,
            s("rect", { x, y: y - 10, width: Math.max(1, size - 1), height: 20, rx: 2, fill: part.colour, class: "bar" }),
            size > wide(part.text, 12) + 8 ? text(x + size / 2, y, part.text, { "text-anchor": "middle", "font-size": 12, fill: "var(--on)" }) : null);
        })];
    }));
}

function shareChart() {
  const rows = DATA.figures.shares.map((row) => ({
    name: [nameFor(row.notice), row.base, row.condition && row.condition[page.lang]].filter(Boolean).join(" · "), row,
    parts: row.parts.slice().sort((a, b) => PAYERS.indexOf(a[0]) - PAYERS.indexOf(b[0])).map(([payer, value, most, comparator, places]) => ({
      value, colour: payerColour(payer), text: `${bound[comparator] || ""}${digits(value)}${most === null ? "" : "–" + digits(most)}%`,
      name: `${label("payer", payer)} ${bound[comparator] || ""}${digits(value)}${most === null ? "" : "–" + digits(most)}%`,
      call: () => openRecords(t("chart.shares"), quoted(nameFor(row.notice)), "funding", places.map((place) => [row.notice, place])),
    })),
  }));
  const { rows: first, controls } = cut("shares", rows);
  const used = PAYERS.filter((payer) => DATA.figures.shares.some((row) => row.parts.some((part) => part[0] === payer)));
  const sum = (row) => row.parts.reduce((total, part) => total + part.value, 0);
  return figure("shares", {
    title: t("chart.shares"), note: t("chart.shares_note"), controls, legend: legendOf(used, payerColour, (payer) => label("payer", payer)),
    draw: (width) => stacks(first, width, Math.max(100, ...first.map(sum)), t("chart.share_axis"), (value) => `${value}%`),
    table: { head: [t("chart.notice"), t("chart.base"), t("chart.condition"), t("field.payer"), t("field.value"), t("field.value_max")],
      rows: DATA.figures.shares.flatMap((row) => row.parts.map(([payer, value, most]) => [nameFor(row.notice), row.base, row.condition && row.condition[page.lang], label("payer", payer), value, most])) },
  });
}

function workChart() {
  const tierColour = (tier) => `var(--tier-${tier})`;
  const rows = Object.entries(DATA.figures.works).map(([item, tiers]) => ({
    name: capital(label("item", item)),
    parts: TIERS.filter((tier) => tiers[tier]).map((tier) => ({
      value: tiers[tier].length, colour: tierColour(tier), text: String(tiers[tier].length), tier,
      name: `${label("tier", tier)}${t("page.colon")}${tiers[tier].length}`,
      call: () => openRecords(capital(label("item", item)), label("tier", tier), "works", tiers[tier]),
    })),
  }));
  const sum = (row) => row.parts.reduce((total, part) => total + part.value, 0);
  rows.sort((a, b) => sum(b) - sum(a));
  const { rows: first, controls } = cut("works", rows);
  return figure("works", {
    title: t("chart.works"), note: t("chart.works_note"), controls, legend: legendOf(TIERS, tierColour, (tier) => label("tier", tier)),
    draw: (width) => stacks(first, width, Math.max(...rows.map(sum)), t("chart.count_axis"), (value) => digits(value)),
    table: { head: [t("chart.item"), ...TIERS.map((tier) => label("tier", tier))], rows: rows.map((row) => [row.name, ...TIERS.map((tier) => (row.parts.find((part) => part.tier === tier) || { value: 0 }).value)]) },
  });
}

function dutyChart() {
  const only = chart.duties === "" ? null : Number(chart.duties);
  const pick = (list) => (list || []).filter(([number]) => only === null || number === only);
  const rows = Object.entries(DATA.figures.duties).map(([actor, roles]) => ({ actor, cells: ROLES.map((role) => pick(roles[role])) }))
    .map((row) => ({ ...row, total: row.cells.reduce((sum, cell) => sum + cell.length, 0) })).filter((row) => row.total).sort((a, b) => b.total - a.total);
  const most = Math.max(1, ...rows.flatMap((row) => row.cells.map((cell) => cell.length)));
  const choose = h("label", {}, t("chart.duties_of") + " ", h("select", { id: "duties-of", on: { change: (event) => { chart.duties = event.target.value; redraw("duties", "#duties-of"); } } },
    h("option", { value: "" }, t("chart.all_notices")), DATA.notices.map((notice, number) => (notice.failure ? null : h("option", { value: number, selected: number === only }, nameFor(number))))));
  const cell = (row, list, role) => {
    if (!list.length) return h("td", { class: "heat" });
    const depth = Math.sqrt(list.length / most), name = `${capital(label("actor_type", row.actor))}, ${label("role", role)}${t("page.colon")}${list.length}`;
    const element = h("td", { class: "heat" + (depth > 0.55 ? " deep" : "") }, button(String(list.length), () => openRecords(capital(label("actor_type", row.actor)), label("role", role), "responsibilities", list), { "aria-label": name, title: name }));
    element.style.setProperty("--depth", `${Math.round(12 + 88 * depth)}%`);
    return element;
  };
  const names = [t("chart.actor_type"), ...ROLES.map((role) => capital(label("role", role))), t("chart.total")];
  return figure("duties", {
    title: t("chart.duties"), note: t("chart.duties_note"), controls: [choose],
    draw: () => h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": t("chart.duties") }, h("table", { class: "heatmap" }, h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, capital(label("actor_type", row.actor))), row.cells.map((list, i) => cell(row, list, ROLES[i])), h("td", { class: "number" }, String(row.total))))))),
    table: { head: names, rows: rows.map((row) => [capital(label("actor_type", row.actor)), ...row.cells.map((list) => list.length), row.total]) },
  });
}
