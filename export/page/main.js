// The page: which view the address asks for, the switches, the keys.
import { h, fill, plain, later } from "./dom.js";
import { say, lang, setLang, langTag } from "./words.js";
import { index, entryOf, titleOf } from "./data.js";
import { showReports } from "./reports.js";
import { ReportView } from "./report.js";
import { showFindings } from "./findings.js";
import { showIndicators } from "./indicators.js";
import { showCharts } from "./charts.js";
import { showResults } from "./search.js";

const main = document.getElementById("main");
const box4search = document.getElementById("q");
let shown = null; // the ReportView, where one is shown

// stored keeps a choice for the next visit, where the browser allows it.
const stored = {
  get(key) {
    try { return localStorage.getItem("duizhao." + key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem("duizhao." + key, value); } catch { /* kept for this visit only */ }
  },
};

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

// route shows what the address asks for.
function route() {
  const hash = location.hash.slice(1);
  if (hash.startsWith("/")) showView(hash.slice(1));
  else if (hash) showReport(hash.split("/").map(decoded));
  else showView(index.length === 1 ? "only" : "");
}

function showView(name) {
  leave();
  const [view, query] = name.split("?q=");
  const views = { findings: showFindings, indicators: showIndicators, charts: showCharts };
  if (view === "search") showResults(main, decoded(query || ""));
  else if (view === "only") { showReport([index[0].id]); return; }
  else (views[view] || showReports)(main);
  entitle(view in views ? say(view) : view === "search" ? say("search") : say("reports"));
  markView(view in views ? view : view === "search" ? "search" : "");
  window.scrollTo(0, 0);
}

function showReport([id, ...places]) {
  const entry = entryOf(id);
  if (!entry) {
    leave();
    fill(main, h("h1", {}, say("notFound", id)), h("p", {}, h("a", { href: "#/" }, say("reports"))));
    return;
  }
  if (!shown || shown.entry !== entry) {
    leave();
    shown = new ReportView(main, entry);
    window.scrollTo(0, 0);
  }
  const ids = places.filter(Boolean);
  for (const old of main.querySelectorAll("[role=alert]")) old.remove();
  if (ids.length && shown.beads && !shown.find(ids)) main.prepend(h("p.banner", { role: "alert" }, say("placeNotFound", ids.join("/"))));
  entitle(titleOf(entry));
  markView("");
}

function leave() {
  if (shown) shown.leave();
  shown = null;
}

function entitle(text) {
  document.title = plain(`${text} · ${say("title")}`);
}

function markView(view) {
  for (const a of document.querySelectorAll("#views a")) {
    if (a.dataset.view === view) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
}

// label says everything outside the views in the interface's language.
function label() {
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  for (const e of document.querySelectorAll("[data-hint]")) e.placeholder = say(e.dataset.hint);
  const views = document.getElementById("views");
  views.setAttribute("aria-label", say("views"));
  fill(views, ["", "findings", "indicators", "charts"].map((v) => h("a", { href: "#/" + v, data: { view: v } }, say(v || "reports"))));
  fill(document.getElementById("colophon"), document.documentElement.dataset.date || "", " ", h("span", {}, say("keys")));
  const other = document.getElementById("lang-switch");
  fill(other, say("otherLang"));
  other.lang = langTag(lang() === "zh" ? "en" : "zh");
  showTheme();
}

function theme() {
  return document.documentElement.dataset.theme || "";
}

function setTheme(t) {
  if (t === "light" || t === "dark") document.documentElement.dataset.theme = t;
  else delete document.documentElement.dataset.theme;
}

function showTheme() {
  const name = { light: say("themeLight"), dark: say("themeDark") }[theme()];
  fill(document.getElementById("theme-switch"), name || say("themeAuto"));
}

function nextTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const order = dark ? ["", "light", "dark"] : ["", "dark", "light"];
  setTheme(order[(order.indexOf(theme()) + 1) % 3]);
  stored.set("theme", theme());
  showTheme();
}

function switchLang() {
  const top = shown ? shown.topRow() : -1;
  setLang(lang() === "zh" ? "en" : "zh");
  stored.set("lang", lang());
  label();
  leave();
  route();
  if (shown && top >= 0) shown.goTo(top, "start");
}

function keys(e) {
  const typing = e.target.closest && e.target.closest("input, select, textarea");
  if (e.ctrlKey || e.altKey || e.metaKey || (typing && e.key !== "Escape")) return;
  if (e.key === "/") box4search.focus();
  else if (!(shown && shown.key(e.key))) return;
  e.preventDefault();
}

// again goes to a place once more where the address already names it.
function again(e) {
  const link = e.target.closest && e.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) route();
}

function search() {
  const query = box4search.value.trim();
  if (!query && !location.hash.startsWith("#/search")) return;
  const address = "#/search?q=" + encodeURIComponent(query);
  if (location.hash.startsWith("#/search")) {
    history.replaceState(null, "", address);
    route();
  } else location.hash = address;
}

function begin() {
  setTheme(stored.get("theme"));
  setLang(stored.get("lang") || lang());
  label();
  document.getElementById("lang-switch").addEventListener("click", switchLang);
  document.getElementById("theme-switch").addEventListener("click", nextTheme);
  document.getElementById("find").addEventListener("submit", (e) => { e.preventDefault(); search(); });
  document.querySelector(".skip").addEventListener("click", (e) => { e.preventDefault(); main.focus(); });
  box4search.addEventListener("input", later(search, 200));
  document.addEventListener("keydown", keys);
  document.addEventListener("click", again);
  window.addEventListener("hashchange", route);
  window.addEventListener("beforeprint", () => { if (shown && shown.beads) shown.beads.fillAll(); });
  route();
}

begin();
