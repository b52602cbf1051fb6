// The overview, the list of notices, and what went wrong or is in doubt.

const read = DATA.notices.filter((notice) => !notice.failure);
const failed = DATA.notices.map((notice, number) => ({ ...notice, number })).filter((notice) => notice.failure);
const totals = TYPES.map((_, i) => read.reduce((sum, notice) => sum + notice.counts[i], 0));

function cellsOf(status) {
  const out = [];
  DATA.notices.forEach((_, number) => DATA.variables.forEach((__, index) => { if (statusAt(number, index) === status) out.push([number, index]); }));
  return out;
}

function tiles() {
  const places = new Set(read.map((notice) => notice.place.join("/")).filter(Boolean)).size;
  const doubts = read.reduce((sum, notice) => sum + notice.warnings.length, 0);
  const tile = (n, key, view, extra = {}) => h("li", {}, h("a", { class: "tile " + (extra.class || ""), href: hashFor({ view }) }, h("span", { class: "big" }, digits(n)), " ", h("span", {}, t("count." + key, { n }))));
  return h("ul", { class: "tiles" }, tile(read.length, "notices", "notices"), tile(places, "places", "compare"),
    tile(totals[0], "targets", "charts"), tile(cellsOf("conflicting").length, "conflicts", "compare"),
    tile(doubts, "warnings", "problems"), tile(failed.length, "failures", "problems", { class: failed.length ? "alarm" : "" }));
}

function answerBars() {
  const groups = topics(DATA.variables.map((_, index) => index));
  const rows = groups.map(([topic, indexes]) => {
    const counts = STATUSES.map((status) => indexes.reduce((sum, index) => sum + DATA.notices.filter((_, number) => statusAt(number, index) === status).length, 0));
    return { topic, counts, all: counts.reduce((a, b) => a + b, 0) };
  });
  return h("section", { class: "card" }, h("h2", {}, t("overview.answers")), h("p", { class: "note" }, t("overview.answers_note")),
    h("ul", { class: "legend" }, STATUSES.map((status) => h("li", {}, h("span", { class: `swatch ${status}`, "aria-hidden": "true" }), t("cell." + status)))),
    h("table", { class: "answer-bars" }, h("thead", { class: "unseen" }, h("tr", {}, h("th", { scope: "col" }, t("overview.topic")), STATUSES.map((status) => h("th", { scope: "col" }, t("cell." + status))))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, topicName(row.topic)), row.counts.map((count, i) => {
        const cell = h("td", { class: `part ${STATUSES[i]}`, title: `${t("cell." + STATUSES[i])}${t("page.colon")}${count}` }, h("span", {}, count / row.all > 0.05 ? digits(count) : unseen(digits(count))));
        cell.style.setProperty("width", `${(80 * count) / row.all}%`);
        if (!count) cell.classList.add("zero");
        return cell;
      }))))));
}

function kindBars() {
  const most = Math.max(1, ...totals);
  return h("section", { class: "card" }, h("h2", {}, t("overview.kinds")), h("p", { class: "note" }, t("overview.kinds_note")),
    h("ul", { class: "kind-bars bare" }, TYPES.map((type, i) => {
      const bar = h("span", { class: `kind-bar t-${type}`, "aria-hidden": "true" });
      bar.style.setProperty("width", `${(100 * totals[i]) / most}%`);
      return h("li", {}, h("span", { class: "name" }, t("type." + type)), h("span", { class: "track" }, bar), h("span", { class: "number" }, digits(totals[i])));
    })));
}

function cellLinks(title, pairs, none, note) {
  const shownFirst = pairs.slice(0, 8);
  return h("section", { class: "card" }, h("h2", {}, title),
    pairs.length ? h("ul", { class: "bare findings" }, shownFirst.map((item) => h("li", {}, note(item)))) : h("p", { class: "note" }, none),
    pairs.length > 8 ? h("p", {}, h("a", { href: hashFor({ view: "compare" }) }, t("page.and_more", { n: pairs.length - 8 }))) : null);
}

function overviewView() {
  const days = read.map((notice) => notice.signed_on).filter(Boolean).sort();
  const conflicts = cellsOf("conflicting");
  const line = ([number, index], text) => button([h("span", { class: "over" }, quoted(nameOf(DATA.notices[number]))), h("strong", {}, named(DATA.variables[index])), " ", h("span", {}, text)], () => openCell(number, index), { class: "finding" });
  const checkLine = (check) => button([h("span", { class: "over" }, quoted(nameOf(DATA.notices[check.notice]))), h("strong", {}, capital(label("check", check.code))), h("span", {}, t("page.colon"), check.message[page.lang])],
    () => (check.variable === null ? openCheck(check) : openCell(check.notice, check.variable)), { class: "finding" });
  const values = ([number, index]) => {
    const cell = cellAt(number, index);
    return "≠ " + partTexts(cell, DATA.variables[index]).join(t("page.semicolon"));
  };
  const view = h("div", { class: "overview" },
    h("div", { class: "hero" }, h("h1", {}, t("page.title")), h("p", { class: "lead" }, t("overview.lead")),
      h("p", { class: "note" }, days.length ? t("overview.span", { from: days[0], to: days[days.length - 1] }) : null, DATA.as_of ? " " + t("page.as_of", { day: DATA.as_of }) : null)),
    read.length ? null : h("p", { class: "empty" }, t("overview.no_notices")),
    tiles(),
    h("div", { class: "halves" }, answerBars(), kindBars()),
    h("div", { class: "halves" },
      cellLinks(t("overview.conflicts"), conflicts, t("overview.conflicts_none"), (pair) => line(pair, values(pair))),
      cellLinks(t("overview.checks"), DATA.checks, t("overview.checks_none"), checkLine)),
    failed.length ? h("section", { class: "card" }, h("h2", {}, t("overview.failures")), failureTable()) : null);
  return [view, null];
}

function failureTable() {
  if (!failed.length) return h("p", { class: "note" }, t("list.no_failures"));
  return h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": t("overview.failures") }, h("table", { class: "plain-table list" },
    h("thead", {}, h("tr", {}, ["file", "cause", "reason"].map((key) => h("th", { scope: "col" }, t("list." + key))))),
    h("tbody", {}, failed.map((notice) => h("tr", {}, h("th", { scope: "row" }, quoted(notice.id)), h("td", {}, label("failure", notice.failure.code)), h("td", {}, failureReason(notice.failure)))))));
}

// What happened and what to do; the program's own words, which are English, go with the Chinese.
function failureReason({ code, message }) {
  const advice = page.lang === "zh" && has("failure." + code) ? t("failure." + code) : null;
  return h("span", {}, advice, advice ? h("span", { class: "note", lang: "en" }, ` (${message})`) : quoted(message));
}

function problemsView() {
  const byCode = new Map();
  DATA.notices.forEach((notice, number) => (notice.warnings || []).forEach((code) => byCode.set(code, [...(byCode.get(code) || []), number])));
  const groups = [...byCode].sort((a, b) => b[1].length - a[1].length);
  const view = h("div", { class: "problems" }, h("h1", {}, t("page.problems")),
    h("section", { class: "card" }, h("h2", {}, t("overview.failures")), failureTable()),
    h("section", { class: "card" }, h("h2", {}, t("notice.warnings")),
      groups.length ? groups.map(([code, numbers]) => {
        const each = new Map();
        for (const number of numbers) each.set(number, (each.get(number) || 0) + 1);
        return h("details", { class: "kind" }, h("summary", {}, capital(label("warning", code)), h("span", { class: "count" }, String(numbers.length))),
          h("ul", { class: "bare" }, [...each].map(([number, n]) => h("li", {}, h("a", { href: hashFor({ view: "notice", n: number }) }, quoted(nameOf(DATA.notices[number]))), n > 1 ? h("span", { class: "note" }, ` ×${n}`) : null))));
      }) : h("p", { class: "note" }, t("list.no_doubts"))));
  return [view, null];
}

const list = { text: "", key: null, down: false };
const COLUMNS = {
  place: (notice) => notice.place.slice().reverse().join(" "), title: (notice) => notice.title || "", number: (notice) => notice.number || "",
  signed: (notice) => notice.signed_on || "", records: (notice) => notice.counts.reduce((a, b) => a + b, 0), doubts: (notice) => notice.warnings.length,
};

function noticesView() {
  const place = h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": t("page.notices") });
  const shownText = h("p", { class: "note" });
  const drawList = (focus) => {
    let rows = DATA.notices.map((notice, number) => ({ notice, number })).filter(({ notice }) => !notice.failure);
    const all = rows.length;
    rows = rows.filter(({ notice }) => within(list.text, nameOf(notice), notice.number, notice.issuer, notice.id, notice.place.join(" ")));
    if (list.key) {
      const worth = COLUMNS[list.key];
      rows.sort((a, b) => {
        const [x, y] = [worth(a.notice), worth(b.notice)];
        const order = typeof x === "number" ? x - y : x.localeCompare(y, "zh-CN");
        return (list.down ? -order : order) || a.number - b.number;
      });
    }
    shownText.textContent = t("list.shown", { n: rows.length, all });
    announce(shownText.textContent);
    const head = Object.keys(COLUMNS).map((key) => h("th", { scope: "col", "aria-sort": list.key === key ? (list.down ? "descending" : "ascending") : null },
      button([t("list." + key), h("span", { class: "sort-mark", "aria-hidden": "true" }, list.key === key ? (list.down ? "↓" : "↑") : "↕")], () => {
        if (list.key === key) list.down = !list.down; else { list.key = key; list.down = false; }
        drawList(`[data-key="${key}"]`);
      }, { class: "sort", "data-key": key })));
    place.replaceChildren(rows.length ? h("table", { class: "plain-table list" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.map(({ notice, number }) => h("tr", {},
      h("td", {}, quoted(COLUMNS.place(notice) || "–")), h("th", { scope: "row" }, h("a", { href: hashFor({ view: "notice", n: number }) }, quoted(titleOf(notice))), notice.status === "draft" ? h("span", { class: "status conflicting" }, t("notice.draft")) : null),
      h("td", {}, quoted(notice.number || "–")), h("td", { class: "day" }, notice.signed_on || "–"), h("td", { class: "number" }, digits(COLUMNS.records(notice))), h("td", { class: "number" }, String(notice.warnings.length)))))) : h("p", { class: "empty" }, t("matrix.none")));
    if (focus) { const back = place.querySelector(focus); if (back) back.focus(); }
  };
  const view = h("div", { class: "notices" }, h("h1", {}, t("page.notices")),
    h("div", { class: "tools", role: "search" }, h("label", { class: "filter" }, h("span", { class: "unseen" }, t("list.filter")), h("input", { type: "search", id: "filter-notices", value: list.text, placeholder: t("list.filter"), autocomplete: "off", on: { input: later((event) => { list.text = event.target.value; drawList(); }, 120) } }))),
    shownText, place);
  return [view, drawList];
}
