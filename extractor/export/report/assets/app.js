// The frame around the views: navigation by the address, language, colours, keys, paper.

const VIEWS = { overview: overviewView, compare: compareView, charts: chartsView, notices: noticesView, problems: problemsView };
let current = "";

function go() {
  const hash = readHash(), view = hash.get("view") || "overview";
  if (hash.get("lang") && hash.get("lang") !== page.lang) page.lang = hash.get("lang") === "zh" ? "zh" : "en";
  const same = current === `${view}/${hash.get("n")}/${page.lang}`;
  // Another record of the notice that is open: the text stays where it is.
  if (same && view === "notice" && hash.get("r")) {
    const number = Number(hash.get("n")), data = block(number);
    return goTo(number, data, allRecords(data), hash.get("r"));
  }
  draw();
  if (hash.get("r")) return undefined;
  scrollTo(0, 0);
  const heading = MAIN.querySelector("h1");
  if (heading && PANEL.hidden) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  return undefined;
}

function draw() {
  const hash = readHash(), view = hash.get("view") || "overview", number = Number(hash.get("n"));
  closePanel();
  TIP.hidden = true;
  current = `${view}/${hash.get("n")}/${page.lang}`;
  ROOT.lang = page.lang === "zh" ? "zh-CN" : "en";
  drawTop(view);
  const isNotice = view === "notice" && DATA.notices[number];
  const [content, after] = isNotice ? noticeView(number, hash.get("r")) : (VIEWS[view] || overviewView)();
  MAIN.className = isNotice ? "notice" : view;
  MAIN.replaceChildren(content, h("footer", {}, h("p", { class: "note" }, t("page.made"))));
  document.title = isNotice ? `${nameOf(DATA.notices[number])} – ${t("page.title")}` : `${has("page." + view) ? t("page." + view) : t("page.overview")} – ${t("page.title")}`;
  if (after) after();
}

function drawTop(view) {
  const names = Object.keys(VIEWS);
  const at = view === "notice" ? "notices" : names.includes(view) ? view : "overview";
  const dark = ROOT.dataset.theme === "dark";
  document.getElementById("top").replaceChildren(
    button(t("page.skip"), () => MAIN.focus(), { class: "skip" }),
    h("a", { class: "brand", href: hashFor({ view: "overview" }), "aria-label": "gongwen" + t("page.colon") + t("page.overview") }, h("span", { class: "seal", "aria-hidden": "true", lang: "zh-CN" }, "文"), h("span", {}, "gongwen")),
    h("nav", { class: "main-nav", "aria-label": t("page.nav") }, names.map((name) => h("a", { href: hashFor({ view: name }), "aria-current": name === at ? "page" : null }, t("page." + name)))),
    h("span", { class: "push" }),
    button(t("page.language"), () => setLanguage(page.lang === "zh" ? "en" : "zh"), { id: "language", lang: page.lang === "zh" ? "en" : "zh-CN" }),
    button(dark ? "☀" : "☾", () => { setTheme(dark ? "light" : "dark", true); drawTop(readHash().get("view") || "overview"); document.getElementById("theme").focus(); }, { id: "theme", class: "icon", "aria-label": t(dark ? "page.theme_light" : "page.theme_dark"), title: t(dark ? "page.theme_light" : "page.theme_dark") }),
    button(t("page.print"), () => print(), { class: "print" }));
}

function setLanguage(lang) {
  page.lang = lang;
  memory.set("lang", lang);
  const hash = readHash();
  hash.set("lang", lang);
  history.replaceState(null, "", "#" + hash);
  draw();
  document.getElementById("language").focus();
}

function setTheme(theme, keep) {
  ROOT.dataset.theme = theme;
  if (keep) { page.theme = theme; memory.set("theme", theme); }
}

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const followTheme = () => setTheme(page.theme === "dark" || page.theme === "light" ? page.theme : prefersDark.matches ? "dark" : "light");
prefersDark.addEventListener("change", () => { followTheme(); drawTop(readHash().get("view") || "overview"); });

addEventListener("hashchange", go);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!PANEL.hidden) closePanel();
  TIP.hidden = true;
});
let width = ROOT.clientWidth;
addEventListener("resize", later(() => {
  if (ROOT.clientWidth === width) return;
  width = ROOT.clientWidth;
  for (const id of Object.keys(CHARTS)) redraw(id, "none");
}, 150));

let folded = [];
addEventListener("beforeprint", () => {
  if (document.getElementById("grid")) MAIN.append(paperTables());
  folded = [...document.querySelectorAll(".problems details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  const paper = document.getElementById("paper");
  if (paper) paper.remove();
  for (const details of folded) details.open = false;
});

followTheme();
draw();
