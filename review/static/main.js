// The page: which view the address asks for, the switches, the keys, the line to
// the server.
import { h, fill, plain, announce } from "../page/dom.js";
import { titleOf } from "../page/data.js";
import { listen } from "./api.js";
import { say, lang, setLang, langTag, inLang } from "./words.js";
import { commandOf } from "./keys.js";
import { ReportList } from "./reports.js";
import { ReportView } from "./report.js";
import { showHelp } from "./help.js";

// stored keeps a choice for the next visit, where the browser allows it.
const stored = {
  get(key) {
    try { return localStorage.getItem("duizhao.review." + key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem("duizhao.review." + key, value); } catch { /* kept for this visit only */ }
  },
};

class Page {
  constructor() {
    this.main = document.getElementById("main");
    this.stored = stored;
    this.shown = null;
  }

  name() {
    return document.getElementById("name").value.trim();
  }

  begin() {
    this.setTheme(stored.get("theme"));
    setLang(stored.get("lang") || lang());
    const name = document.getElementById("name");
    name.value = stored.get("name") || "";
    name.addEventListener("change", () => stored.set("name", this.name()));
    this.label();
    document.getElementById("lang-switch").addEventListener("click", () => this.switchLang());
    document.getElementById("theme-switch").addEventListener("click", () => this.nextTheme());
    document.getElementById("help-button").addEventListener("click", () => showHelp());
    document.querySelector(".skip").addEventListener("click", (e) => { e.preventDefault(); this.main.focus(); });
    document.addEventListener("keydown", (e) => this.key(e));
    window.addEventListener("hashchange", () => this.route());
    window.addEventListener("beforeunload", (e) => { if (this.shown && this.shown.session && this.shown.session.queue.length) e.preventDefault(); });
    window.addEventListener("online", () => this.wake());
    this.route(window.duizhaoEarly);
    this.source = listen((event) => this.heard(event), (alive) => this.alive(alive));
  }

  address() {
    const hash = location.hash.slice(1);
    if (!hash || hash.startsWith("/")) return [];
    return hash.split("/").map((part) => { try { return decodeURIComponent(part); } catch { return part; } });
  }

  async route(early) {
    const [id, ...places] = this.address();
    const ids = places.filter(Boolean);
    if (id && this.shown && this.shown.id === id && this.shown.model) {
      if (ids.length) this.shown.find(ids);
      return;
    }
    if (this.shown) this.shown.leave();
    fill(document.getElementById("state"));
    window.scrollTo(0, 0);
    if (!id) await this.list();
    else await this.report(id, ids, early);
  }

  async list() {
    document.title = plain(say("title"));
    this.shown = new ReportList(this.main, this);
    this.crumbs();
    await this.shown.open();
  }

  async report(id, places, early) {
    const view = new ReportView(this.main, id, this);
    this.shown = view;
    try {
      await view.open(places, early);
      document.title = plain(`${titleOf(view.model.raw)} · ${say("title")}`);
      this.crumbs(true);
    } catch (e) {
      if (!e.both) throw e;
      fill(this.main, h("h1", {}, say("cannotOpen", id)), h("p.banner", { role: "alert" }, inLang(e.both)), h("p", {}, h("button", { type: "button", click: () => { view.leave(); this.report(id, places); } }, say("tryAgain")), " ", h("a", { href: "#/" }, say("backToList"))));
    }
  }

  crumbs(inside) {
    const nav = document.getElementById("crumbs");
    nav.setAttribute("aria-label", say("views"));
    fill(nav, h("a", { href: "#/", "aria-current": inside ? null : "page", title: inside ? `${say("backToList")} (q)` : null }, inside ? "‹ " : "", say("reports")));
  }

  heard(event) {
    if (!this.shown) return;
    if (this.shown instanceof ReportList) this.shown.heard();
    else if (event.report === this.shown.id && this.shown.model) this.shown.session.heard(event);
  }

  // alive follows the event line: when it is back, what was missed is fetched.
  alive(up) {
    if (up && this.down) this.wake();
    this.down = !up;
    document.body.classList.toggle("down", !up);
  }

  wake() {
    const session = this.shown && this.shown.session;
    if (!session) { if (this.shown) this.shown.open(); return; }
    if (!session.model) return;
    session.pause = 500;
    if (session.queue.length) session.pump();
    session.wantsRefresh = true;
    session.refresh();
  }

  showState(status, why, left, retry) {
    const box = document.getElementById("state");
    const words = status === "unsaved" ? say("unsaved", left, why ? inLang(why) : "") : status === "saving" ? (left > 1 ? say("savingN", left) : say("saving")) : say("saved");
    box.className = "state " + status;
    fill(box, h("span", {}, words), status === "unsaved" ? [" ", h("button.small", { type: "button", click: retry }, say("retryNow"))] : null);
  }

  key(e) {
    const typing = e.target.closest && e.target.closest("input, select, textarea, summary");
    if (typing || document.querySelector("dialog[open]")) return;
    if ((e.key === "Enter" || e.key === " ") && e.target.closest && e.target.closest("button, a")) return;
    const command = commandOf(e);
    if (e.key === "Escape") this.letGo();
    else if (command === "help") showHelp();
    else if (!command || !this.shown || !this.shown.run || !this.shown.run(command)) return;
    e.preventDefault();
  }

  letGo() {
    if (!this.shown || !this.shown.run || !this.shown.model) return;
    this.shown.picked.clear();
    this.shown.redraw();
  }

  // label says everything outside the views in the interface's language.
  label() {
    for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
    for (const e of document.querySelectorAll("[data-hint]")) e.placeholder = say(e.dataset.hint);
    const other = document.getElementById("lang-switch");
    fill(other, say("otherLang"));
    other.lang = langTag(lang() === "zh" ? "en" : "zh");
    fill(document.getElementById("help-button"), say("help"));
    this.showTheme();
  }

  switchLang() {
    setLang(lang() === "zh" ? "en" : "zh");
    stored.set("lang", lang());
    this.label();
    if (this.shown) this.shown.leave();
    this.shown = null;
    this.route();
    announce(say("title"));
  }

  theme() {
    return document.documentElement.dataset.theme || "";
  }

  setTheme(t) {
    if (t === "light" || t === "dark") document.documentElement.dataset.theme = t;
    else delete document.documentElement.dataset.theme;
  }

  showTheme() {
    const name = { light: say("themeLight"), dark: say("themeDark") }[this.theme()];
    fill(document.getElementById("theme-switch"), name || say("themeAuto"));
  }

  nextTheme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const order = dark ? ["", "light", "dark"] : ["", "dark", "light"];
    this.setTheme(order[(order.indexOf(this.theme()) + 1) % 3]);
    stored.set("theme", this.theme());
    this.showTheme();
  }
}

new Page().begin();
