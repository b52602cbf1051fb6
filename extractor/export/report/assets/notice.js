// One notice: what it is, its sections, its text with the records marked in it, its doubts.

const hiddenTypes = new Set(["metadata"]);
const KINDS = [...TYPES, "metadata"];

function allRecords(data) {
  const records = TYPES.flatMap((type) => data.records[type].map((record) => ({ type, ...record })));
  const about = Object.keys(data.where).map((field) => find(data, field)).filter(Boolean);
  return [...records, ...about];
}

// The text cut wherever a record's evidence begins or ends: [from, to, records of which it is the
// span, records of which it is context]. Every character is in one piece, so spans may overlap.
function segments(data, records, breaks) {
  const opens = new Map(), edges = new Set([0, ...breaks, data.length]);
  records.forEach((record, index) => {
    for (const [from, to, context] of record.evidence) {
      if (from >= to || to > data.length) continue;
      edges.add(from); edges.add(to);
      opens.set(from, [...(opens.get(from) || []), { index, to, context }]);
    }
  });
  const cuts = [...edges].sort((a, b) => a - b), out = [];
  let live = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    live = [...live.filter((item) => item.to > cuts[i]), ...(opens.get(cuts[i]) || [])];
    const own = [...new Set(live.filter((item) => !item.context).map((item) => item.index))];
    const context = [...new Set(live.filter((item) => item.context).map((item) => item.index))];
    const begins = (opens.get(cuts[i]) || []).filter((item) => !item.context).map((item) => item.index);
    out.push({ from: cuts[i], to: cuts[i + 1], own, context, begins });
  }
  return out;
}

// Lines of the text as paragraphs, rows of cells as tables; both of pieces. A section that begins
// inside a line begins a paragraph too: some notices are printed in one line.
function textBody(number, data, records) {
  const lines = [[]], breaks = new Set(data.outline.map(([, at]) => at));
  for (const piece of segments(data, records, breaks)) {
    if (breaks.has(piece.from) && lines[lines.length - 1].some((part) => part.text.trim())) lines.push([]);
    const parts = data.cut(piece.from, piece.to).split("\n");
    let at = piece.from;
    parts.forEach((part, i) => {
      if (i) { lines.push([]); at += 1; }
      lines[lines.length - 1].push({ ...piece, text: part, start: at, first: i === 0 });
      at += Array.from(part).length;
    });
  }
  const marks = [];
  const body = h("div", { class: "paper quoted", lang: "zh-CN", id: "text" });
  let table = null;
  for (const line of lines) {
    const start = line[0].start;
    if (line.some((piece) => piece.text.includes("\t"))) {
      if (!table) body.append(h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": t("notice.text") }, (table = h("table", { class: "cells" }, h("tbody")))));
      table.tBodies[0].append(h("tr", { "data-at": start }, rowCells(line).map((cell) => h("td", {}, cell.map((piece) => pieceElement(piece, records, marks))))));
    } else {
      table = null;
      body.append(h("p", { "data-at": start, class: line.every((piece) => !piece.text.trim()) ? "blank" : null }, line.map((piece) => pieceElement(piece, records, marks))));
    }
  }
  const first = marks.find((mark) => !mark.classList.contains("off"));
  if (first) first.tabIndex = 0;
  for (const mark of marks) mark.setAttribute("aria-haspopup", "dialog");
  body.addEventListener("click", (event) => { const mark = event.target.closest("mark"); if (mark) pressMark(number, records, mark); });
  body.addEventListener("keydown", (event) => moveInText(event, number, records));
  for (const name of ["pointerover", "focusin"]) body.addEventListener(name, (event) => showTip(event.target.closest("mark"), records));
  for (const name of ["pointerout", "focusout"]) body.addEventListener(name, () => { TIP.hidden = true; });
  return body;
}

function rowCells(line) {
  const cells = [[]];
  for (const piece of line) {
    piece.text.split("\t").forEach((text, i) => {
      if (i) cells.push([]);
      cells[cells.length - 1].push({ ...piece, text, first: piece.first && i === 0 });
    });
  }
  return cells;
}

function pieceElement(piece, records, marks) {
  if (!piece.text) return null;
  if (!piece.own.length && !piece.context.length) return piece.text;
  const types = KINDS.filter((type) => piece.own.some((index) => records[index].type === type));
  const data = { "data-own": piece.own.join(" "), "data-context": piece.context.join(" ") };
  if (!types.length) return h("span", { class: "piece", ...data }, piece.text);
  const begun = KINDS.filter((type) => piece.first && piece.begins.some((index) => records[index].type === type));
  const mark = h("mark", { class: "piece", role: "button", tabindex: -1, "data-types": types.join(" "), "data-begins": begun.join(" "), ...data }, piece.text);
  paint(mark);
  marks.push(mark);
  return mark;
}

// One line under the text for each type, the first type's tint behind it; a letter where one begins.
function paint(mark) {
  const visible = (names) => names.split(" ").filter((type) => type && !hiddenTypes.has(type));
  const types = visible(mark.dataset.types), begun = visible(mark.dataset.begins);
  mark.classList.toggle("off", !types.length);
  const lines = types.map((type, i) => `inset 0 -${2 + 3 * i}px 0 var(--${type}), inset 0 -${3 + 3 * i}px 0 var(--card)`);
  mark.style.setProperty("box-shadow", lines.join(", ") || "none");
  mark.style.setProperty("--tint", types.length ? `var(--${types[0]}-tint)` : "transparent");
  if (begun.length) mark.dataset.mark = begun.map((type) => t("mark." + type)).join(""); else delete mark.dataset.mark;
  if (begun.length) mark.style.setProperty("--letter", `var(--${begun[0]})`);
}

const TIP = document.getElementById("tip");
function showTip(mark, records) {
  if (!mark || mark.classList.contains("off")) { TIP.hidden = true; return; }
  const lines = indexesOf(mark).slice(0, 5).map((index) => h("p", {}, tag(records[index].type), " ", quoted(summary(records[index]))));
  TIP.replaceChildren(...lines);
  TIP.hidden = false;
  const box = mark.getBoundingClientRect(), size = TIP.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, ROOT.clientWidth - size.width - 8));
  const top = box.top - size.height - 8 > 56 ? box.top - size.height - 8 : box.bottom + 8;
  TIP.style.setProperty("left", `${left}px`);
  TIP.style.setProperty("top", `${top}px`);
  mark.setAttribute("aria-describedby", "tip");
}

const indexesOf = (mark) => mark.dataset.own.split(" ").filter(Boolean).map(Number);

function pressMark(number, records, mark) {
  const chosen = indexesOf(mark).map((index) => records[index]).filter((record) => !hiddenTypes.has(record.type));
  if (!chosen.length) return;
  TIP.hidden = true;
  rove(mark);
  activate(records, chosen);
  openPanel(t("notice.records"), t("panel.here"), h("div", { class: "cards" }, chosen.map((record) => recordCard(number, record, { link: false }))));
}

// Outline the pieces of some records, and what they take from the context.
function activate(records, chosen) {
  const wanted = new Set(chosen.map((record) => String(records.indexOf(record))));
  const any = (list) => list.split(" ").some((index) => wanted.has(index));
  for (const piece of document.querySelectorAll("#text .piece")) {
    piece.classList.toggle("active", any(piece.dataset.own));
    piece.classList.toggle("lent", any(piece.dataset.context));
  }
}

function rove(mark) {
  for (const other of document.querySelectorAll('#text mark[tabindex="0"]')) other.tabIndex = -1;
  mark.tabIndex = 0;
}

function moveInText(event, number, records) {
  const mark = event.target.closest("mark");
  if (!mark) return;
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pressMark(number, records, mark); return; }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const marks = [...document.querySelectorAll("#text mark:not(.off)")];
  const next = marks[marks.indexOf(mark) + step];
  if (next) { rove(next); next.focus(); }
}

// Go to a record: its place in the text in view, the panel open.
function goTo(number, data, records, id) {
  const record = records.find((item) => item.id === id || item.id === id.replace(/^metadata\./, ""));
  if (!record) return;
  if (hiddenTypes.delete(record.type)) repaint();
  activate(records, [record]);
  const place = document.querySelector("#text .piece.active");
  if (place) { rove(place); place.focus({ preventScroll: true }); }
  openPanel(t("notice.records"), quoted(nameOf(DATA.notices[number])), recordCard(number, record, { link: false }));
  TIP.hidden = true;
  // The panel makes the text narrower: only now does it stand where it will be read.
  if (place) place.scrollIntoView({ block: "center" });
}

function repaint() {
  for (const mark of document.querySelectorAll("#text mark")) paint(mark);
  for (const box of document.querySelectorAll("input[data-type]")) box.checked = !hiddenTypes.has(box.dataset.type);
  const marks = [...document.querySelectorAll("#text mark:not(.off)")];
  if (marks.length && !marks.some((mark) => mark.tabIndex === 0)) rove(marks[0]);
}

function typeChips(data, records) {
  return h("fieldset", { class: "chips types" }, h("legend", {}, t("notice.show")), KINDS.map((type) => {
    const count = records.filter((record) => record.type === type).length;
    return h("label", { class: `chip t-${type}` },
      h("input", { type: "checkbox", "data-type": type, checked: !hiddenTypes.has(type), on: { change: (event) => {
        if (event.target.checked) hiddenTypes.delete(type); else hiddenTypes.add(type);
        repaint();
      } } }),
      h("span", { class: "letter", "aria-hidden": "true" }, t("mark." + type)), t("type." + type), h("span", { class: "count" }, String(count)));
  }));
}

function metadataCard(data) {
  const order = ["document_number", "issuer", "region", "status", "signed_on", "printed_on", "effective_from", "expires_on", "recipients", "copied_to", "cites", "attachments"];
  const rows = order.filter((field) => data.metadata[field] !== undefined);
  const entry = (name, value) => h("div", {}, h("dt", {}, t("field." + name)), h("dd", {}, value));
  const source = ["name", "media_type", "pages", "reader", "ocr", "sha256", "text_sha256"].filter((name) => data.source[name]);
  return h("section", { class: "card about", "aria-label": t("type.metadata") },
    h("dl", { class: "fields wide" }, rows.map((field) => entry(field, quoted(plain("metadata", field, data.metadata[field]))))),
    h("details", {}, h("summary", {}, t("notice.more")), h("dl", { class: "fields wide" }, source.map((name) => entry(name, h("code", {}, plain("source", name, data.source[name])))))));
}

function warningList(number, data) {
  if (!data.warnings.length) return h("p", { class: "note" }, t("notice.no_warnings"));
  const same = (warning) => warning.message[page.lang] === label("warning", warning.code);
  return h("ul", { class: "warnings" }, data.warnings.map((warning) => {
    const places = warning.evidence.filter((item) => item[0] < item[1]);
    const go = places.length && data.text !== null ? button(quoted(data.cut(places[0][0], Math.min(places[0][1], places[0][0] + 30))), () => showPlace(places[0][0]), { class: "plain place" }) : null;
    return h("li", {}, h("strong", {}, capital(label("warning", warning.code))), same(warning) ? null : h("p", { class: "note" }, capital(warning.message[page.lang])), go);
  }));
}

function showPlace(at) {
  const lines = [...document.querySelectorAll("#text [data-at]")].filter((line) => Number(line.dataset.at) <= at);
  const line = lines[lines.length - 1];
  if (!line) return;
  line.scrollIntoView({ block: "start" });
  line.classList.remove("flash");
  requestAnimationFrame(() => line.classList.add("flash"));
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
}

function recordLists(number, records) {
  return TYPES.map((type) => {
    const own = records.filter((record) => record.type === type);
    return h("details", { class: "kind", open: own.length > 0 && own.length < 12 },
      h("summary", {}, tag(type), h("span", { class: "count" }, String(own.length))),
      own.length ? h("ol", { class: "bare" }, own.map((record) => h("li", {},
        h("a", { href: hashFor({ view: "notice", n: number, r: record.id }), title: summary(record) }, quoted(summary(record)))))) : h("p", { class: "note" }, t("notice.no_records")));
  });
}

function noticeView(number, recordId) {
  const data = block(number), notice = DATA.notices[number];
  if (!data) return [h("p", { class: "lead" }, notice && notice.failure ? quoted(notice.failure.message) : t("page.loading")), () => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", draw, { once: true });
  }];
  const records = allRecords(data);
  const outline = data.outline.length ? h("ol", { class: "bare outline" }, data.outline.map(([depth, at, title]) =>
    h("li", { class: "depth-" + Math.min(depth, 4) }, button(quoted(title), () => showPlace(at), { class: "plain" })))) : h("p", { class: "note" }, t("notice.no_outline"));
  const step = (to, key) => (DATA.notices[to] && !DATA.notices[to].failure ? h("a", { href: hashFor({ view: "notice", n: to }) }, t(key)) : null);
  const view = h("div", { class: "notice-view" },
    h("nav", { class: "crumbs", "aria-label": t("page.notices") }, h("a", { href: hashFor({ view: "notices" }) }, "← " + t("notice.back")), h("span", { class: "push" }), step(number - 1, "notice.previous"), step(number + 1, "notice.next")),
    h("p", { class: "over" }, quoted(notice.place.slice().reverse().join(" ") || t("page.no_place")), notice.status === "draft" ? h("span", { class: "status conflicting" }, t("notice.draft")) : null),
    h("h1", {}, quoted(titleOf(notice))),
    metadataCard(data),
    h("div", { class: "columns" },
      h("nav", { class: "side left", "aria-label": t("notice.outline") }, h("h2", {}, t("notice.outline")), outline),
      h("section", { class: "reading", "aria-label": t("notice.text") },
        typeChips(data, records),
        data.text === null ? h("p", { class: "empty" }, t("notice.no_text")) : [h("p", { class: "note" }, t("notice.keys")), textBody(number, data, records)]),
      h("div", { class: "side right" },
        h("section", { "aria-labelledby": "doubts" }, h("h2", { id: "doubts" }, t("notice.warnings")), warningList(number, data)),
        h("section", { "aria-labelledby": "records" }, h("h2", { id: "records" }, t("notice.records")), recordLists(number, records)))));
  return [view, () => { if (recordId) goTo(number, data, records, recordId); }];
}
