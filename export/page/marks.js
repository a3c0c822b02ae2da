// A paragraph's text with its numbers and with what findings point to.
import { h, addText } from "./dom.js";
import { placeOf } from "./data.js";

const shortFigure = 10; // UTF-16 units that are kept on one line
const gravity = { error: 3, warning: 2, info: 1 };

// Marks finds, for each paragraph of a report, what stands in it.
export class Marks {
  constructor(report) {
    this.report = report;
    this.figures = { zh: new Map(), en: new Map() };
    this.findings = { zh: new Map(), en: new Map() };
    this.elements = new Map(); // by figure
    this.quotes = new Map(); // by finding
    for (const l of ["zh", "en"]) {
      report.figures.forEach((f, i) => collect(this.figures[l], placeOf(f, l), i));
      report.findings.forEach((f, i) => collect(this.findings[l], placeOf(f, l), i));
    }
  }

  // figureAt returns the figure that overlaps a place, or -1.
  figureAt(l, at) {
    const found = at && (this.figures[l].get(at[0]) || []).find(([s, e]) => s < at[2] && at[1] < e);
    return found ? found[2] : -1;
  }

  // render appends the part [start, end) of a paragraph.
  render(parent, l, paragraph, start, end) {
    const text = this.report[l][paragraph].t;
    const figures = inside(this.figures[l].get(paragraph), start, end);
    let at = start;
    for (const [s, e, i] of figures) {
      if (s < at) continue;
      this.pieces(parent, l, paragraph, text, at, s);
      parent.append(this.figure(l, paragraph, text, s, e, i));
      at = e;
    }
    this.pieces(parent, l, paragraph, text, at, end);
  }

  figure(l, paragraph, text, start, end, i) {
    const f = this.report.figures[i];
    const first = f.o ? this.report.observations[f.o[0]] : null;
    const pair = f.z && f.e ? "paired" : "lone";
    const kind = first ? (first.g === "differ" ? "differ" : pair) : pair + ".plain";
    const length = end - start <= shortFigure ? ".short" : "";
    const element = h("span.fig." + kind + length, { tabindex: "-1", role: "button", data: { fig: String(i) } });
    this.pieces(element, l, paragraph, text, start, end);
    remember(this.elements, i, element);
    return element;
  }

  // pieces appends text, cut where findings begin and end; the gravest shows.
  pieces(parent, l, paragraph, text, start, end) {
    if (start >= end) return;
    const found = inside(this.findings[l].get(paragraph), start, end);
    const edges = new Set([start, end]);
    for (const [s, e] of found) edges.add(s).add(e);
    const cuts = [...edges].sort((a, b) => a - b);
    for (let i = 1; i < cuts.length; i++) {
      const here = found.filter(([s, e]) => s < cuts[i] && cuts[i - 1] < e).map(([, , n]) => n);
      const part = text.slice(cuts[i - 1], cuts[i]);
      if (here.length) parent.append(this.mark(l, here, part));
      else addText(parent, part);
    }
  }

  mark(l, here, part) {
    const side = l === "zh" ? "z" : "e";
    const findings = here.map((n) => this.report.findings[n]);
    const pointed = findings.filter((f) => !f[side].c && f.a !== "dismissed");
    const worst = pointed.reduce((w, f) => (gravity[f.s] > (gravity[w] || 0) ? f.s : w), "context");
    const element = h(worst === "context" ? "span.context" : "mark." + worst, {}, part);
    for (const n of here) remember(this.quotes, n, element);
    return element;
  }
}

function collect(map, at, i) {
  if (!at || at[1] >= at[2]) return;
  if (!map.has(at[0])) map.set(at[0], []);
  map.get(at[0]).push([at[1], at[2], i]);
}

function inside(list, start, end) {
  return (list || [])
    .filter(([s, e]) => s < end && start < e)
    .map(([s, e, i]) => [Math.max(s, start), Math.min(e, end), i])
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

function remember(map, key, element) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(element);
}

// alive returns the elements kept under a key that are still in the page.
export function alive(map, key) {
  const list = (map.get(key) || []).filter((e) => e.isConnected);
  if (map.has(key)) map.set(key, list);
  return list;
}
