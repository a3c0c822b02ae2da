// The numbers of both texts with their counterparts: those that became
// observations as the program joined them, then what is left (years, dates,
// ordinals), joined where one sentence bead states the same value equally often
// in both languages. They come with the rows they stand in.
import { unitKey } from "./places.js";

// Figures joins the numbers of a model.
export class Figures {
  constructor(model) {
    this.model = model;
    this.known = new Set(); // observations by place in the report's list
    this.figures = [];
    this.by = { zh: new Map(), en: new Map() }; // figures by paragraph
  }

  find(l, at) {
    if (!at) return -1;
    for (const i of this.by[l].get(at[0]) || []) {
      const place = this.figures[i][l[0]];
      if (place[1] < at[2] && at[1] < place[2]) return i;
    }
    return -1;
  }

  settle(i, l) {
    const at = this.figures[i][l[0]];
    if (!at) return;
    if (!this.by[l].has(at[0])) this.by[l].set(at[0], []);
    this.by[l].get(at[0]).push(i);
  }

  add(figure) {
    const i = this.figures.push(figure) - 1;
    this.settle(i, "zh");
    this.settle(i, "en");
  }

  // observe takes in an observation as the server tells it.
  observe(raw) {
    if (this.known.has(raw.n)) return;
    this.known.add(raw.n);
    const { model } = this;
    const o = {
      i: raw.id, n: raw.indicator, l: raw.label, a: raw.area, p: raw.period, b: raw.body, v: raw.value, lo: raw.low, hi: raw.high, u: raw.unit, q: raw.qualifier,
      r: raw.role, c: raw.comparison, z: model.quote("zh", raw.zh), e: model.quote("en", raw.en), g: raw.agreement, k: raw.rule, f: raw.confidence,
    };
    this.join(model.observations.push(o) - 1, whole(o.z), whole(o.e));
  }

  // join adds an observation; one number may become several of them.
  join(o, z, e) {
    const j = this.find("en", e);
    let i = this.find("zh", z);
    if (i < 0) i = j;
    if (i < 0) {
      if (z || e) this.add({ z, e, o: [o] });
      return;
    }
    const f = this.figures[i];
    (f.o ||= []).push(o);
    if (!f.z && z) { f.z = z; this.settle(i, "zh"); }
    if (!f.e && e && j < 0) { f.e = e; this.settle(i, "en"); }
  }

  // pair joins the other numbers of rows that have come.
  pair(rows) {
    const left = ["zh", "en"].map((l) => this.group(l, this.unclaimed(l, rows[l].quantities)));
    for (const [key, { numbers, able }] of left[0]) {
      const other = able && left[1].get(key);
      const joined = other && other.numbers.length === numbers.length;
      numbers.forEach((x, i) => {
        const mate = joined && other.numbers[i];
        this.add(mate ? { z: x.at, e: mate.at, q: [x.q.id, mate.q.id] } : { z: x.at, q: [x.q.id] });
      });
      if (joined) left[1].delete(key);
    }
    for (const { numbers } of left[1].values()) for (const x of numbers) this.add({ e: x.at, q: [x.q.id] });
  }

  // unclaimed returns the quantities of a language without a figure, and notes the
  // ids of the others with theirs.
  unclaimed(l, quantities) {
    const out = [];
    for (const q of quantities) {
      const at = this.model.at(l, q);
      if (!at || at[1] >= at[2]) continue;
      const i = this.find(l, at);
      if (i < 0) out.push({ q, at });
      else if (!(this.figures[i].q ||= []).includes(q.id)) this.figures[i].q.push(q.id);
    }
    return out;
  }

  // group keys numbers by what they could be paired by.
  group(l, numbers) {
    const { model } = this;
    const groups = new Map();
    for (const x of numbers) {
      const n = model[l][x.at[0]].s.findIndex((s) => s.s <= x.at[1] && x.at[1] < s.e);
      const bead = n < 0 ? undefined : model.sentenceBead[l].get(unitKey([x.at[0], n]));
      const key = bead ? `${bead.n} ${x.q.kind} ${x.q.value}` : `${l}${x.at[0]} ${x.q.kind} ${x.q.value}`;
      if (!groups.has(key)) groups.set(key, { numbers: [], able: Boolean(bead) && x.q.value !== null });
      groups.get(key).numbers.push(x);
    }
    return groups;
  }
}

function whole(quote) {
  return quote && quote.at && quote.at[1] < quote.at[2] ? quote.at : undefined;
}
