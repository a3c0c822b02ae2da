// A report as the page works on it: places are indexes of paragraphs and UTF-16
// units (the form that marks.js reads), beads are objects that keep their
// identity while they are on the screen. The index of the whole report is always
// here; texts, numbers and messages are added as their rows are looked at.
import { Figures } from "./figures.js";
import { isFar, offset, unitKey } from "./places.js";

const sides = ["zh", "en"];

// splice puts a splice of the server's, [from, how many go, those that come], into a
// list.
function splice(list, [from, gone, news]) {
  return from === 0 && gone >= list.length ? news : [...list.slice(0, from), ...news, ...list.slice(from + gone)];
}

// mended returns the index that a view gives, for somebody who has the one before.
export function mended(old, index) {
  const lane = (l) => (index[l] ? { lines: splice(old?.[l]?.lines || [], index[l].lines), parts: splice(old?.[l]?.parts || [], index[l].parts) } : null);
  const list = (name) => splice(old?.[name] || [], index[name]);
  return { zh: lane("zh"), en: lane("en"), beads: list("beads"), findings: list("findings"), fixes: list("fixes") };
}

function lane(side) {
  const out = { paragraphs: [], at: new Map(), sentence: new Map(), cuts: new Map() };
  for (const [i, n, g = 0, k = "paragraph", l = 0, t = ""] of side ? side.lines : []) {
    out.at.set(i, out.paragraphs.length);
    out.paragraphs.push({ i, n, g, k, l, t, fix: "", far: false, s: [], here: false });
  }
  for (const [at, whole] of side ? side.parts : []) out.cuts.set(out.paragraphs[at].i, whole);
  return out;
}

// Model is a report's beads and findings, and what is here of its texts.
export class Model {
  constructor(head, index) {
    this.raw = { id: head.id, title: head.title };
    this.id = head.id;
    this.index(index);
  }

  index(index) {
    this.lanes = { zh: lane(index.zh), en: lane(index.en) };
    this.zh = this.lanes.zh.paragraphs;
    this.en = this.lanes.en.paragraphs;
    this.alone = !index.zh || !index.en;
    this.beads = this.alone ? this.eachAlone() : index.beads.map(beadOf);
    this.fixesOf(index);
    this.place("paragraph");
    this.forget(index);
  }

  // eachAlone gives a report in one language a bead for each paragraph.
  eachAlone() {
    return sides.flatMap((l) => this[l].map((p, i) => beadOf([l === "zh" ? [i] : [], l === "en" ? [i] : [], 1, "auto"])));
  }

  fixesOf(index) {
    const news = new Map(index.fixes.map(([l, at, text]) => [this[l][at], text]));
    const changed = [];
    for (const l of sides) {
      this[l].forEach((p, i) => {
        const fix = news.get(p) || "";
        if (p.fix !== fix) changed.push([l, i]);
        p.fix = fix;
      });
    }
    return changed;
  }

  // forget drops what was here of the texts; the findings are where the index has them.
  forget(index) {
    for (const l of sides) {
      for (const p of this[l]) if (p.here) { p.here = false; p.s = []; }
      this.lanes[l].sentence = new Map();
    }
    this.sentences = [];
    this.place("sentence");
    this.observations = [];
    this.findings = index.findings.map(([i, s, a, l, at, noted]) => ({ i, s, a, l, p: at, note: "", noted, m: { zh: "", en: "" } }));
    this.homes = this.homesOfFindings();
    this.quotes = { zh: new Map(), en: new Map() };
    this.numbers = new Figures(this);
    this.figures = this.numbers.figures;
  }

  // mend brings the model to another index of the same paragraphs; kept says that what
  // stands in them is the same, too. It returns the beads that differ: pairs of those
  // that go and those that come in their place.
  mend(index, kept) {
    const lines = this.alone ? this.beads.map((b) => [b.z, b.e, b.c, b.a, b.m]) : index.beads;
    const olds = this.beads;
    const changed = new Set();
    let i = 0;
    this.beads = lines.map((line) => {
      // The next old bead of these units, if there is one not far on.
      for (let k = i; k < Math.min(olds.length, i + 50); k++) {
        if (!equal(olds[k].z, line[0]) || !equal(olds[k].e, line[1])) continue;
        i = k + 1;
        const [, , c, a, m = ""] = line;
        const bead = olds[k];
        if (bead.c !== c || bead.a !== a || bead.m !== m) {
          Object.assign(bead, { c, a, m });
          changed.add(bead);
        }
        return bead;
      }
      return beadOf(line);
    });
    const fixed = this.fixesOf(index);
    this.place("paragraph");
    for (const [l, p] of fixed) changed.add(this.paragraphBead[l].get(p));
    if (!kept) {
      this.forget(index);
      return null;
    }
    index.findings.forEach(([, , a, , , noted], n) => {
      const f = this.findings[n];
      if (f.a === a && f.noted === noted) return;
      Object.assign(f, { a, noted });
      changed.add(this.rowOfFinding(n));
    });
    return changed;
  }

  // add takes in rows of the server's.
  add(rows) {
    for (const l of sides) this.addTexts(l, rows[l]);
    this.addSentences(rows.sentences);
    for (const o of rows.observations) this.numbers.observe(o);
    for (const f of rows.findings) this.addFinding(f);
    for (const l of sides) for (const x of rows[l].paragraphs) this[l][x.at].here = true;
    this.numbers.pair(rows);
  }

  addTexts(l, { paragraphs, others, sentences }) {
    const fresh = new Set();
    for (const x of [...paragraphs, ...others]) {
      const p = this[l][x.at];
      p.t = x.text;
      p.far = isFar(x.text);
      if (!x.kind) continue;
      if (!p.here) fresh.add(p);
      p.s = p.here ? p.s : [];
      p.k = x.kind;
      p.c = x.cell;
      p.o = x.ocr;
    }
    for (const s of sentences) {
      const at = this.lanes[l].at.get(s.paragraph);
      const p = this[l][at];
      if (!fresh.has(p)) continue;
      this.lanes[l].sentence.set(s.id, [at, p.s.length]);
      p.s.push({ i: s.id, s: offset(p.t, s.start, p.far), e: offset(p.t, s.end, p.far) });
    }
  }

  addSentences(beads) {
    const units = (l, ids) => (ids || []).map((id) => this.lanes[l].sentence.get(id)).filter((u) => u !== undefined);
    let more = false;
    for (const b of beads) {
      const bead = { z: units("zh", b.zh), e: units("en", b.en), c: b.confidence, a: b.status, m: b.comment || "", order: b.n };
      const known = sides.some((l) => bead[l[0]].some((u) => this.sentenceBead[l].has(unitKey(u))));
      if (known || bead.z.length + bead.e.length === 0) continue;
      this.sentences.push(bead);
      more = true;
    }
    if (!more) return;
    this.sentences.sort((a, b) => a.order - b.order);
    this.place("sentence");
  }

  addFinding(f) {
    const k = this.findings[f.n];
    if (!k || k.z !== undefined || k.e !== undefined || k.i !== f.id) return;
    Object.assign(k, { k: f.check, m: f.message, z: this.quote("zh", f.zh), e: this.quote("en", f.en) });
    k.note = f.comment || "";
    k.a = f.status;
    for (const l of sides) {
      const quote = k[l[0]];
      if (!quote || !quote.at) continue;
      if (!this.quotes[l].has(quote.at[0])) this.quotes[l].set(quote.at[0], []);
      this.quotes[l].get(quote.at[0]).push(f.n);
    }
  }

  // has says whether all that a bead's row shows is here.
  has(bead) {
    return bead.z.every((p) => this.zh[p].here) && bead.e.every((p) => this.en[p].here);
  }

  // at is [paragraph, start, end] in UTF-16 units, or null.
  at(l, q) {
    const at = q && this.lanes[l].at.get(q.paragraph);
    if (at === undefined || at === null) return null;
    const { t, far } = this[l][at];
    return far ? [at, offset(t, q.start, far), offset(t, q.end, far)] : [at, q.start, q.end];
  }

  quote(l, q) {
    if (!q) return undefined;
    const at = this.at(l, q);
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

  list(level) {
    return level === "sentence" ? this.sentences : this.beads;
  }

  // place finds the bead of each unit of a level again.
  place(level) {
    const of = level === "sentence" ? { zh: new Map(), en: new Map() } : { zh: new Places(this.zh.length), en: new Places(this.en.length) };
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
    for (const l of sides) {
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
    this.findings.forEach(({ l, p }, n) => {
      if (p < 0) return;
      if (!homes[l].has(p)) homes[l].set(p, []);
      homes[l].get(p).push(n);
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
    const { l, p } = this.findings[n];
    return p < 0 ? undefined : this.paragraphBead[l].get(p);
  }
}

// Places is a Map of small whole numbers, which a long report has many of.
class Places {
  constructor(n) {
    this.list = new Array(n);
  }

  get(i) {
    return this.list[i];
  }

  set(i, v) {
    this.list[i] = v;
  }
}

function beadOf([z, e, c, a, m = ""]) {
  return { z, e, c, a, m };
}

function equal(a, b) {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
