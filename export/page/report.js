// One report: outline and findings beside it, its beads, and the dock.
import { h, fill, inTongue, announce } from "./dom.js";
import { say, inLang } from "./words.js";
import { load, codeName, placeOf, titleLang, titleOf } from "./data.js";
import { Marks, alive } from "./marks.js";
import { BeadList } from "./beads.js";
import { findingCard, severityFilter, countSeverities } from "./findings.js";
import { grow } from "./lists.js";
import { showFigure, showFinding, emptyDock } from "./dock.js";

// ReportView shows one report. While a view is shown it hears the keys.
export class ReportView {
  constructor(main, entry) {
    this.entry = entry;
    this.report = load(entry);
    this.pinned = null;
    this.main = main;
    if (!this.report || entry.depth !== "full") {
      this.showWithoutText();
      return;
    }
    this.marks = new Marks(this.report);
    this.beads = new BeadList(this.report, this.marks, entry.langs.length < 2);
    this.order = this.report.findings.map((f, n) => n).filter((n) => this.beads.rowAt(this.report.findings[n]) >= 0)
      .sort((a, b) => this.beads.rowAt(this.report.findings[a]) - this.beads.rowAt(this.report.findings[b]));
    this.dock = h("aside.dock", { "aria-label": say("dock") });
    emptyDock(this.dock);
    this.listen();
    const view = h("div.report", {},
      h("div.beside", {}, this.outline(), this.findingList(), this.notes()),
      h("div.texts", {}, this.toolbar(), this.columnHeads(), this.beads.root, this.dock));
    fill(main, this.header(), view);
  }

  leave() {
    if (this.beads) this.beads.stop();
  }

  header() {
    const e = this.entry;
    const l = titleLang(e) === "zh" ? "en" : "zh";
    const file = (folder, extension) => `../${folder}/${encodeURIComponent(e.id)}.${extension}`;
    return h("header.report-head", {},
      h("h1", {}, inTongue(titleLang(e), titleOf(e))),
      e.title[l] ? h("p.subtitle", {}, inTongue(l, e.title[l])) : null,
      h("p.quiet", {}, [e.period, inLang(e.area), ...e.langs.map((x) => say(x === "zh" ? "chinese" : "english"))].filter(Boolean).join(" · "), " · ",
        h("a", { href: file("alignment", "xlsx") }, say("workbook")), " · ", h("a", { href: file("reports", "json") }, say("jsonFile"))));
  }

  showWithoutText() {
    const findings = this.report ? this.report.findings : [];
    const list = h("ul.cards");
    grow(list, findings, (f) => findingCard(this.report, f));
    fill(this.main, this.header(), h("p.banner", {}, say("capNote")),
      this.report ? [h("h2", {}, say("findings")), list, h("p", {}, h("a", { href: "#/indicators" }, say("indicators")))] : null);
  }

  outline() {
    const items = [];
    this.report.beads.forEach((b, i) => {
      const heads = [["zh", b.z], ["en", b.e]].flatMap(([l, list]) => list.map((p) => [l, this.report[l][p]])).filter(([, p]) => p.k === "heading" || p.k === "title");
      if (heads.length) items.push([i, heads]);
    });
    return h("details.panel", { open: window.innerWidth > 900 }, h("summary", {}, say("outline")),
      items.length ? h("nav", { "aria-label": say("outline") }, h("ul.outline", {}, items.map(([i, heads]) => h("li.level" + Math.min(4, heads[0][1].l || 0), {},
        h("button", { type: "button", click: () => this.goTo(i) }, heads.map(([l, p]) => inTongue(l, p.t, "span"))))))) : h("p.quiet", {}, say("noOutline")));
  }

  findingList() {
    const list = h("ul.cards");
    const draw = (chosen) => grow(list, this.report.findings.filter((f) => chosen.has(f.s)), (f) => findingCard(this.report, f));
    const worth = this.report.findings.some((f) => f.s !== "info") ? ["error", "warning"] : ["error", "warning", "info"];
    const chosen = new Set(worth);
    draw(chosen);
    return h("details.panel", { open: window.innerWidth > 900 }, h("summary", {}, `${say("findings")} `, h("span.quiet", {}, String(this.report.findings.length))),
      severityFilter(countSeverities(this.report.findings), draw, chosen), list);
  }

  notes() {
    return h("details.panel", {}, h("summary", {}, `${say("sources")} · ${say("problems")}`),
      h("ul.plain", {}, this.report.sources.map((s) => h("li", {}, s.path, " ", h("span.quiet", {}, [s.format, s.pages && `${s.pages} ${say("pages")}`].filter(Boolean).join(", "))))),
      h("ul.plain", {}, this.report.problems.map((p) => h("li", {}, h("span.tag", {}, p.code), " ", p.message))));
  }

  toolbar() {
    const count = h("span.quiet", { role: "status" });
    const show = h("select", { change: () => fill(count, say("count", this.beads.filter(show.value))) },
      [["all", "showAll"], ["findings", "showFindings"], ["unsure", "showUnsure"], ["alone", "showAlone"]].map(([v, k]) => h("option", { value: v }, say(k))));
    const level = h("select", { change: () => this.beads.split(level.value === "sentence") },
      h("option", { value: "paragraph" }, say("byParagraph")), h("option", { value: "sentence" }, say("bySentence")));
    this.beads.root.addEventListener("unfiltered", () => { show.value = "all"; fill(count); });
    return h("div.toolbar", { role: "group", "aria-label": say("filter") },
      h("label.field", {}, h("span", {}, say("show")), " ", show), h("label.field", {}, h("span", {}, say("level")), " ", level),
      h("button", { type: "button", title: "k", click: () => this.step(-1) }, "↑ ", say("previous")),
      h("button", { type: "button", title: "j", click: () => this.step(1) }, "↓ ", say("next")), count);
  }

  columnHeads() {
    return h("div.column-heads", { "aria-hidden": "true" }, h("span", {}, say("confidence")), h("span", {}, say("chinese")), h("span", {}, say("english")));
  }

  listen() {
    const figureOf = (e) => e.target.closest && e.target.closest(".fig");
    const root = this.beads.root;
    root.addEventListener("mouseover", (e) => { const f = figureOf(e); if (f && this.pinned === null) this.light(Number(f.dataset.fig)); });
    root.addEventListener("focusin", (e) => { const f = figureOf(e); if (f) { this.roam(f); this.light(Number(f.dataset.fig)); } });
    root.addEventListener("click", (e) => {
      const note = e.target.closest("[data-finding]");
      if (note) return this.pointTo(Number(note.dataset.finding));
      const f = figureOf(e);
      this.pinned = f ? Number(f.dataset.fig) : null;
      if (f) this.light(this.pinned);
    });
    root.addEventListener("keydown", (e) => this.roamKeys(e, figureOf(e)));
  }

  // roam makes f the one number that Tab reaches.
  roam(f) {
    for (const old of this.beads.root.querySelectorAll('.fig[tabindex="0"]')) old.tabIndex = -1;
    f.tabIndex = 0;
  }

  roamKeys(e, f) {
    if (!f || e.ctrlKey || e.altKey || e.metaKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (by) {
      const all = [...this.beads.root.querySelectorAll(".fig")];
      const next = all[all.indexOf(f) + by];
      if (next) next.focus();
      e.preventDefault();
    } else if (e.key === "Enter" || e.key === " ") {
      const side = f.closest(".side").dataset.side;
      const there = alive(this.marks.elements, Number(f.dataset.fig)).find((x) => x.closest(".side").dataset.side !== side);
      if (there) there.focus();
      e.preventDefault();
    }
  }

  // key hears a key of the page; it says whether it meant something.
  key(name) {
    if (!this.beads) return false;
    if (name === "Escape") { this.dim(); this.pinned = null; emptyDock(this.dock); }
    else if (name === "j") this.step(1);
    else if (name === "k") this.step(-1);
    else return false;
    return true;
  }

  dim() {
    for (const e of this.main.querySelectorAll(".lit")) e.classList.remove("lit");
  }

  // light lights a number and its counterpart.
  light(i) {
    this.dim();
    for (const e of alive(this.marks.elements, i)) e.classList.add("lit");
    const f = this.report.figures[i];
    const touching = this.report.findings.map((x, n) => n).filter((n) => ["zh", "en"].some((l) => {
      const [a, b] = [placeOf(f, l), placeOf(this.report.findings[n], l)];
      return a && b && !this.report.findings[n][l === "zh" ? "z" : "e"].c && a[0] === b[0] && a[1] < b[2] && b[1] < a[2];
    }));
    showFigure(this.dock, this.report, i, touching);
  }

  // pointTo lights what finding n is about and brings it into view.
  pointTo(n) {
    const f = this.report.findings[n];
    const row = this.beads.rowAt(f);
    const element = row >= 0 && this.goTo(row);
    this.at = this.order.indexOf(n);
    this.dim();
    const quotes = alive(this.marks.quotes, n);
    for (const e of quotes) e.classList.add("lit");
    const i = ["zh", "en"].map((l) => this.marks.figureAt(l, placeOf(f, l))).find((x) => x >= 0);
    this.pinned = null;
    if (i !== undefined && quotes.some((e) => e.closest(".fig"))) showFigure(this.dock, this.report, i, [n]);
    else showFinding(this.dock, this.report, n);
    announce(`${codeName("severity", f.s)}: ${inLang(f.m)}`);
    return element;
  }

  step(by) {
    if (!this.order.length) return;
    const from = this.at === undefined || this.at < 0 ? (by > 0 ? -1 : 0) : this.at;
    this.at = (from + by + this.order.length) % this.order.length;
    this.pointTo(this.order[this.at]);
  }

  // goTo brings a bead into view. Rows above it may yet take their true height, so
  // it looks again when they have.
  goTo(i, place = "center") {
    const row = this.beads.reveal(i);
    if (!row) return null;
    for (const old of this.main.querySelectorAll(".target")) old.classList.remove("target");
    row.classList.add("target");
    const look = () => row.scrollIntoView({ block: row.offsetHeight > window.innerHeight * 0.6 ? "start" : place });
    look();
    requestAnimationFrame(() => requestAnimationFrame(look));
    return row;
  }

  // find goes to the place that ids name: of a paragraph, sentence, quantity,
  // observation or finding. It says whether there is one.
  find(ids) {
    if (!this.beads) return false;
    const target = ids.map((id) => this.lookUp(id)).reverse().find(Boolean);
    if (!target) return false;
    if (target.finding !== undefined) {
      this.pointTo(target.finding);
      return true;
    }
    const row = target.figure !== undefined ? this.beads.rowAt(this.report.figures[target.figure]) : this.beads.rowOf[target.l].get(target.p);
    if (row === undefined || row < 0) return false;
    this.goTo(row);
    if (target.figure !== undefined) {
      this.light(target.figure);
      const first = alive(this.marks.elements, target.figure)[0];
      if (first) first.focus({ preventScroll: true });
    }
    return true;
  }

  lookUp(id) {
    const r = this.report;
    for (const l of ["zh", "en"]) {
      const p = r[l].findIndex((x) => x.i === id || x.s.some((s) => s.i === id));
      if (p >= 0) return { l, p };
    }
    const finding = r.findings.findIndex((f) => f.i === id);
    if (finding >= 0) return { finding };
    const o = r.observations.findIndex((x) => x.i === id);
    const figure = r.figures.findIndex((f) => (o >= 0 && (f.o || []).includes(o)) || (f.q || []).includes(id));
    return figure >= 0 ? { figure } : null;
  }

  // topRow returns the bead at the top of the window.
  topRow() {
    const rows = this.beads ? [...this.beads.root.querySelectorAll(".bead")] : [];
    const row = rows.find((r) => r.getBoundingClientRect().bottom > 120);
    return row && window.scrollY > 0 ? Number(row.dataset.bead) : -1;
  }
}
