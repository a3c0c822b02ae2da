// Both languages side by side, bead by bead. Rows are made when they come near
// the window, the rest while the browser idles, so that a report of ten thousand
// paragraphs opens at once and the browser's own search still finds everything.
import { h, inTongue } from "./dom.js";
import { say, inLang, lang, langTag } from "./words.js";
import { codeName, placeOf } from "./data.js";

const chunkSize = 40;
const sure = 0.9;
const likely = 0.6;

// certainty puts a confidence into a word: "high", "medium", "low".
export function certainty(confidence) {
  if (confidence >= sure) return "high";
  return confidence >= likely ? "medium" : "low";
}

// BeadList shows a report's beads.
export class BeadList {
  constructor(report, marks, alone) {
    this.report = report;
    this.marks = marks;
    this.alone = alone; // the report has one language
    this.bySentence = false;
    this.rowOf = { zh: new Map(), en: new Map() }; // bead by paragraph
    report.beads.forEach((b, i) => {
      for (const p of b.z) this.rowOf.zh.set(p, i);
      for (const p of b.e) this.rowOf.en.set(p, i);
    });
    this.findings = this.placeFindings();
    this.sentences = this.placeSentences();
    this.root = h("div.beads");
    this.filter("all");
  }

  // rowAt returns the bead a figure or finding stands in, or -1.
  rowAt(thing) {
    for (const l of ["zh", "en"]) {
      const at = placeOf(thing, l);
      if (at && this.rowOf[l].has(at[0])) return this.rowOf[l].get(at[0]);
    }
    return -1;
  }

  placeFindings() {
    const map = new Map();
    this.report.findings.forEach((f, n) => {
      const row = this.rowAt(f);
      if (!map.has(row)) map.set(row, []);
      map.get(row).push(n);
    });
    return map;
  }

  placeSentences() {
    const map = new Map();
    for (const s of this.report.sentences) {
      const row = s.z.length ? this.rowOf.zh.get(s.z[0][0]) : s.e.length ? this.rowOf.en.get(s.e[0][0]) : -1;
      if (!map.has(row)) map.set(row, []);
      map.get(row).push(s);
    }
    return map;
  }

  // filter shows the rows of a kind: "all", "findings", "unsure", "alone".
  filter(kind) {
    const wanted = {
      all: () => true,
      findings: (b, i) => this.findings.has(i),
      unsure: (b) => !this.alone && b.c < sure,
      alone: (b) => !b.z.length || !b.e.length,
    }[kind];
    this.rows = this.report.beads.map((b, i) => i).filter((i) => wanted(this.report.beads[i], i));
    this.layOut();
    return this.rows.length;
  }

  // split shows all beads by sentence or by paragraph.
  split(bySentence) {
    this.bySentence = bySentence;
    this.layOut();
  }

  layOut() {
    this.stop();
    this.chunks = [];
    this.root.replaceChildren();
    for (let from = 0; from < this.rows.length; from += chunkSize) {
      const rows = this.rows.slice(from, from + chunkSize);
      const height = rows.reduce((sum, i) => sum + this.guess(this.report.beads[i]), 0);
      const element = h("div.chunk");
      element.style.containIntrinsicSize = `auto ${height}px`;
      element.style.minHeight = `${height}px`;
      this.chunks.push({ element, rows, filled: false });
      this.root.append(element);
    }
    if (!this.rows.length) this.root.append(h("p.empty", {}, say("nothing")));
    this.start();
  }

  // guess estimates a row's height in pixels from its texts' lengths.
  guess(bead) {
    const length = (l, list) => list.reduce((n, p) => n + this.report[l][p].t.length, 0);
    return 44 + 29 * Math.ceil(Math.max(length("zh", bead.z) / 30, length("en", bead.e) / 62));
  }

  start() {
    this.watcher = new IntersectionObserver((entries) => {
      for (const e of entries) if (e.isIntersecting) this.fillChunk(this.chunks.find((c) => c.element === e.target));
    }, { rootMargin: "1200px 0px" });
    for (const c of this.chunks) this.watcher.observe(c.element);
    if (this.chunks.length) this.fillChunk(this.chunks[0]);
    const idle = window.requestIdleCallback || ((f) => setTimeout(() => f({ timeRemaining: () => 8 }), 30));
    const work = (deadline) => {
      if (this.stopped) return;
      do {
        const next = this.chunks.find((c) => !c.filled);
        if (!next) return;
        this.fillChunk(next);
      } while (deadline.timeRemaining() > 10);
      idle(work);
    };
    this.stopped = false;
    idle(work);
  }

  stop() {
    this.stopped = true;
    if (this.watcher) this.watcher.disconnect();
  }

  fillChunk(chunk) {
    if (!chunk || chunk.filled) return;
    chunk.filled = true;
    this.watcher.unobserve(chunk.element);
    chunk.element.replaceChildren(...chunk.rows.map((i) => this.row(i)));
    chunk.element.style.minHeight = "";
    if (!this.root.querySelector('.fig[tabindex="0"]')) {
      const first = this.root.querySelector(".fig");
      if (first) first.tabIndex = 0;
    }
  }

  // fillAll makes every row, for the printer.
  fillAll() {
    for (const c of this.chunks) this.fillChunk(c);
  }

  row(i) {
    const bead = this.report.beads[i];
    const row = h("section.bead", { data: { bead: String(i) } });
    const split = this.canSplit(i) && this.bySentence;
    this.fillRow(row, bead, i, split);
    return row;
  }

  canSplit(i) {
    return (this.sentences.get(i) || []).length > 1;
  }

  fillRow(row, bead, i, split) {
    const notes = this.findings.get(i) || [];
    row.replaceChildren(
      this.gutter(row, bead, i, split),
      ...(split ? this.sentenceCells(i) : [this.side("zh", bead.z, bead), this.side("en", bead.e, bead)]));
    row.classList.toggle("split", split);
    if (notes.length) row.append(h("ul.notes", {}, notes.map((n) => this.note(n))));
  }

  gutter(row, bead, i, split) {
    const word = certainty(bead.c);
    const page = [bead.z.map((p) => this.report.zh[p].g), bead.e.map((p) => this.report.en[p].g)].flat().find(Boolean);
    return h("div.gutter", {},
      this.alone ? null : h("span.sure." + word, { title: `${say("confidence")} ${bead.c.toFixed(2)}` }, h("span.out", {}, say("confidence") + " "), `${say(word)} ${Math.floor(bead.c * 100)}%`),
      bead.a === "auto" ? null : h("span.settled", {}, codeName("bead", bead.a)),
      page ? h("span.quiet", {}, say("page", page)) : null,
      this.canSplit(i) ? h("button.small", {
        type: "button", "aria-expanded": String(split),
        click: () => { this.fillRow(row, bead, i, !split); row.querySelector("button").focus(); },
      }, say(split ? "joinRow" : "splitRow")) : null);
  }

  side(l, paragraphs, bead) {
    const cell = h("div.side", { lang: langTag(l), data: { side: l } }, paragraphs.map((p) => this.paragraph(l, p)));
    if (!paragraphs.length) cell.append(h("p.absent", { lang: langTag(lang()) }, this.alone ? "" : say("noCounterpart")));
    return cell;
  }

  paragraph(l, p) {
    const paragraph = this.report[l][p];
    const element = h(this.tagOf(paragraph), { data: { at: `${l}${p}` } });
    if (paragraph.c) element.append(h("span.tag", { lang: langTag(lang()) }, say("cell", paragraph.c.table + 1, paragraph.c.row + 1, paragraph.c.col + 1)), " ");
    if (paragraph.o) element.append(h("span.tag", { lang: langTag(lang()) }, say("ocr")), " ");
    this.marks.render(element, l, p, 0, paragraph.t.length);
    return element;
  }

  tagOf(paragraph) {
    switch (paragraph.k) {
      case "title": return "h2.text";
      case "heading": return `h${Math.min(6, 2 + (paragraph.l || 1))}.text`;
      case "list_item": return "p.text.item";
      case "table_cell": return "p.text.cell";
      case "note": return "p.text.footnote";
    }
    return "p.text";
  }

  sentenceCells(i) {
    return this.sentences.get(i).flatMap((s) => [
      h("div.sure-bar." + certainty(s.c), { title: `${say("confidence")} ${s.c.toFixed(2)}` }, this.alone ? "" : say(certainty(s.c))),
      this.sentenceSide("zh", s.z), this.sentenceSide("en", s.e)]);
  }

  sentenceSide(l, list) {
    const cell = h("div.side", { lang: langTag(l), data: { side: l } });
    for (const [p, n] of list) {
      const { s, e } = this.report[l][p].s[n];
      const element = h("p.text", { data: { at: `${l}${p}` } });
      this.marks.render(element, l, p, s, e);
      cell.append(element);
    }
    if (!list.length) cell.append(h("p.absent", { lang: langTag(lang()) }, say("noCounterpart")));
    return cell;
  }

  note(n) {
    const f = this.report.findings[n];
    return h("li.note." + f.s + (f.a === "dismissed" ? ".dismissed" : ""), {},
      h("button", { type: "button", data: { finding: String(n) } },
        h("span.badge." + f.s, {}, codeName("severity", f.s)), " ", inTongue(lang(), inLang(f.m)),
        f.a === "open" ? null : [" ", h("span.tag", {}, codeName("finding", f.a))]));
  }

  // reveal makes a bead's row, showing all rows where it is filtered out, and
  // returns it.
  reveal(i) {
    if (!this.rows.includes(i)) {
      this.filter("all");
      this.root.dispatchEvent(new CustomEvent("unfiltered"));
    }
    const chunk = this.chunks.find((c) => c.rows.includes(i));
    if (!chunk) return null;
    this.fillChunk(chunk);
    return chunk.element.querySelector(`[data-bead="${i}"]`);
  }
}
