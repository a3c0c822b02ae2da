// Search in the texts, and correct what is found: replacing makes corrections
// beside the originals, never changes them.
import { h, fill, announce, later } from "/page/dom.js";
import { say } from "./words.js";

function folded(text) {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

export class SearchPanel {
  constructor(view) {
    this.view = view;
    this.input = h("input", { type: "search", "aria-label": say("find"), placeholder: say("find"), autocomplete: "off", spellcheck: "false", input: later(() => this.look(), 120) });
    this.with = h("input", { type: "text", "aria-label": say("replaceWith"), placeholder: say("replaceWith"), autocomplete: "off", spellcheck: "false" });
    this.langs = h("select", { change: () => this.look() }, h("option", { value: "" }, say("bothLanguages")), h("option", { value: "zh" }, say("chinese")), h("option", { value: "en" }, say("english")));
    this.count = h("span.quiet", { role: "status" });
    this.all = h("button", { type: "button", click: () => this.replace(this.hits) }, say("replaceAll", 0));
    this.root = h("form.searchpanel", { role: "search", hidden: true, submit: (e) => { e.preventDefault(); this.look(); this.go(1); } },
      h("div.line", {}, this.input, h("label.field", {}, h("span", {}, say("inLanguage")), " ", this.langs),
        h("button", { type: "submit", title: "Enter, g" }, say("findNext")), h("button", { type: "button", title: "Shift+Enter, G", click: () => this.go(-1) }, say("findPrevious")), this.count),
      h("div.line", {}, this.with, h("button", { type: "button", click: () => this.replaceHere() }, say("replaceOne")), this.all,
        h("button", { type: "button", title: "Esc", click: () => this.hide() }, say("close"))));
    this.root.addEventListener("keydown", (e) => {
      if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); this.hide(); }
      if (e.key === "Enter" && e.shiftKey) { e.preventDefault(); this.look(); this.go(-1); }
    });
    this.hits = [];
  }

  show() {
    this.root.hidden = false;
    const chosen = String(getSelection()).trim();
    if (chosen && chosen.length < 80) this.input.value = chosen;
    this.input.focus();
    this.input.select();
    this.look();
  }

  hide() {
    this.root.hidden = true;
    this.view.select(this.view.cursor.bead, { sub: this.view.cursor.sub, lang: this.view.cursor.lang, unit: this.view.cursor.unit, scroll: false });
  }

  // look finds the paragraphs; letters' case counts only for replacing.
  look() {
    const query = folded(this.input.value);
    this.hits = [];
    let matches = 0;
    if (query) {
      for (const bead of this.view.model.beads) {
        for (const l of ["zh", "en"]) {
          if (this.langs.value && this.langs.value !== l) continue;
          for (const p of bead[l[0]]) {
            const n = folded(this.textOf(l, p)).split(query).length - 1;
            if (n) this.hits.push({ bead, l, p });
            matches += n;
          }
        }
      }
    }
    fill(this.count, query ? (matches ? say("matches", matches, this.hits.length) : say("noMatch")) : "");
    fill(this.all, say("replaceAll", this.able().length));
    this.all.disabled = !this.able().length;
  }

  textOf(l, p) {
    const paragraph = this.view.model[l][p];
    return paragraph.fix || paragraph.t;
  }

  // able lists the hits that hold the very words, in one language.
  able(hits = this.hits) {
    return this.input.value ? hits.filter(({ l, p }) => this.textOf(l, p).includes(this.input.value)) : [];
  }

  go(by) {
    if (!this.input.value) { this.view.run("search"); return; }
    if (!this.hits.length) { announce(say("noMatch")); return; }
    const { cursor } = this.view;
    const order = (bead, l, p) => bead.n * 2e6 + (l === "en" ? 1e6 : 0) + p;
    const unit = Array.isArray(cursor.unit) ? cursor.unit[0] : cursor.unit ?? 0;
    const here = order(cursor.bead, cursor.lang, unit);
    const at = (x) => order(this.view.model.beadOf("paragraph", x.l, x.p), x.l, x.p);
    const started = this.last === this.input.value;
    this.last = this.input.value;
    const next = by > 0 ? this.hits.find((x) => (started ? at(x) > here : at(x) >= here)) || this.hits[0] : this.hits.findLast((x) => at(x) < here) || this.hits.at(-1);
    const inPanel = this.root.contains(document.activeElement);
    this.view.goTo(this.view.model.beadOf("paragraph", next.l, next.p), null, { lang: next.l, unit: next.p, focus: !inPanel });
    this.mark();
    announce(`${say("rowOf", this.view.cursor.bead.n + 1)} ${this.textOf(next.l, next.p).slice(0, 120)}`);
  }

  // mark shows the words that were found in the current row.
  mark() {
    if (!window.Highlight || !CSS.highlights) return;
    const row = this.view.list.elements.get(this.view.cursor.bead);
    const ranges = [];
    const query = folded(this.input.value);
    for (const words of row ? row.querySelectorAll(".prose, .fix") : []) {
      const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
      const nodes = [];
      for (let t = walker.nextNode(); t; t = walker.nextNode()) nodes.push(t);
      const text = folded(nodes.map((t) => t.data).join(""));
      for (let i = text.indexOf(query); i >= 0 && query; i = text.indexOf(query, i + query.length)) ranges.push(rangeOf(nodes, i, i + query.length));
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  replaceHere() {
    const { cursor } = this.view;
    const p = Array.isArray(cursor.unit) ? cursor.unit[0] : cursor.unit;
    this.replace(this.hits.filter((x) => x.l === cursor.lang && x.p === p));
  }

  // replace corrects hits, one op a language, in one step of undo.
  replace(hits) {
    const able = this.able(hits);
    if (!able.length) { announce(say("noMatch")); return; }
    const ops = ["zh", "en"].map((l) => ({ op: "replace", lang: l, find: this.input.value, with: this.with.value, units: able.filter((x) => x.l === l).map((x) => this.view.model[l][x.p].i) })).filter((op) => op.units.length);
    this.view.session.act(ops);
    this.view.bar.show();
    announce(say("replaced", able.length));
    this.look();
    fill(this.count, say("replaced", able.length));
  }
}

function rangeOf(nodes, start, end) {
  const range = document.createRange();
  let at = 0;
  for (const t of nodes) {
    const next = at + t.data.length;
    if (start >= at && start < next) range.setStart(t, start - at);
    if (end > at && end <= next) range.setEnd(t, end - at);
    at = next;
  }
  return range;
}
