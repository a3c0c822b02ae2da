// A report as the page works on it: places are indexes of paragraphs and UTF-16
// units (the form that marks.js reads), beads are objects that keep their
// identity while they are on the screen.
import { figuresOf } from "./figures.js";
import { isFar, offset, unitKey } from "./places.js";

function lane(reading) {
  const out = { paragraphs: [], at: new Map(), sentence: new Map(), cuts: new Map() };
  if (!reading) return out;
  for (const p of reading.paragraphs) {
    out.at.set(p.id, out.paragraphs.length);
    out.paragraphs.push({
      i: p.id, k: p.kind, l: p.level, t: p.text, g: p.page, c: p.cell, o: p.ocr, fix: p.correction || "", far: isFar(p.text), s: [],
    });
  }
  for (const s of reading.sentences) {
    const at = out.at.get(s.paragraph);
    if (at === undefined) continue;
    const p = out.paragraphs[at];
    out.sentence.set(s.id, [at, p.s.length]);
    p.s.push({ i: s.id, s: offset(p.t, s.start, p.far), e: offset(p.t, s.end, p.far) });
  }
  for (const cut of reading.cut || []) for (const part of cut.parts) out.cuts.set(part, cut.paragraph.id);
  return out;
}

// Model is a report's texts, beads, figures and findings.
export class Model {
  constructor(report) {
    this.raw = report;
    this.id = report.id;
    this.lanes = { zh: lane(report.readings.zh), en: lane(report.readings.en) };
    this.zh = this.lanes.zh.paragraphs;
    this.en = this.lanes.en.paragraphs;
    this.alone = !report.readings.zh || !report.readings.en;
    this.beads = this.beadsOf(report.alignment.paragraphs, "at");
    this.sentences = this.beadsOf(report.alignment.sentences, "sentence");
    if (this.alone) this.standAlone();
    this.observations = report.observations.map((o) => this.observation(o));
    this.findings = report.findings.map((f) => this.finding(f));
    this.index("paragraph");
    this.index("sentence");
    this.figures = figuresOf(this, report);
    this.homes = this.homesOfFindings();
  }

  beadsOf(list, by) {
    const units = (l, ids) => (ids || []).map((id) => this.lanes[l][by].get(id)).filter((u) => u !== undefined);
    return list.map((b) => ({ z: units("zh", b.zh), e: units("en", b.en), c: b.confidence, a: b.status, m: b.comment || "" }));
  }

  // standAlone gives a report in one language a bead for each paragraph.
  standAlone() {
    const one = (l, i) => (l === "zh" ? { z: [i], e: [], c: 1, a: "auto", m: "" } : { z: [], e: [i], c: 1, a: "auto", m: "" });
    this.beads = [...this.zh.map((p, i) => one("zh", i)), ...this.en.map((p, i) => one("en", i))];
    this.sentences = [];
  }

  // place is [paragraph, start, end] in UTF-16 units, or null.
  place(l, q) {
    const at = q && this.lanes[l].at.get(q.paragraph);
    if (at === undefined || at === null) return null;
    const { t, far } = this[l][at];
    return far ? [at, offset(t, q.start, far), offset(t, q.end, far)] : [at, q.start, q.end];
  }

  quote(l, q) {
    if (!q) return undefined;
    const at = this.place(l, q);
    return at ? { at, t: q.text, c: this.isContext(l, at) } : { t: q.text };
  }

  // isContext says that a place only shows where to look: it is empty, or a whole
  // sentence of running text.
  isContext(l, [p, start, end]) {
    if (start >= end) return true;
    const paragraph = this[l][p];
    if (["table_cell", "title", "heading"].includes(paragraph.k)) return false;
    return paragraph.s.some((s) => start <= s.s && s.e <= end);
  }

  observation(o) {
    return {
      i: o.id, n: o.indicator, l: o.label, a: o.area, p: o.period, b: o.body, v: o.value, lo: o.low, hi: o.high, u: o.unit, q: o.qualifier,
      r: o.role, c: o.comparison, z: this.quote("zh", o.zh), e: this.quote("en", o.en), g: o.agreement, k: o.rule, f: o.confidence,
    };
  }

  finding(f) {
    return { i: f.id, k: f.check, s: f.severity, m: f.message, z: this.quote("zh", f.zh), e: this.quote("en", f.en), a: f.status, note: f.comment || "" };
  }

  list(level) {
    return level === "sentence" ? this.sentences : this.beads;
  }

  // index finds the bead of each unit of a level again.
  index(level) {
    const of = { zh: new Map(), en: new Map() };
    this.list(level).forEach((b, i) => {
      b.n = i;
      for (const u of b.z) of.zh.set(unitKey(u), b);
      for (const u of b.e) of.en.set(unitKey(u), b);
    });
    if (level === "sentence") this.sentenceBead = of;
    else this.paragraphBead = of;
  }

  beadOf(level, l, unit) {
    return (level === "sentence" ? this.sentenceBead : this.paragraphBead)[l].get(unitKey(unit));
  }

  // unitOf returns the unit with an id; idOf its id.
  unitOf(level, l, id) {
    return (level === "sentence" ? this.lanes[l].sentence : this.lanes[l].at).get(id);
  }

  idOf(l, unit) {
    return Array.isArray(unit) ? this[l][unit[0]].s[unit[1]].i : this[l][unit].i;
  }

  idsOf(bead) {
    return { zh: bead.z.map((u) => this.idOf("zh", u)), en: bead.e.map((u) => this.idOf("en", u)) };
  }

  // span is the part of a paragraph that a unit is: [paragraph, start, end].
  span(l, unit) {
    if (!Array.isArray(unit)) return [unit, 0, this[l][unit].t.length];
    const { s, e } = this[l][unit[0]].s[unit[1]];
    return [unit[0], s, e];
  }

  // sentencesOf lists the sentence beads within a bead of paragraphs.
  sentencesOf(bead) {
    const found = new Set();
    for (const l of ["zh", "en"]) {
      for (const p of bead[l[0]]) {
        this[l][p].s.forEach((s, n) => {
          const b = this.sentenceBead[l].get(unitKey([p, n]));
          if (b) found.add(b);
        });
      }
    }
    return [...found].sort((a, b) => a.n - b.n);
  }

  // homesOfFindings finds findings again by the paragraph they belong to.
  homesOfFindings() {
    const homes = { zh: new Map(), en: new Map() };
    this.findings.forEach((f, n) => {
      const l = f.z && f.z.at ? "zh" : "en";
      const quote = l === "zh" ? f.z : f.e;
      if (!quote || !quote.at) return;
      if (!homes[l].has(quote.at[0])) homes[l].set(quote.at[0], []);
      homes[l].get(quote.at[0]).push(n);
    });
    return homes;
  }

  // findingsOf lists the findings of a bead of paragraphs, gravest first.
  findingsOf(bead) {
    const out = [...bead.z.flatMap((p) => this.homes.zh.get(p) || []), ...bead.e.flatMap((p) => this.homes.en.get(p) || [])];
    const gravity = { error: 0, warning: 1, info: 2 };
    return out.length > 1 ? out.sort((a, b) => gravity[this.findings[a].s] - gravity[this.findings[b].s] || a - b) : out;
  }

  // rowOfFinding returns the bead a finding belongs to, or undefined.
  rowOfFinding(n) {
    const f = this.findings[n];
    for (const [l, quote] of [["zh", f.z], ["en", f.e]]) if (quote && quote.at) return this.paragraphBead[l].get(quote.at[0]);
    return undefined;
  }
}
