// The rows of a report in chunks. A chunk's rows are made when it comes near the
// window and let go when it is far from it, so that ten thousand rows cost what a
// few hundred do.
import { h } from "../page/dom.js";
import { say } from "./words.js";

const chunkSize = 25;
const near = "900px 0px";
const far = "6000px 0px";

export class RowList {
  // makeRow(bead) returns a row's element; guess(bead) its height in pixels;
  // hold(bead) says that its element must stay.
  constructor({ makeRow, guess, hold }) {
    this.makeRow = makeRow;
    this.guess = guess;
    this.hold = hold;
    this.root = h("div.rows", { role: "grid", "aria-label": say("rowsLabel") });
    this.chunks = [];
    this.rows = [];
  }

  show(rows) {
    this.stop();
    this.rows = rows;
    this.chunks = [];
    this.chunkOf = new Map();
    this.elements = new Map();
    for (let from = 0; from < rows.length; from += chunkSize) this.chunks.push(this.chunk(rows.slice(from, from + chunkSize)));
    this.root.replaceChildren(...this.chunks.map((c) => c.element));
    if (!rows.length) this.root.replaceChildren(h("div", { role: "row" }, h("div.empty", { role: "gridcell" }, say("nothing"))));
    this.root.setAttribute("aria-rowcount", String(rows.length));
    this.start();
  }

  chunk(rows) {
    const chunk = { element: h("div.chunk", { role: "rowgroup" }), rows, filled: false };
    for (const bead of rows) this.chunkOf.set(bead, chunk);
    this.stretch(chunk, rows.reduce((sum, b) => sum + this.guess(b), 0));
    chunk.element.chunk = chunk;
    return chunk;
  }

  stretch(chunk, height) {
    chunk.element.style.minHeight = height ? `${height}px` : "";
    if (height) chunk.element.style.containIntrinsicSize = `auto ${height}px`;
  }

  start() {
    const watch = (margin, seen) => new IntersectionObserver((entries) => {
      for (const e of entries) seen(e.target.chunk, e.isIntersecting);
    }, { rootMargin: margin });
    this.nearby = watch(near, (chunk, there) => { if (there) this.fill(chunk); });
    this.away = watch(far, (chunk, there) => { if (!there) this.empty(chunk); });
    for (const c of this.chunks) {
      this.nearby.observe(c.element);
      this.away.observe(c.element);
    }
    if (this.chunks.length) this.fill(this.chunks[0]);
  }

  stop() {
    if (!this.nearby) return;
    this.nearby.disconnect();
    this.away.disconnect();
  }

  fill(chunk) {
    if (chunk.filled) return;
    chunk.filled = true;
    chunk.element.replaceChildren(...chunk.rows.map((b) => this.element(b)));
    this.stretch(chunk, 0);
  }

  empty(chunk) {
    if (!chunk.filled || chunk.rows.some(this.hold)) return;
    const height = chunk.element.offsetHeight;
    chunk.filled = false;
    for (const b of chunk.rows) this.elements.delete(b);
    chunk.element.replaceChildren();
    this.stretch(chunk, height);
  }

  // arrange shows other rows, of which those that were shown stand in the same order.
  arrange(rows) {
    if (!this.chunks.length || !rows.length) { this.show(rows); return; }
    const fresh = new Map(this.chunks.map((c) => [c, []]));
    let chunk = this.chunks[0];
    for (const bead of rows) {
      chunk = this.chunkOf.get(bead) || chunk;
      fresh.get(chunk).push(bead);
    }
    this.rows = rows;
    const kept = new Set(rows);
    for (const bead of this.chunkOf.keys()) if (!kept.has(bead)) { this.chunkOf.delete(bead); this.elements.delete(bead); }
    for (const [c, beads] of fresh) {
      if (beads.length === c.rows.length && beads.every((b, i) => b === c.rows[i])) continue;
      c.rows = beads;
      for (const b of beads) this.chunkOf.set(b, c);
      if (c.filled) c.element.replaceChildren(...beads.map((b) => this.elements.get(b) || this.element(b)));
    }
    this.root.setAttribute("aria-rowcount", String(rows.length));
  }

  // again makes the rows near the window again, and lets the others go.
  again() {
    for (const c of this.chunks) {
      if (!c.filled) continue;
      const { top, bottom } = c.element.getBoundingClientRect();
      const seen = bottom > -window.innerHeight && top < 2 * window.innerHeight;
      if (seen) for (const b of c.rows) this.update(b);
      else this.empty(c);
    }
    for (const [b] of this.elements) if (this.hold(b)) this.update(b);
  }

  element(bead) {
    const element = this.makeRow(bead);
    element.bead = bead;
    this.elements.set(bead, element);
    return element;
  }

  // update makes the row of a bead again, where it is on the screen.
  update(bead) {
    const old = this.elements.get(bead);
    if (!old || !old.isConnected) return null;
    const element = this.element(bead);
    old.replaceWith(element);
    return element;
  }

  // exchange puts rows in the place of others that stand together.
  exchange(olds, news) {
    const shown = olds.filter((b) => this.chunkOf.has(b));
    if (!shown.length) return;
    const chunk = this.chunkOf.get(shown[0]);
    const at = this.rows.indexOf(shown[0]);
    const fresh = news.filter((b) => !olds.includes(b) || this.chunkOf.has(b));
    this.rows.splice(at, shown.length, ...fresh);
    const first = chunk.rows.indexOf(shown[0]);
    for (const b of shown) this.drop(b);
    this.insert(chunk, first, fresh);
    this.root.setAttribute("aria-rowcount", String(this.rows.length));
  }

  drop(bead) {
    const chunk = this.chunkOf.get(bead);
    chunk.rows.splice(chunk.rows.indexOf(bead), 1);
    const element = this.elements.get(bead);
    if (element) element.remove();
    this.elements.delete(bead);
    this.chunkOf.delete(bead);
  }

  insert(chunk, at, news) {
    chunk.rows.splice(at, 0, ...news);
    for (const b of news) this.chunkOf.set(b, chunk);
    if (!chunk.filled) return;
    const before = chunk.element.children[at] || null;
    for (const b of news) chunk.element.insertBefore(this.element(b), before);
  }

  // reveal makes a bead's row and returns it, or null where it is filtered out.
  reveal(bead) {
    const chunk = this.chunkOf.get(bead);
    if (!chunk) return null;
    this.fill(chunk);
    return this.elements.get(bead);
  }

  has(bead) {
    return this.chunkOf.has(bead);
  }
}
