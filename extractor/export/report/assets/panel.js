// The panel at the side: a cell with its records, a record, or what a mark of a chart was counted from.

let opener = null;

function openPanel(heading, over, content) {
  if (!PANEL.contains(document.activeElement)) opener = document.activeElement;
  const title = h("h2", { id: "panel-title", tabindex: -1 }, heading);
  PANEL.replaceChildren(
    h("div", { class: "panel-head" },
      h("div", {}, over ? h("p", { class: "over" }, over) : null, title),
      button("×", closePanel, { class: "icon", "aria-label": t("page.close") })),
    h("div", { class: "panel-body" }, content));
  PANEL.setAttribute("role", "dialog");
  PANEL.setAttribute("aria-labelledby", "panel-title");
  PANEL.hidden = false;
  ROOT.classList.add("with-panel");
  PANEL.scrollTop = 0;
  title.focus({ preventScroll: true });
}

function closePanel() {
  if (PANEL.hidden) return;
  PANEL.hidden = true;
  ROOT.classList.remove("with-panel");
  PANEL.replaceChildren();
  for (const element of document.querySelectorAll(".open, .active")) element.classList.remove("open", "active");
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

const tag = (type) => h("span", { class: `tag t-${type}` }, t("type." + type));
const linkTo = (number, record) =>
  h("a", { class: "go", href: hashFor(record ? { view: "notice", n: number, r: record } : { view: "notice", n: number }) },
    record ? t("panel.open") : t("panel.open_notice"), h("span", { "aria-hidden": "true" }, " →"));

// A record with its sentence and fields; `number` is its notice's.
function recordCard(number, record, { link = true, notice = false } = {}) {
  const data = block(number);
  return h("article", { class: "card record" },
    notice ? h("p", { class: "over" }, quoted(nameOf(DATA.notices[number]))) : null,
    h("h3", {}, tag(record.type), " ", quoted(summary(record))),
    data.text === null ? h("p", { class: "note" }, t("panel.no_text")) : null,
    around(data, record),
    fieldList(record, relations(number, data, record)),
    link ? linkTo(number, record.id) : null);
}

function relations(number, data, record) {
  const ids = record.fields.related || [];
  const found = ids.map((id) => find(data, id)).filter(Boolean);
  if (!found.length) return [];
  return [[t("panel.related"), h("ul", { class: "bare" }, found.map((item) =>
    h("li", {}, h("a", { href: hashFor({ view: "notice", n: number, r: item.id }) }, quoted(summary(item))))))]];
}

const entry = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

function whenArrived(number, call) {
  if (block(number)) return call();
  return document.addEventListener("DOMContentLoaded", call, { once: true });
}

// A cell of the comparison.
function openCell(number, index) {
  const notice = DATA.notices[number], variable = DATA.variables[index];
  const cell = cellAt(number, index);
  const about = [h("p", { class: "lead" }, statusTag(cell.status), " ", valueText(cell, variable))];
  if (cell.counted) about.push(h("p", { class: "note" }, t("panel.counted", { what: cell.counted })));
  if (cell.note) about.push(h("p", { class: "note" }, cell.note[page.lang]));
  else if (cell.status !== "stated") about.push(h("p", { class: "note" }, t("panel." + cell.status)));
  if (notice.failure) about.push(failureReason(notice.failure));
  about.push(...checksOf(number, index).map(checkNote));
  const dl = h("dl", { class: "fields" },
    cell.period ? entry(t("panel.period"), span(...cell.period)) : null,
    entry(t("panel.definition"), defined(variable)), entry(t("panel.computed"), h("code", {}, variable.computed)));
  const show = () => {
    const shown = cell.records.length ? recordList(cell.records.map((id) => [number, id])) : null;
    openPanel(named(variable), quoted(nameOf(notice)),
      [about, dl, shown, notice.failure ? null : h("p", {}, linkTo(number, null))]);
  };
  return notice.failure ? show() : whenArrived(number, show);
}

function valueText(cell, variable) {
  if (cell.value === null) return null;
  const items = partsOf(cell).map((part) => {
    const number = typeof part.value === "number", text = partText(part, cell, variable, short);
    const [near, full] = number ? [short(part.value, cell.unit), exact(part.value, cell.unit)] : [text, text];
    return h("li", {}, part.name ? h("span", { class: "note" }, quoted(part.name), t("page.colon")) : null, h("strong", {}, number ? text : quoted(text)),
      full === near ? null : h("span", { class: "note" }, " " + t("panel.exact", { value: full })));
  });
  return h("ul", { class: "values" }, items);
}

// A check that is about no single cell: what it says, and the records that it is about.
function openCheck(check) {
  whenArrived(check.notice, () => openPanel(capital(label("check", check.code)), quoted(nameOf(DATA.notices[check.notice])),
    [checkNote(check), recordList(check.records), h("p", {}, linkTo(check.notice, null))]));
}

// Records of one or several notices, the first `most` in full, the rest on request.
function recordList(references, { notice = false, most = 8 } = {}) {
  const list = h("div", { class: "cards" }, h("h3", { class: "small" }, t("panel.evidence")));
  const add = (from) => {
    for (const [number, id] of references.slice(from, from + most)) {
      const record = block(number) && find(block(number), id);
      if (record) list.append(recordCard(number, record, { notice }));
    }
    const left = references.length - from - most;
    if (left > 0) {
      list.append(button(t("page.and_more", { n: left }), (event) => { event.target.remove(); add(from + most); }, { class: "plain" }));
    }
  };
  add(0);
  return list;
}

// Records named by notice and place among those of a type, as the charts name them.
function openRecords(heading, over, type, references) {
  const ids = references.map(([number, place]) => [number, block(number).records[type][place].id]);
  openPanel(heading, over, [h("p", { class: "lead" }, t("panel.records", { n: ids.length })), recordList(ids, { notice: true })]);
}
