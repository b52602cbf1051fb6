// The comparison as a grid: what is shown of it, in which order, and how it is moved through.

const STATUSES = ["stated", "not_stated", "conflicting", "unreadable"];
const SIGNS = { stated: "", not_stated: "—", conflicting: "≠", unreadable: "⊘" };
const grid = {
  variables: "", places: "", shown: new Set(STATUSES), marked: false,
  sort: null, down: false, turned: false, folded: new Set(), silent: false,
};

const EMPTY = { status: "stated", value: null, records: [] };
function cellAt(number, index) {
  const cell = DATA.cells[number][index], unit = DATA.variables[index].unit;
  return typeof cell === "string" ? { ...EMPTY, unit, status: cell } : { ...EMPTY, unit, ...cell };
}
const statusAt = (number, index) => {
  const cell = DATA.cells[number][index];
  return typeof cell === "string" ? cell : cell.status || "stated";
};
const CHECKS = new Map();
for (const check of DATA.checks) {
  const key = `${check.notice}/${check.variable}`;
  CHECKS.set(key, [...(CHECKS.get(key) || []), check]);
}
const checksOf = (number, index) => CHECKS.get(`${number}/${index}`) || [];
const checkNote = (check) => h("p", { class: "check" }, h("span", { class: "flag", "aria-hidden": "true" }, "▲"), " ", check.message[page.lang]);
const statusTag = (status) =>
  h("span", { class: `status ${status}` }, h("span", { "aria-hidden": "true" }, SIGNS[status] ? SIGNS[status] + " " : ""), t("cell." + status));

// A value as a cell has room for it. Parts of a total are printed as "name: number".
function shown(value, unit, variable) {
  if (typeof value === "number") return brief(value, unit);
  if (variable.vocabulary) return label(variable.vocabulary, value);
  const part = /^(.*): (.+)$/s.exec(value);
  if (part && /^FREQ=/.test(part[2])) return `${part[1]}${t("page.colon")}${rhythm(part[2])}`;
  if (part && variable.unit && /^-?\d+(\.\d+)?$/.test(part[2])) return `${part[1]}${t("page.colon")}${brief(Number(part[2]), variable.unit)}`;
  return /^FREQ=/.test(value) ? rhythm(value) : value;
}
// The values of a cell, each with its name (year, base, what is counted) if that is said.
const partsOf = (cell) => (cell.parts || [].concat(cell.value === null ? [] : cell.value).map((value) => [value, null, cell.max, Array.isArray(cell.value) ? null : cell.bound, null]))
  .map(([value, name, max, sign, every]) => ({ value, name: name && typeof name === "object" ? name[page.lang] : name, max, sign, every }));
function partText(part, cell, variable, asText = brief) {
  const number = typeof part.value === "number";
  const text = number ? (bound[part.sign] || "") + asText(part.value, cell.unit) + (part.max === undefined || part.max === null ? "" : "–" + asText(part.max, cell.unit)) : shown(part.value, cell.unit, variable);
  return part.every ? `${text}${page.lang === "zh" ? "" : " "}${label("every", part.every)}` : text;
}
const namedPart = (part, text) => (part.name ? `${part.name}${t("page.colon")}${text}` : text);
const partTexts = (cell, variable) => [...new Set(partsOf(cell).map((part) => namedPart(part, partText(part, cell, variable))))];

// How many of the notices' numbers a bar in the cell is measured by.
const largest = DATA.variables.map((_, index) =>
  DATA.cells.reduce((most, row) => (typeof row[index].value === "number" && !row[index].counted ? Math.max(most, row[index].value) : most), 0));

const answered = DATA.variables.map((_, index) => DATA.cells.some((row) => row[index].value !== undefined));

function fits(number, index) {
  return grid.shown.has(statusAt(number, index)) && (!grid.marked || checksOf(number, index).length > 0);
}
const within = (needle, ...texts) => texts.some((text) => text && text.toLowerCase().includes(needle.trim().toLowerCase()));

// The numbers of the notices and the indexes of the variables that are left by the filters.
function selection() {
  let notices = DATA.notices.map((_, number) => number)
    .filter((number) => within(grid.places, nameOf(DATA.notices[number]), DATA.notices[number].id, DATA.notices[number].place.join(" ")));
  let variables = DATA.variables.map((_, index) => index)
    .filter((index) => {
      const item = DATA.variables[index];
      return (grid.silent || answered[index]) && within(grid.variables, item.name, item.name_zh, item.id, label("topic", topicOf(item)));
    });
  if (grid.marked || grid.shown.size < STATUSES.length) {
    notices = notices.filter((number) => variables.some((index) => fits(number, index)));
    variables = variables.filter((index) => notices.some((number) => fits(number, index)));
  }
  if (grid.sort !== null) notices.sort(byValue(grid.sort, grid.down));
  return { notices, variables };
}

// Notices in the order of their values; those without one last, whichever way.
function byValue(index, down) {
  const worth = (number) => {
    const { value } = cellAt(number, index);
    return Array.isArray(value) ? value[0] : value;
  };
  return (a, b) => {
    const [x, y] = [worth(a), worth(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a - b;
    const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh-CN");
    return (down ? -order : order) || a - b;
  };
}

function topics(variables) {
  const groups = new Map();
  for (const index of variables) {
    const topic = topicOf(DATA.variables[index]);
    groups.set(topic, [...(groups.get(topic) || []), index]);
  }
  return [...groups];
}

function cellElement(number, index) {
  const cell = cellAt(number, index), variable = DATA.variables[index];
  const hidden = !fits(number, index);
  const flagged = checksOf(number, index).length > 0;
  const cls = ["cell", cell.status, typeof cell.value === "number" ? "number" : "", flagged ? "flagged" : "", hidden ? "faded" : ""].filter(Boolean).join(" ");
  const element = h("td", { class: cls, tabindex: -1, "data-n": number, "data-v": index });
  if (hidden) return element;
  if (typeof cell.value === "number" && largest[index] > 0 && !cell.counted) element.style.setProperty("--part", `${(100 * cell.value) / largest[index]}%`);
  element.append(...cellContent(cell, variable, flagged));
  return element;
}

function cellContent(cell, variable, flagged) {
  const flag = flagged ? [h("span", { class: "flag", title: t("cell.checked") }, h("span", { "aria-hidden": "true" }, "▲"), unseen(t("cell.checked") + " "))] : [];
  if (cell.value === null) return [...flag, h("span", { "aria-hidden": "true" }, SIGNS[cell.status]), unseen(t("cell." + cell.status))];
  const parts = partsOf(cell), texts = partTexts(cell, variable);
  if (cell.status === "conflicting") {
    return [...flag, h("span", { class: "sign", "aria-hidden": "true" }, "≠"), unseen(t("cell.conflicting") + " "),
      h("span", { class: "several" }, texts.slice(0, 3).map((text) => h("span", {}, text)), texts.length > 3 ? h("span", { class: "note" }, `+${texts.length - 3}`) : null)];
  }
  if (typeof cell.value === "number" && parts.length === 1) {
    return [...flag, partText(parts[0], cell, variable), parts[0].name ? h("bdi", { class: "unit clamp", title: parts[0].name }, parts[0].name) : null].filter(Boolean);
  }
  const text = texts.slice(0, 6).join(t("page.semicolon")) + (texts.length > 6 ? ` … +${texts.length - 6}` : "");
  return [...flag, h("bdi", { class: "clamp", title: texts.join("\n") }, text)];
}

function sortButton(index) {
  const variable = DATA.variables[index], on = grid.sort === index;
  const key = on ? (grid.down ? "matrix.sorted_down" : "matrix.sorted_up") : "matrix.sort";
  const press = () => {
    if (!on) { grid.sort = index; grid.down = typeof cellValueKind(index) === "number"; }
    else if (grid.down === (typeof cellValueKind(index) === "number")) grid.down = !grid.down;
    else { grid.sort = null; }
    drawGrid(`[data-sort="${index}"]`);
  };
  const mark = h("span", { class: "sort-mark", "aria-hidden": "true" }, on ? (grid.down ? "↓" : "↑") : "↕");
  return button([h("span", {}, named(variable)), mark], press,
    { class: "sort" + (on ? " on" : ""), "aria-label": t(key, { name: named(variable) }), title: defined(variable), "data-sort": index });
}
// A number sorts from the largest first, anything else from the first on.
const cellValueKind = (index) => DATA.notices.map((_, number) => cellAt(number, index).value).find((value) => value !== null && !Array.isArray(value));

function variableHead(index, scope) {
  const sorted = grid.sort === index ? (grid.down ? "descending" : "ascending") : null;
  const unit = DATA.variables[index].unit;
  return h("th", { scope, class: "variable", "aria-sort": scope === "col" ? sorted : null }, sortButton(index), unit && unit !== "count" ? h("span", { class: "unit" }, unitName(unit)) : null);
}

function noticeHead(number, scope) {
  const notice = DATA.notices[number];
  const about = [h("span", { class: "place" }, quoted(placeOf(notice))), h("span", { class: "clamp small" }, quoted(titleOf(notice)))];
  const day = notice.failure ? h("span", { class: "status unreadable" }, "⊘ " + t("cell.unreadable")) : h("span", { class: "day" }, notice.signed_on || "");
  return h("th", { scope, class: "notice", title: titleOf(notice) },
    notice.failure ? h("div", { class: "head" }, about, day) : h("a", { class: "head", href: hashFor({ view: "notice", n: number }) }, about, day));
}

function foldButton(topic, count) {
  const folded = grid.folded.has(topic);
  const press = () => { if (!grid.folded.delete(topic)) grid.folded.add(topic); drawGrid(`[data-topic="${topic}"]`); };
  return button([h("span", { class: "twist", "aria-hidden": "true" }, folded ? "▸" : "▾"), topicName(topic), h("span", { class: "note" }, ` ${count}`)], press,
    { class: "fold", "aria-expanded": String(!folded), "data-topic": topic });
}

// Rows far below are drawn when they come near: until then one row holds their room.
const EAGER_CELLS = 4000, CHUNK = 6, ROW_HEIGHT = 37;
const pending = new WeakMap();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) fillRows(entry.target);
}, { rootMargin: "900px" });
function fillRows(room) {
  watcher.unobserve(room);
  const rows = pending.get(room);
  if (rows && room.isConnected) room.replaceWith(...rows());
}
function lazily(items, budget, makeRow) {
  const out = [], row = (item) => {
    const made = makeRow(item);
    made.setAttribute("aria-rowindex", budget.order.get(item));
    return made;
  };
  for (let first = 0; first < items.length; first += CHUNK) {
    const chunk = items.slice(first, first + CHUNK);
    if (budget.left > 0) {
      budget.left -= chunk.length * budget.across;
      out.push(...chunk.map(row));
    } else {
      const room = h("tr", { class: "room" }, h("td", { colspan: budget.across + 1 }));
      room.style.setProperty("height", `${chunk.length * ROW_HEIGHT}px`);
      pending.set(room, () => chunk.map(row));
      watcher.observe(room);
      out.push(room);
    }
  }
  return out;
}

function gridTable({ notices, variables }, eager = EAGER_CELLS) {
  const groups = topics(variables);
  const unfolded = groups.map(([topic, indexes]) => [topic, indexes, grid.folded.has(topic) ? [] : indexes]);
  return grid.turned ? turnedTable(notices, unfolded, eager) : uprightTable(notices, unfolded, eager);
}

function uprightTable(notices, groups, eager) {
  const rows = groups.flatMap(([, , open]) => open);
  const budget = { left: eager, across: notices.length, order: new Map(rows.map((index, i) => [index, i + 2])) };
  const head = h("thead", {}, h("tr", {}, h("td", { class: "corner" }, t("matrix.corner")), notices.map((number) => noticeHead(number, "col"))));
  const bodies = groups.map(([topic, indexes, open]) => h("tbody", {},
    h("tr", { class: "topic" }, h("th", { scope: "rowgroup", class: "variable" }, foldButton(topic, indexes.length)), h("td", { colspan: notices.length || 1 })),
    lazily(open, budget, (index) => h("tr", {}, variableHead(index, "row"), notices.map((number) => cellElement(number, index))))));
  return h("table", { class: "grid upright", role: "grid", "aria-rowcount": rows.length + 1 }, h("colgroup", {}, h("col", { class: "first" }), notices.map(() => h("col", {}))), head, bodies);
}

function turnedTable(notices, groups, eager) {
  const columns = groups.flatMap(([topic, , open]) => (open.length ? open : [topic]));
  const head = h("thead", {},
    h("tr", { class: "topic" }, h("td", { class: "corner", rowspan: 2 }, t("matrix.corner_turned")),
      groups.map(([topic, indexes, open]) => h("th", { scope: "colgroup", colspan: open.length || 1 }, foldButton(topic, indexes.length)))),
    h("tr", { class: "second" }, columns.map((column) => (typeof column === "number" ? variableHead(column, "col") : h("td", { class: "folded" })))));
  const budget = { left: eager, across: columns.length, order: new Map(notices.map((number, i) => [number, i + 3])) };
  const body = h("tbody", {}, lazily(notices, budget, (number) => h("tr", {}, noticeHead(number, "row"),
    columns.map((column) => (typeof column === "number" ? cellElement(number, column) : h("td", { class: "folded" }))))));
  return h("table", { class: "grid turned", role: "grid", "aria-rowcount": notices.length + 2 }, h("colgroup", {}, h("col", { class: "first" }), columns.map(() => h("col", {}))), head, body);
}

function drawGrid(refocus) {
  const chosen = selection(), place = document.getElementById("grid");
  if (!place) return;
  const { scrollLeft, scrollTop } = place;
  const empty = !chosen.notices.length || !chosen.variables.length;
  const table = empty ? h("p", { class: "empty" }, t("matrix.none")) : gridTable(chosen);
  if (!empty) table.setAttribute("aria-label", t("page.compare"));
  place.replaceChildren(table);
  place.scrollLeft = scrollLeft;
  place.scrollTop = scrollTop;
  const first = place.querySelector("td.cell");
  if (first) first.tabIndex = 0;
  const text = t("matrix.shown", { n: chosen.notices.length, v: chosen.variables.length });
  document.getElementById("shown").textContent = text;
  announce(text);
  if (refocus) { const back = place.querySelector(refocus); if (back) back.focus({ preventScroll: true }); }
}

// Arrow keys over the cells that are drawn; what sticks to the edges does not hide the one reached.
function moveInGrid(event) {
  const cell = event.target.closest("td.cell");
  if (!cell) return;
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -1e6], End: [0, 1e6], PageDown: [8, 0], PageUp: [-8, 0] };
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); return pressCell(cell); }
  if (!steps[event.key]) return;
  event.preventDefault();
  const rows = [...cell.closest("table").rows].map((row) => [...row.cells].filter((item) => item.classList.contains("cell"))).filter((row) => row.length);
  const row = rows.findIndex((items) => items.includes(cell)), column = rows[row].indexOf(cell);
  const clamp = (value, most) => Math.max(0, Math.min(most, value));
  const [down, right] = steps[event.key];
  const items = rows[clamp(row + down, rows.length - 1)];
  focusCell(items[clamp(column + right, items.length - 1)]);
}
function focusCell(cell) {
  for (const other of cell.closest("table").querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}
function pressCell(cell) {
  for (const other of document.querySelectorAll("td.open")) other.classList.remove("open");
  focusCell(cell);
  cell.classList.add("open");
  openCell(Number(cell.dataset.n), Number(cell.dataset.v));
}

function gridRows() {
  const { notices, variables } = selection();
  const head = [t("list.file"), t("list.place"), t("list.title"), ...variables.map((index) => named(DATA.variables[index]) + (DATA.variables[index].unit ? ` (${DATA.variables[index].unit})` : ""))];
  return [head, ...notices.map((number) => {
    const notice = DATA.notices[number];
    return [notice.id, notice.place[0], notice.title, ...variables.map((index) => {
      const cell = cellAt(number, index);
      if (cell.value === null) return `[${t("cell." + cell.status)}]`;
      if (typeof cell.value === "number") return cell.value;
      return (cell.status === "conflicting" ? "≠ " : "") + partsOf(cell).map((part) => namedPart(part, typeof part.value === "number" ? part.value : partText(part, cell, DATA.variables[index]))).join("; ");
    })];
  })];
}

function filterBox(id, key, text) {
  return h("label", { class: "filter" }, h("span", { class: "unseen" }, t(key)),
    h("input", { type: "search", id, value: grid[text], placeholder: t(key), autocomplete: "off", spellcheck: "false",
      on: { input: later((event) => { grid[text] = event.target.value; drawGrid(); }, 120) } }));
}

function compareView() {
  const status = (name) => h("label", { class: `chip status ${name}` },
    h("input", { type: "checkbox", name, checked: grid.shown.has(name), on: { change: (event) => {
      if (event.target.checked) grid.shown.add(name); else grid.shown.delete(name);
      drawGrid();
    } } }), h("span", { "aria-hidden": "true" }, SIGNS[name] ? SIGNS[name] + " " : "● "), t("cell." + name));
  const reset = () => {
    Object.assign(grid, { variables: "", places: "", shown: new Set(STATUSES), marked: false, silent: false, sort: null, folded: new Set() });
    draw();
  };
  const turn = () => { grid.turned = !grid.turned; draw(); document.getElementById("turn").focus(); };
  const actions = h("div", { class: "actions" }, button(t(grid.turned ? "matrix.turn_back" : "matrix.turn"), turn, { id: "turn" }),
    button(t("matrix.reset"), reset), button(t("matrix.save"), () => saveCsv("comparison.csv", gridRows())));
  const view = h("div", { class: "compare" },
    h("div", { class: "title-row" }, h("h1", {}, t("page.compare")), h("p", { class: "note" }, t(grid.turned ? "matrix.caption_turned" : "matrix.caption"), " ", t("matrix.keys")), h("span", { class: "push" }), actions),
    h("div", { class: "tools", role: "search" },
      filterBox("filter-variables", "matrix.variables", "variables"), filterBox("filter-places", "matrix.places", "places"),
      h("fieldset", { class: "chips" }, h("legend", { class: "unseen" }, t("matrix.show")), STATUSES.map(status),
        h("label", { class: "chip" }, h("input", { type: "checkbox", name: "silent", checked: grid.silent, on: { change: (event) => { grid.silent = event.target.checked; drawGrid(); } } }), t("matrix.silent")),
        DATA.checks.length ? h("label", { class: "chip" }, h("input", { type: "checkbox", name: "marked", checked: grid.marked, on: { change: (event) => { grid.marked = event.target.checked; drawGrid(); } } }), h("span", { class: "flag", "aria-hidden": "true" }, "▲ "), t("matrix.marked")) : null)),
    h("p", { class: "note", id: "shown" }),
    h("div", { id: "grid", class: "scroller", role: "region", tabindex: 0, "aria-label": t("page.compare"), on: {
      keydown: moveInGrid,
      click: (event) => { const cell = event.target.closest("td.cell"); if (cell) pressCell(cell); },
    } }));
  return [view, drawGrid];
}

// On paper a wide table does not scroll: the columns go into several tables, some to each.
function paperTables(across = 6) {
  const { notices, variables } = selection();
  const wasTurned = grid.turned;
  grid.turned = false;
  const out = [];
  for (let first = 0; first < notices.length; first += across) out.push(gridTable({ notices: notices.slice(first, first + across), variables }, Infinity));
  grid.turned = wasTurned;
  return h("div", { id: "paper" }, out);
}
