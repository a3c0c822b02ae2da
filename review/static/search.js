// Search in the texts, and correct what is found: replacing makes corrections
// beside the originals, never changes them.
import { h, fill, announce, later } from "../page/dom.js";
import { ApiError, findWords } from "./api.js";
import { say, inLang } from "./words.js";

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
    this.root = h("form.searchpanel", { role: "search", hidden: true, submit: (e) => { e.preventDefault(); this.go(1); } },
      h("div.line", {}, this.input, h("label.field", {}, h("span", {}, say("inLanguage")), " ", this.langs),
        h("button", { type: "submit", title: "Enter, g" }, say("findNext")), h("button", { type: "button", title: "Shift+Enter, G", click: () => this.go(-1) }, say("findPrevious")), this.count),
      h("div.line", {}, this.with, h("button", { type: "button", click: () => this.replaceHere() }, say("replaceOne")), this.all,
        h("button", { type: "button", title: "Esc", click: () => this.hide() }, say("close"))));
    this.root.addEventListener("keydown", (e) => {
      if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); this.hide(); }
      if (e.key === "Enter" && e.shiftKey) { e.preventDefault(); this.go(-1); }
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
    if (window.Highlight && CSS.highlights) CSS.highlights.delete("found");
    this.view.select(this.view.cursor.bead, { sub: this.view.cursor.sub, lang: this.view.cursor.lang, unit: this.view.cursor.unit, scroll: false });
  }

  // look asks the server for the paragraphs, when it has all that was done here;
  // letters' case counts only for replacing.
  async look() {
    const query = this.input.value;
    const asked = (this.asked = {});
    let found = [];
    if (query) {
      await this.view.session.idle();
      try {
        found = (await findWords(this.view.id, query, this.langs.value)).found;
      } catch (e) {
        if (!(e instanceof ApiError)) throw e;
        if (asked === this.asked) fill(this.count, inLang(e.both));
        return false;
      }
    }
    if (asked !== this.asked) return false; // something else is looked for meanwhile
    const { model } = this.view;
    this.hits = found.filter((x) => x.at < model[x.lang].length).map((x) => ({ l: x.lang, p: x.at, exact: x.exact, text: x.text }));
    const order = ({ l, p }) => this.order(model.beadOf("paragraph", l, p), l, p);
    this.hits.sort((a, b) => order(a) - order(b));
    fill(this.count, query ? (found.length ? say("matches", found.reduce((n, x) => n + x.n, 0), found.length) : say("noMatch")) : "");
    fill(this.all, say("replaceAll", this.able().length));
    this.all.disabled = !this.able().length;
    this.looked = query;
    return true;
  }

  order(bead, l, p) {
    return (bead ? bead.n : 0) * 2e6 + (l === "en" ? 1e6 : 0) + p;
  }

  // able lists the hits that hold the very words, in one language.
  able(hits = this.hits) {
    return this.input.value ? hits.filter((x) => x.exact) : [];
  }

  async go(by) {
    if (!this.input.value) { this.view.run("search"); return; }
    if (this.looked !== this.input.value && !(await this.look())) return;
    if (!this.hits.length) { announce(say("noMatch")); return; }
    const { cursor } = this.view;
    const unit = Array.isArray(cursor.unit) ? cursor.unit[0] : cursor.unit ?? 0;
    const here = this.order(cursor.bead, cursor.lang, unit);
    const at = (x) => this.order(this.view.model.beadOf("paragraph", x.l, x.p), x.l, x.p);
    const started = this.last === this.input.value;
    this.last = this.input.value;
    const next = by > 0 ? this.hits.find((x) => (started ? at(x) > here : at(x) >= here)) || this.hits[0] : this.hits.findLast((x) => at(x) < here) || this.hits.at(-1);
    const inPanel = this.root.contains(document.activeElement);
    this.view.goTo(this.view.model.beadOf("paragraph", next.l, next.p), null, { lang: next.l, unit: next.p, focus: !inPanel });
    this.mark();
    announce(`${say("rowOf", this.view.cursor.bead.n + 1)} ${next.text}`);
  }

  // mark shows the words that were found in the current row.
  mark() {
    if (!window.Highlight || !CSS.highlights || this.root.hidden) return;
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
    this.look().then(() => fill(this.count, say("replaced", able.length)));
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
