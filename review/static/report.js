// One report under review: its rows, the cursor in them, and what stands around.
import { h, fill, inTongue, announce, later } from "../page/dom.js";
import { titleOf, titleLang, codeName, placeOf } from "../page/data.js";
import { showFigure, showFinding, emptyDock } from "../page/dock.js";
import { say, inLang, lang, langTag } from "./words.js";
import { Session } from "./session.js";
import { RowList } from "./list.js";
import { RowMaker, LiveMarks, certainty } from "./rows.js";
import { commands } from "./commands.js";
import { Bar } from "./bar.js";
import { Outline } from "./outline.js";
import { Editor } from "./editors.js";
import { SearchPanel } from "./search.js";
import { SourcePane } from "./sourceview.js";
import { showConflict, notice } from "./notices.js";
import { Picks } from "./picks.js";
import { caretIn } from "./caret.js";
import { unitKey } from "./places.js";

export class ReportView {
  constructor(main, id, page) {
    this.main = main;
    this.id = id;
    this.page = page; // name(), showState(…), stored
    this.session = new Session(id, this, () => page.name());
    this.cursor = { bead: null, sub: null, lang: "zh", unit: null, finding: null };
    this.expanded = new Set();
    this.every = false;
    this.picked = new Picks(this);
    this.rowMaker = new RowMaker(this);
    this.list = new RowList({ makeRow: (b) => this.rowMaker.make(b), guess: (b) => this.guess(b), hold: (b) => b === this.cursor.bead });
    this.editor = new Editor(this);
    this.filter = "all";
    this.tell = later(() => this.count(), 120);
    this.remember = later(() => this.page.stored.set(`at.${id}`, this.anchor().unit || ""), 400);
  }

  async open(place, early) {
    this.place = place;
    fill(this.main, h("p.quiet", { role: "status" }, say("loading")));
    await this.session.open(early, place.join("/") || this.page.stored.get(`at.${this.id}`));
  }

  leave() {
    this.session.close();
    this.list.stop();
  }

  busy() {
    return this.editor.open;
  }

  // at names the cursor's place.
  at() {
    return (this.cursor.bead && this.anchor().unit) || "";
  }

  // wants has the texts of a row fetched, with those of others that are made now.
  wants(bead) {
    if (!this.missing) {
      this.missing = new Set();
      queueMicrotask(() => {
        const beads = [...this.missing];
        this.missing = null;
        this.session.want(beads);
      });
    }
    this.missing.add(bead);
  }

  // filled shows the rows whose texts have come.
  filled() {
    for (const [bead, row] of [...this.list.elements]) {
      if (!row.classList.contains("coming") || !this.model.has(bead)) continue;
      const focused = row === document.activeElement;
      if (bead === this.cursor.bead) this.fitCursor();
      const fresh = this.list.update(bead);
      if (focused && fresh) fresh.focus({ preventScroll: true });
      if (bead === this.cursor.bead) { this.point(); this.source.follow(); }
    }
    this.search.mark();
  }

  // here is the cursor's place, in the text and on the screen, for what comes next.
  here() {
    return [this.anchor(), this.rowTop()];
  }

  // mended shows a model that has changed in places: these beads, or any.
  mended([old, top], changed) {
    if (changed && this.working) changed.add(this.working);
    if (changed && this.cursor.bead) changed.add(this.cursor.bead);
    this.working = null;
    this.picked.fit();
    if (this.filter === "all") this.list.arrange(this.model.beads.slice());
    const { lang: l } = this.cursor;
    this.cursor = { bead: null, sub: null, lang: l, unit: null, finding: null };
    this.seek(old);
    if (this.filter === "all" && changed) for (const bead of changed) this.list.update(bead);
    else if (this.filter === "all") this.list.again();
    else this.list.show(this.wanted());
    for (const [bead, row] of this.list.elements) this.rowMaker.number(row, bead);
    this.settleIn(old, top);
  }

  // adopted takes a new model: everything is drawn anew, the cursor stays where
  // its text is.
  adopted(place) {
    const [old, top] = place || [];
    this.model = this.session.model;
    this.marks = new LiveMarks(this.model);
    this.working = null;
    this.picked.fit();
    if (!this.built) this.build();
    this.cursor = { bead: null, sub: null, lang: this.cursor.lang, unit: null, finding: null };
    this.seek(old);
    this.list.show(this.wanted());
    this.settleIn(old, top);
    if (!old) requestAnimationFrame(() => setTimeout(() => performance.mark("rows"))); // painted: for whoever measures
  }

  // settleIn puts the cursor's row where it was on the screen.
  settleIn(old, top) {
    const row = this.list.reveal(this.cursor.bead);
    if (old && row && top !== null) window.scrollBy(0, row.getBoundingClientRect().top - top);
    if (old && row && this.hadFocus) row.focus({ preventScroll: true });
    this.editor.again();
    if (old) this.point();
    if (this.outline) this.outline.draw();
    this.tell();
    if (!old) this.begin();
  }

  build() {
    this.built = true;
    this.dock = h("aside.dock", { "aria-label": say("dock") });
    emptyDock(this.dock);
    this.bar = new Bar(this);
    this.search = new SearchPanel(this);
    this.source = new SourcePane(this);
    this.outlineBox = h("div.beside");
    const only = this.model.alone ? (this.model.zh.length ? ".only-zh" : ".only-en") : "";
    this.texts = h("div.texts" + only, {}, this.search.root, this.heads(), this.list.root, this.dock);
    fill(this.main, this.header(), this.bar.root, h("div.report.review", {}, this.outlineBox, this.texts, this.source.root));
    this.listen();
    const idle = window.requestIdleCallback || ((f) => setTimeout(f, 30));
    idle(() => {
      this.outline = new Outline(this);
      fill(this.outlineBox, this.outline.root, this.staleList());
    }, { timeout: 250 });
  }

  header() {
    const r = this.model.raw;
    const l = titleLang(r) === "zh" ? "en" : "zh";
    return h("header.report-head", {},
      h("h1", {}, inTongue(titleLang(r), titleOf(r)), r.title[l] ? [" ", h("span.subtitle", { lang: langTag(l) }, r.title[l])] : null));
  }

  staleList() {
    const stale = this.session.stale;
    return stale.length ? h("details.panel.stale", {}, h("summary", {}, say("staleTitle", stale.length)), h("ul.plain", {}, stale.map((s) => h("li", {}, inLang(s.text || s))))) : null;
  }

  heads() {
    return h("div.column-heads", { "aria-hidden": "true" }, h("span", {}, say("confidence")), h("span", {}, say("chinese")), h("span", {}, say("english")));
  }

  // begin goes to the place that the address names, or where the person was last.
  begin() {
    const stored = this.page.stored.get(`at.${this.id}`);
    if (this.place.length) this.find(this.place);
    else if (stored && this.bead(stored)) this.select(this.bead(stored), { place: "center" });
    else this.select(this.list.rows[0] || null, { scroll: false });
  }

  guess(bead) {
    const { zh, en, homes } = this.model;
    let [z, e, found] = [0, 0, 0];
    for (const p of bead.z) { z += zh[p].n; found += homes.zh.get(p)?.length || 0; }
    for (const p of bead.e) { e += en[p].n; found += homes.en.get(p)?.length || 0; }
    return 40 + 29 * Math.ceil(Math.max(z / 30, e / 62)) + 27 * found;
  }

  // wanted lists the beads that the filter shows.
  wanted() {
    const { model } = this;
    const changed = (b) => b.a === "edited" || b.m || b.z.some((p) => model.zh[p].fix) || b.e.some((p) => model.en[p].fix) || model.findingsOf(b).some((n) => model.findings[n].note || model.findings[n].noted);
    const test = {
      all: () => true,
      open: (b) => this.openFindings(b).length > 0,
      unconfirmed: (b) => b.a === "auto",
      unsure: (b) => b.a === "auto" && certainty(b.c) !== "high",
      alone: (b) => !b.z.length || !b.e.length,
      changed,
    }[this.filter];
    return model.beads.filter((b) => test(b) || b === this.cursor.bead && this.filter !== "all" && this.keepCursor);
  }

  setFilter(kind) {
    this.filter = kind;
    const at = this.cursor.bead;
    this.list.show(this.wanted());
    announce(say("rowsShown", this.list.rows.length));
    const next = this.list.has(at) ? at : this.list.rows.find((b) => at && b.n > at.n) || this.list.rows[0];
    if (next) this.select(next, { focus: false, place: "center" });
    this.bar.show();
  }

  openFindings(bead) {
    return this.model.findingsOf(bead).filter((n) => this.model.findings[n].a === "open" && this.model.findings[n].s !== "info");
  }

  flagged(bead) {
    return this.openFindings(bead).length > 0 || (!this.model.alone && bead.a === "auto" && certainty(bead.c) === "low");
  }

  canSplit(bead) {
    return this.model.has(bead) && this.model.sentencesOf(bead).length > 1;
  }

  bySentence(bead) {
    return (this.every || this.expanded.has(this.firstId(bead))) && this.canSplit(bead);
  }

  firstId(bead) {
    return bead.z.length ? this.model.idOf("zh", bead.z[0]) : this.model.idOf("en", bead.e[0]);
  }

  canUnsplit() {
    const { lang: l, unit, sub } = this.cursor;
    if (unit === null) return false;
    const id = this.model.idOf(l, unit);
    return sub ? this.session.cutSentences.has(l + id) : this.model.lanes[l].cuts.has(id);
  }

  // anchor names the cursor's place by ids, for the next model.
  anchor() {
    const { bead, sub, lang: l, unit, finding } = this.cursor;
    if (!bead || !this.model) return {};
    const id = unit !== null ? this.model.idOf(l, unit) : null;
    const first = this.model.idsOf(bead);
    return { l, unit: sub ? first[l][0] || this.firstId(bead) : id || this.firstId(bead), sub: sub ? id : null, all: [...first.zh, ...first.en], n: bead.n, finding: finding === null ? null : this.model.findings[finding].i };
  }

  bead(id) {
    for (const l of ["zh", "en"]) {
      const p = this.model.lanes[l].at.get(id) ?? (this.model.lanes[l].sentence.get(id) || [])[0];
      if (p !== undefined) return this.model.beadOf("paragraph", l, p);
    }
    return undefined;
  }

  // seek puts the cursor where an anchor points in the model that is here now.
  seek(anchor) {
    if (!anchor || !anchor.unit) return;
    const bead = [anchor.unit, ...anchor.all].map((id) => this.bead(id)).find(Boolean) || this.model.beads[Math.min(anchor.n, this.model.beads.length - 1)];
    if (!bead) return;
    const l = anchor.l;
    const sub = anchor.sub && this.model.unitOf("sentence", l, anchor.sub);
    const whole = this.model.unitOf("paragraph", l, anchor.unit);
    const finding = anchor.finding === null ? -1 : this.model.findings.findIndex((f) => f.i === anchor.finding);
    this.cursor = { bead, sub: null, lang: l, unit: null, finding: finding >= 0 ? finding : null };
    if (sub && this.bySentence(bead)) Object.assign(this.cursor, { sub: this.model.beadOf("sentence", l, sub), unit: sub });
    else if (whole !== undefined && bead[l[0]].includes(whole)) this.cursor.unit = whole;
    this.fitCursor();
  }

  // fitCursor keeps the cursor within what its row holds.
  fitCursor() {
    const c = this.cursor;
    if (!c.bead) return;
    const split = this.bySentence(c.bead);
    const subs = split ? this.model.sentencesOf(c.bead) : [];
    if (!subs.includes(c.sub)) c.sub = subs[0] || null;
    const holder = c.sub || c.bead;
    const has = (l) => holder[l[0]].length > 0;
    if (!has(c.lang)) c.lang = c.lang === "zh" ? "en" : "zh";
    const units = holder[c.lang[0]];
    if (c.unit === null || !units.some((u) => unitKey(u) === unitKey(c.unit))) c.unit = units[0] ?? null;
    if (c.finding !== null && !this.model.findingsOf(c.bead).includes(c.finding)) c.finding = null;
    if (c.finding === null) c.finding = this.openFindings(c.bead)[0] ?? null;
  }

  rowTop() {
    const row = this.cursor.bead && this.list.elements.get(this.cursor.bead);
    this.hadFocus = Boolean(row && (row === document.activeElement || row.contains(document.activeElement)));
    return row ? row.getBoundingClientRect().top : null;
  }

  // select moves the cursor to a bead.
  select(bead, { sub = null, lang: l = this.cursor.lang, unit = null, finding = null, focus = true, scroll = true, place = "nearest" } = {}) {
    if (!bead) return;
    const old = this.cursor.bead;
    this.cursor = { bead, sub, lang: l, unit, finding };
    this.fitCursor();
    if (old && old !== bead) this.list.update(old);
    this.list.reveal(bead);
    const row = this.list.update(bead);
    if (!row) return;
    if (focus) row.focus({ preventScroll: true });
    if (scroll) this.scrollTo(row, old && Math.abs(old.n - bead.n) < 8 ? place : "center");
    this.point();
    this.source.follow();
    this.remember();
  }

  scrollTo(row, place) {
    const target = (this.cursor.sub && row.querySelector(".sentence.here")) || row;
    const look = () => target.isConnected && target.scrollIntoView({ block: target.offsetHeight > window.innerHeight * 0.6 ? "start" : place });
    look();
    if (place !== "nearest") requestAnimationFrame(() => requestAnimationFrame(look));
  }

  // waits marks the cursor's row: what was done shows when the report is laid out
  // anew.
  waits() {
    const row = this.list.elements.get(this.cursor.bead);
    if (row) row.classList.add("working");
    this.working = this.cursor.bead;
    announce(say("working"));
  }

  // redraw makes the cursor's row again and keeps the focus in it.
  redraw() {
    this.fitCursor();
    const row = this.list.update(this.cursor.bead);
    if (row) row.focus({ preventScroll: true });
    this.point();
  }

  // changed shows what an op has done to the model.
  changed(change) {
    if (change.touched) for (const b of this.rowsOf(change.level, change.touched)) this.list.update(b);
    if (change.olds && change.level === "paragraph") {
      const anchor = this.anchorUnits();
      this.list.exchange(change.olds, change.news);
      for (const [bead, row] of this.list.elements) this.rowMaker.number(row, bead);
      if (!this.model.beads.includes(this.cursor.bead)) this.follow(anchor, change.news);
    } else if (change.olds) {
      for (const b of this.rowsOf("sentence", [...change.olds, ...change.news])) this.list.update(b);
      const { sub, lang: l, unit } = this.cursor;
      if (sub && !this.model.sentences.includes(sub)) this.cursor.sub = (unit !== null && this.model.beadOf("sentence", l, unit)) || change.news[0];
    }
    this.tell();
  }

  anchorUnits() {
    const { bead, lang: l, unit, sub } = this.cursor;
    if (!bead) return [];
    const own = unit !== null && !sub ? [[l, unit]] : [];
    return [...own, ...bead.z.map((u) => ["zh", u]), ...bead.e.map((u) => ["en", u])];
  }

  follow(units, news) {
    const found = units.map(([l, u]) => this.model.beadOf("paragraph", l, u)).find((b) => b && this.list.has(b));
    this.cursor.bead = found || news.find((b) => this.list.has(b)) || this.list.rows[0] || null;
    if (this.cursor.bead) this.fitCursor();
  }

  rowsOf(level, beads) {
    if (level === "paragraph") return beads;
    const rows = beads.flatMap((s) => [...s.z.map((u) => this.model.beadOf("paragraph", "zh", u[0])), ...s.e.map((u) => this.model.beadOf("paragraph", "en", u[0]))]);
    return [...new Set(rows)].filter(Boolean);
  }

  // act does ops here and on the server; it says whether they could be done.
  act(ops, said) {
    const done = this.session.act(ops);
    if (!done) announce(say("nothingAbove"));
    else if (said) announce(said);
    if (done) this.redraw();
    return done;
  }

  run(command) {
    if (!this.model || !commands[command]) return false;
    if (!this.cursor.bead && !["backToList", "undo", "redo"].includes(command)) return false;
    commands[command](this);
    this.bar.show();
    return true;
  }

  settle(n, command) {
    this.cursor.finding = n;
    this.run(command);
  }

  // point lights the finding that is chosen, with its words on both sides.
  point() {
    this.dim();
    const n = this.cursor.finding;
    if (n === null || !this.model.has(this.cursor.bead)) { emptyDock(this.dock); return; }
    const row = this.list.elements.get(this.cursor.bead);
    if (!row) return;
    for (const e of row.querySelectorAll(`[data-quotes*=" ${n} "]`)) e.classList.add("lit");
    const f = this.model.findings[n];
    const i = ["zh", "en"].map((l) => this.marks.figureAt(l, placeOf(f, l))).find((x) => x >= 0);
    if (i !== undefined && !(f.z || f.e || {}).c) showFigure(this.dock, this.model, i, [n]);
    else showFinding(this.dock, this.model, n);
  }

  dim() {
    for (const e of this.list.root.querySelectorAll(".lit")) e.classList.remove("lit");
  }

  // light lights a number and its counterpart.
  light(i) {
    this.dim();
    for (const e of this.list.root.querySelectorAll(`[data-fig="${i}"]`)) e.classList.add("lit");
    const f = this.model.figures[i];
    const bead = ["zh", "en"].map((l) => placeOf(f, l) && this.model.beadOf("paragraph", l, placeOf(f, l)[0])).find(Boolean);
    const touching = bead ? this.model.findingsOf(bead).filter((n) => ["zh", "en"].some((l) => this.meets(f, this.model.findings[n], l))) : [];
    showFigure(this.dock, this.model, i, touching);
  }

  meets(figure, finding, l) {
    const [a, b] = [placeOf(figure, l), placeOf(finding, l)];
    return a && b && !finding[l[0]].c && a[0] === b[0] && a[1] < b[2] && b[1] < a[2];
  }

  listen() {
    const { root } = this.list;
    const figureOf = (e) => e.target.closest && e.target.closest(".fig");
    root.addEventListener("mouseover", (e) => { const f = figureOf(e); if (f) this.light(Number(f.dataset.fig)); });
    root.addEventListener("mouseout", (e) => { if (figureOf(e) && !this.list.root.contains(document.activeElement?.closest(".fig"))) this.point(); });
    root.addEventListener("focusin", (e) => { const f = figureOf(e); if (f) this.light(Number(f.dataset.fig)); });
    root.addEventListener("click", (e) => this.clicked(e));
  }

  clicked(e) {
    if (e.target.closest(".editor, [data-command]") || !getSelection().isCollapsed) return;
    const row = e.target.closest(".bead");
    if (!row) return;
    const pick = e.target.closest("[data-pick]");
    const unit = e.target.closest("[data-unit]");
    const sentence = e.target.closest(".sentence");
    const figure = e.target.closest(".fig");
    this.caret = unit ? caretIn(unit.querySelector(".prose"), e.clientX, e.clientY) : null;
    const holder = (sentence && sentence.sentence) || row.bead;
    const side = unit ? unit.dataset.lang : (e.target.closest("[data-side]") || { dataset: {} }).dataset.side || this.cursor.lang;
    const chosen = unit ? holder[side[0]].find((u) => String(unitKey(u)) === unit.dataset.unit) : null;
    if (this.caret) this.caret.key = `${side}${unit.dataset.unit}`;
    this.select(row.bead, { sub: sentence ? sentence.sentence : null, lang: side, unit: chosen ?? null, finding: pick ? Number(pick.dataset.pick) : null, scroll: Boolean(pick) });
    if (figure) this.light(Number(figure.dataset.fig));
  }

  // find goes to the place that ids name: of a paragraph, sentence, quantity,
  // observation or finding. What is not here is asked for, once.
  find(ids, asked = false) {
    for (const id of [...ids].reverse()) if (this.findOne(id)) return true;
    if (!asked) return this.session.near(ids.join("/")).then(() => this.find(ids, true));
    notice(say("placeNotFound", ids.join("/")), "warning");
    this.select(this.list.rows[0], { scroll: false });
    return false;
  }

  findOne(id) {
    const { model } = this;
    const bead = this.bead(id);
    if (bead) return this.goTo(bead);
    const finding = model.findings.findIndex((f) => f.i === id);
    if (finding >= 0 && model.rowOfFinding(finding)) return this.goTo(model.rowOfFinding(finding), finding);
    const o = model.observations.findIndex((x) => x.i === id);
    const figure = model.figures.findIndex((f) => (o >= 0 && (f.o || []).includes(o)) || (f.q || []).includes(id));
    const at = figure >= 0 && (model.figures[figure].z || model.figures[figure].e);
    if (!at) return false;
    this.goTo(model.beadOf("paragraph", model.figures[figure].z ? "zh" : "en", at[0]));
    this.light(figure);
    return true;
  }

  goTo(bead, finding = null, more = {}) {
    if (!this.list.has(bead)) {
      this.filter = "all";
      this.list.show(this.wanted());
      this.bar.show();
    }
    this.select(bead, { finding, place: "center", ...more });
    return true;
  }

  count() {
    this.bar.show();
    if (this.outline) this.outline.count();
  }

  // What the session tells.
  state(status, why, left) {
    this.page.showState(status, why, left, () => { this.session.pause = 500; this.session.pump(); });
    if (this.bar) this.bar.show();
  }

  conflict(item, conflict) {
    showConflict(this, item, conflict);
  }

  refused(why) {
    notice(say("refused", inLang(why)), "error");
  }

  othersDid(by) {
    notice(say("otherDid", by || say("someone")), "info");
  }

  said(n) {
    const f = this.model.findings[n];
    return `${codeName("severity", f.s)}: ${inLang(f.m)}`;
  }

  interfaceLang() {
    return langTag(lang());
  }
}
