// When things are to be done: windows of time as bars, single last days as diamonds, by notice.

const DAY = 86400000;
const dayOf = (text) => Date.parse(text.length === 4 ? text + "-01-01" : text) / DAY;
const LANE = 20, AT_FIRST = 12, APART = 26;

function timelineRows(entry) {
  const { notice, windows, days } = entry;
  const lanes = windows.map(([start, end, phase, task, place]) => ({
    from: start === null ? dayOf(end) : dayOf(start), to: dayOf(end), open: start === null, start, end,
    name: phase || task || "", place,
  }));
  return { notice, lanes, points: days.map(([, end, , task, place]) => ({ at: dayOf(end), end, name: task || "", place })) };
}

// Points that would lie on one another become one: its records are opened together.
function together(points, scale) {
  const out = [];
  for (const point of points.slice().sort((a, b) => a.at - b.at)) {
    const last = out[out.length - 1];
    if (last && scale(point.at) - scale(last.at) < APART) last.all.push(point);
    else out.push({ at: point.at, all: [point] });
  }
  return out;
}

function timelinePicture(entries, width) {
  const names = entries.map((entry) => nameFor(entry.notice));
  const left = Math.min(width * 0.24, Math.max(...names.map((name) => wide(name))) + 16), right = 20, room = width - left - right;
  const moments = entries.flatMap((entry) => [...entry.lanes.flatMap((lane) => [lane.from, lane.to]), ...entry.points.map((point) => point.at)]);
  const years = [new Date(Math.min(...moments) * DAY).getUTCFullYear(), new Date(Math.max(...moments) * DAY).getUTCFullYear() + 1];
  const first = Date.UTC(years[0], 0, 1) / DAY, last = Date.UTC(years[1], 0, 1) / DAY;
  const scale = (day) => ((day - first) / (last - first)) * room;
  const every = Math.ceil((years[1] - years[0] + 1) / Math.max(2, Math.floor(room / 64)));
  const year = (day) => String(new Date(day * DAY).getUTCFullYear());
  let y = 28;
  const groups = entries.map((entry, i) => {
    const top = y, drawn = [];
    entry.lanes.forEach((lane, n) => {
      drawn.push(laneMark(entry, lane, n, left, scale, room, y));
      y += LANE;
    });
    const dots = together(entry.points, scale);
    if (dots.length) {
      drawn.push(...dots.map((dot) => pointMark(entry, dot, left + scale(dot.at), y + LANE / 2)));
      y += LANE;
    }
    y += 10;
    return [i ? s("line", { x1: 0, x2: width, y1: top - 5, y2: top - 5, stroke: "var(--rule)" }) : null,
      s("text", { x: left - 12, y: top + 11, "text-anchor": "end", "font-size": 13, fill: "var(--ink)", "dominant-baseline": "central" }, s("title", {}, names[i]), clipped(names[i], left - 14)), drawn];
  });
  const marks = [];
  for (let each = years[0]; each <= years[1]; each += every) marks.push(Date.UTC(each, 0, 1) / DAY);
  const today = DATA.as_of && dayOf(DATA.as_of);
  return s("svg", { viewBox: `0 0 ${width} ${y + 44}`, width, height: y + 44 },
    axis(left, room, y, marks, scale, year, t("chart.time_axis")),
    marks.map((day) => text(left + scale(day), 10, year(day), { ...faint, "text-anchor": "middle", "aria-hidden": "true" })), groups,
    today && today >= first && today <= last ? [s("line", { x1: left + scale(today), x2: left + scale(today), y1: 0, y2: y, stroke: "var(--accent)", "stroke-dasharray": "4 3" }),
      text(left + scale(today) + 5, y - 8, t("chart.as_of", { day: DATA.as_of }), { fill: "var(--accent)", "font-size": 11 })] : null);
}

const open = (entry, places) => openRecords(t("chart.timeline"), quoted(nameFor(entry.notice)), "deadlines", places.map((place) => [entry.notice, place]));

function laneMark(entry, lane, n, left, scale, room, y) {
  const x = left + scale(lane.from), size = Math.max(5, scale(lane.to) - scale(lane.from));
  const name = `${nameFor(entry.notice)}${t("page.colon")}${lane.name} ${span(lane.start, lane.end)}`;
  const before = scale(lane.from), behind = room - before - size;
  const inside = wide(lane.name, 12) < size - 10;
  const tagged = inside ? text(x + 6, y + LANE / 2, lane.name, { "font-size": 12, fill: "var(--on)" })
    : behind >= before ? text(x + size + 6, y + LANE / 2, clipped(lane.name, behind - 8, 12), { "font-size": 12 })
      : text(x - 6, y + LANE / 2, clipped(lane.name, before - 8, 12), { "font-size": 12, "text-anchor": "end" });
  return press(name, () => open(entry, [lane.place]),
    s("rect", { x, y: y + 2, width: size, height: LANE - 4, rx: 3, fill: `var(--phase-${Math.min(n, 4) + 1})`, class: "bar" }), tagged);
}

function pointMark(entry, dot, x, y) {
  const many = dot.all.length, size = wide(many, 12) + 11;
  const name = `${nameFor(entry.notice)}${t("page.colon")}${dot.all.map((point) => `${point.end} ${point.name}`).join(t("page.comma"))}`;
  return press(name, () => open(entry, dot.all.map((point) => point.place)),
    many > 1 ? [s("rect", { x: x - size / 2, y: y - 8, width: size, height: 16, rx: 8, fill: "var(--deadlines)", class: "bar" }),
      text(x, y, String(many), { "font-size": 12, "font-weight": 600, "text-anchor": "middle", fill: "var(--on)" })]
      : s("path", { d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`, fill: "var(--deadlines)", class: "bar" }));
}

function timelineChart() {
  const entries = DATA.figures.phases.map(timelineRows);
  const all = chart.all.has("timeline");
  const toggle = entries.length > AT_FIRST ? [button(t(all ? "chart.fewer" : "chart.all", { n: entries.length }), () => {
    if (!chart.all.delete("timeline")) chart.all.add("timeline");
    redraw("timeline");
  }, { class: "toggle" })] : [];
  const row = (notice, start, end, what) => [nameFor(notice), DATA.notices[notice].id, start, end, what];
  return figure("timeline", {
    title: t("chart.timeline"), note: t("chart.timeline_note"), controls: toggle,
    draw: (width) => timelinePicture(all ? entries : entries.slice(0, AT_FIRST), width),
    table: { head: [t("chart.notice"), t("list.file"), t("chart.from"), t("chart.until"), t("chart.what")],
      rows: entries.flatMap((entry) => [...entry.lanes.map((lane) => row(entry.notice, lane.start, lane.end, lane.name)), ...entry.points.map((point) => row(entry.notice, null, point.end, point.name))]) },
  });
}

const CHARTS = { indicator: indicatorChart, household: householdChart, shares: shareChart, timeline: timelineChart, duties: dutyChart, works: workChart };

function redraw(id, focus) {
  const old = document.getElementById(`chart-${id}`), drawn = old && CHARTS[id]();
  if (!drawn) return;
  old.replaceWith(drawn);
  const back = drawn.querySelector(focus || ".toggle");
  if (back) back.focus({ preventScroll: true });
}

function chartsView() {
  const links = h("nav", { class: "jumps", "aria-label": t("page.charts") });
  const view = h("div", { class: "charts" }, h("h1", {}, t("page.charts")), h("p", { class: "lead" }, t("chart.lead")), links);
  return [view, () => {
    for (const make_ of Object.values(CHARTS)) {
      const drawn = make_();
      if (!drawn) continue;
      view.append(drawn);
      links.append(button(drawn.querySelector("h2").textContent, () => { drawn.scrollIntoView({ block: "start" }); drawn.querySelector("h2").tabIndex = -1; drawn.querySelector("h2").focus({ preventScroll: true }); }, { class: "plain" }));
    }
  }];
}
