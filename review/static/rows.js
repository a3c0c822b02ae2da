// One row: both sides of a bead, its state, its findings, and for the current row
// the buttons for everything that can be done with it.
import { h, inTongue } from "../page/dom.js";
import { Marks } from "../page/marks.js";
import { codeName } from "../page/data.js";
import { say, inLang, lang, langTag } from "./words.js";
import { keyNames, ariaKeys } from "./keys.js";
import { unitKey } from "./places.js";
import { difference } from "./difference.js";

const sure = 0.9;
const likely = 0.6;

// certainty puts a confidence into a word: "high", "medium", "low".
export function certainty(confidence) {
  if (confidence >= sure) return "high";
  return confidence >= likely ? "medium" : "low";
}

// LiveMarks marks texts without keeping what it has made: rows come and go. What
// stands in a paragraph it asks the model, which learns of it as rows are fetched.
export class LiveMarks extends Marks {
  constructor(model) {
    super({ figures: [], findings: [] });
    this.report = model;
    const lists = (of, place) => Object.fromEntries(["zh", "en"].map((l) => [l, { get: (p) => (of(l).get(p) || []).map((i) => [...place(l, i).slice(1), i]) }]));
    this.figures = lists((l) => model.numbers.by[l], (l, i) => model.figures[i][l[0]]);
    this.findings = lists((l) => model.quotes[l], (l, n) => model.findings[n][l[0]].at);
  }

  figure(...place) {
    const element = super.figure(...place);
    this.elements.clear();
    return element;
  }

  mark(l, here, part) {
    const element = super.mark(l, here, part);
    element.dataset.quotes = ` ${here.join(" ")} `;
    this.quotes.clear();
    return element;
  }
}

// button makes a button for a command, with its key in the title.
export function button(command, run, { label = say(command), small = true, ...more } = {}) {
  return h("button" + (small ? ".small" : ""), {
    type: "button", title: `${say(command)}${keyNames(command).length ? ` (${keyNames(command)[0]})` : ""}`, "aria-keyshortcuts": ariaKeys(command),
    data: { command }, click: (e) => { e.stopPropagation(); run(command, e); }, ...more,
  }, label);
}

export class RowMaker {
  // view gives model, marks, cursor, bySentence(bead), picked, run(command)
  constructor(view) {
    this.view = view;
  }

  get model() {
    return this.view.model;
  }

  make(bead) {
    const { view, model } = this;
    const current = view.cursor.bead === bead;
    const split = view.bySentence(bead);
    const row = h("section.bead" + (current ? ".current" : "") + (split ? ".split" : "") + (view.working === bead ? ".working" : "") + "." + bead.a, {
      role: "row", "aria-busy": view.working === bead ? "true" : null, tabindex: current ? "0" : "-1", "aria-selected": String(current), "aria-rowindex": String(bead.n + 1),
    });
    row.append(this.gutter(bead, current));
    if (!model.has(bead)) {
      view.wants(bead);
      row.classList.add("coming");
      row.setAttribute("aria-busy", "true");
      row.append(this.coming("zh", bead.z), this.coming("en", bead.e));
      return row;
    }
    if (split) row.append(this.sentenceCells(bead, current));
    else row.append(this.side("zh", bead.z, current), this.side("en", bead.e, current));
    const found = model.findingsOf(bead);
    const last = [found.length ? this.notes(found, current) : null, this.comment(bead), current ? this.tools(bead, split) : null].filter(Boolean);
    if (last.length) row.append(h("div.under", { role: "gridcell" }, last));
    return row;
  }

  // coming stands for a side whose texts are on their way.
  coming(l, units) {
    const side = h("div.side", { lang: langTag(l), role: "gridcell", data: { side: l } }, units.length ? h("p.quiet", {}, "…") : this.absent());
    const points = units.reduce((n, p) => n + this.model[l][p].n, 0);
    side.style.minHeight = `${1.6 * Math.ceil(points / (l === "zh" ? 30 : 62))}em`;
    return side;
  }

  // number says anew which row it is, when rows before it have come or gone.
  number(row, bead) {
    row.setAttribute("aria-rowindex", String(bead.n + 1));
    row.querySelector(".rownum").textContent = String(bead.n + 1);
  }

  gutter(bead, current) {
    const word = certainty(bead.c);
    const page = [...bead.z.map((p) => this.model.zh[p].g), ...bead.e.map((p) => this.model.en[p].g)].find(Boolean);
    return h("div.gutter", { role: "rowheader" },
      h("span.rownum", {}, String(bead.n + 1)),
      this.model.alone ? null : this.state(bead, word),
      page ? h("span.quiet", {}, say("page", page)) : null,
      current ? null : this.alert(bead));
  }

  state(bead, word) {
    if (bead.a !== "auto") return h("span.settled." + bead.a, {}, h("span", { "aria-hidden": "true" }, bead.a === "confirmed" ? "✓ " : "✎ "), codeName("bead", bead.a));
    return h("span.sure." + word, { title: `${say("confidence")} ${bead.c.toFixed(2)}` }, h("span.out", {}, say("confidence") + " "), `${say(word)} ${Math.floor(bead.c * 100)}%`);
  }

  alert(bead) {
    const open = this.model.findingsOf(bead).filter((n) => this.model.findings[n].a === "open" && this.model.findings[n].s !== "info");
    return open.length ? h("span.flag", {}, h("span", { "aria-hidden": "true" }, "⚑ "), String(open.length), h("span.out", {}, " " + say("openFindings"))) : null;
  }

  side(l, units, current) {
    const cell = h("div.side", { lang: langTag(l), role: "gridcell", data: { side: l } }, units.map((u) => this.unit(l, u, current)));
    if (!units.length) cell.append(this.absent());
    return cell;
  }

  absent() {
    return h("p.absent", { lang: langTag(lang()) }, this.model.alone ? "" : say("noCounterpart"));
  }

  unit(l, unit, current) {
    const [p, start, end] = this.model.span(l, unit);
    const paragraph = this.model[l][p];
    const whole = !Array.isArray(unit);
    const { cursor, picked } = this.view;
    const key = unitKey(unit);
    const active = current && cursor.lang === l && cursor.unit !== null && unitKey(cursor.unit) === key;
    const element = h((whole ? this.tagOf(paragraph) : "p.text") + (active ? ".active" : "") + (picked.has(l, unit) ? ".picked" : ""), { data: { lang: l, unit: String(key), at: `${l}${p}` } });
    if (whole && paragraph.c) element.append(h("span.tag", { lang: langTag(lang()) }, say("cell", paragraph.c.table + 1, paragraph.c.row + 1, paragraph.c.col + 1)), " ");
    if (whole && paragraph.o) element.append(h("span.tag", { lang: langTag(lang()) }, say("ocr")), " ");
    const body = h("span.prose", { data: { start: String(start) } });
    this.view.marks.render(body, l, p, start, end);
    element.append(body);
    if (whole && paragraph.fix) return h("div", {}, element, this.corrected(l, paragraph));
    return element;
  }

  corrected(l, paragraph) {
    return h("p.fix", {}, h("span.tag", { lang: langTag(lang()) }, say("correction")), " ", difference(paragraph.t, paragraph.fix));
  }

  tagOf(paragraph) {
    switch (paragraph.k) {
      case "title": return "p.text.title";
      case "heading": return "p.text.heading";
      case "list_item": return "p.text.item";
      case "table_cell": return "p.text.cell";
      case "note": return "p.text.footnote";
    }
    return "p.text";
  }

  sentenceCells(bead, current) {
    return h("div.sentences", { role: "gridcell" }, this.model.sentencesOf(bead).map((s) => this.sentence(s, current)));
  }

  sentence(s, current) {
    const { cursor } = this.view;
    const here = current && cursor.sub === s;
    const element = h("div.sentence" + (here ? ".here" : ""), { role: "group", "aria-label": s.a === "auto" ? `${say("confidence")} ${say(certainty(s.c))}` : codeName("bead", s.a) },
      h("div", {}, s.a === "auto" ? h("span.sure-bar." + certainty(s.c), { title: s.c.toFixed(2) }, say(certainty(s.c))) : h("span.settled", {}, codeName("bead", s.a))),
      this.part("zh", s.z, here), this.part("en", s.e, here),
      s.m ? h("p.remark", {}, s.m) : null);
    element.sentence = s;
    return element;
  }

  part(l, units, here) {
    const cell = h("div.side", { lang: langTag(l), data: { side: l } }, units.map((u) => this.unit(l, u, here)));
    if (!units.length) cell.append(this.absent());
    return cell;
  }

  comment(bead) {
    return bead.m ? h("p.remark", {}, h("span.tag", {}, say("comment")), " ", bead.m) : null;
  }

  notes(found, current) {
    return h("ul.notes", {}, found.map((n) => this.note(n, current)));
  }

  note(n, current) {
    const f = this.model.findings[n];
    const chosen = current && this.view.cursor.finding === n;
    const tab = current ? "0" : "-1";
    const settle = (command) => button(command, () => this.view.settle(n, command), { tabindex: tab });
    return h("li.note." + f.s + (f.a === "dismissed" ? ".dismissed" : "") + (f.a === "accepted" ? ".accepted" : "") + (chosen ? ".chosen" : ""), { data: { finding: String(n) } },
      h("button.message", { type: "button", tabindex: tab, "aria-pressed": String(chosen), data: { pick: String(n) } },
        h("span.badge." + f.s, {}, codeName("severity", f.s)), " ", inTongue(lang(), inLang(f.m)),
        f.a === "open" ? null : [" ", h("span.tag", {}, codeName("finding", f.a))],
        f.note ? h("span.remark", {}, " ", f.note) : null),
      current ? h("span.settle", {}, f.a === "open" ? [settle("accept"), settle("dismiss")] : settle("reopen"), settle("findingComment")) : null);
  }

  tools(bead, split) {
    const run = (command) => this.view.run(command);
    const picked = this.view.picked.size;
    const one = (command, more) => button(command, run, more);
    const groups = [
      this.model.alone ? [] : [one("confirm"), one("confirmNext"), bead.a === "auto" ? null : one("unconfirm"), one("confirmAbove")],
      this.model.alone ? [one("split")] : [one("mergeNext"), one("mergePrevious"), one("split"), this.view.canUnsplit() ? one("unsplit") : null, one("moveUp"), one("moveDown"), one("unlink"),
        one("mark"), picked ? one("linkPicked", { label: say("linkPickedN", picked) }) : null, one("realign")],
      [one("edit"), one("comment"), this.view.canSplit(bead) ? one("sentences", { "aria-pressed": String(split) }) : null],
    ];
    return h("div.tools", { role: "group", "aria-label": say("tools") }, groups.map((g) => h("span.group", {}, g)));
  }
}
