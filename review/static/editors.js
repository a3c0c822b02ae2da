// The small editors within the current row: where a text is cut, what it should
// say, what somebody remarks. One is open at a time.
import { h, announce } from "../page/dom.js";
import { say, langTag, lang, inLang } from "./words.js";
import { points } from "./places.js";

export class Editor {
  constructor(view) {
    this.view = view;
    this.open = false;
  }

  // show puts an editor below the row's texts. save(text) is called with what was
  // written.
  show({ title, text, tongue, save, able = () => true, hint = say("saveKeys"), saveLabel = say("save"), more = [], rows = 0 }) {
    this.close();
    const row = this.view.list.reveal(this.view.cursor.bead);
    if (!row) return null;
    const area = h("textarea", { lang: tongue, rows: String(rows || Math.min(14, 2 + Math.ceil(text.length / (tongue === "en" ? 90 : 45)))), spellcheck: tongue === "en" ? "true" : "false", "aria-label": title });
    area.value = text;
    const done = () => { if (!able()) return; const value = area.value; this.close(); save(value); this.focusRow(); };
    const cancel = () => { this.close(); this.focusRow(); };
    this.element = h("form.editor", { role: "gridcell", submit: (e) => { e.preventDefault(); done(); } },
      h("p", {}, h("strong", {}, title), " ", h("span.quiet", {}, hint)), area,
      h("p.buttons", {}, h("button.primary", { type: "submit" }, saveLabel), ...more, h("button", { type: "button", click: cancel }, say("cancel"))));
    this.element.addEventListener("keydown", (e) => {
      e.stopPropagation();
      if (e.key === "Escape") { e.preventDefault(); cancel(); }
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); done(); }
    });
    row.append(this.element);
    this.open = true;
    this.element.scrollIntoView({ block: "nearest" });
    area.focus();
    return area;
  }

  // again puts an open editor back into the cursor's row, which was drawn anew.
  again() {
    if (!this.open) return;
    const row = this.view.list.reveal(this.view.cursor.bead);
    const area = this.element.querySelector("textarea");
    const { selectionStart: from, selectionEnd: to } = area;
    row.append(this.element);
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, to);
  }

  close() {
    if (this.element) this.element.remove();
    this.element = null;
    this.open = false;
  }

  focusRow() {
    const row = this.view.list.elements.get(this.view.cursor.bead);
    if (row) row.focus({ preventScroll: true });
  }

  // split asks where to cut the unit under the cursor; done(at) gets code points.
  split(done) {
    const { model, cursor } = this.view;
    const { lang: l, unit } = cursor;
    if (unit === null) { announce(say("nothingAbove")); return; }
    if (!model.has(cursor.bead)) { announce(say("loading")); return; }
    const [p, start, end] = model.span(l, unit);
    const text = model[l][p].t.slice(start, end);
    const stops = this.stops(model[l][p], start, end, text);
    const caret = this.view.caret && this.view.caret.key === `${l}${Array.isArray(unit) ? unit[0] * 65536 + unit[1] : unit}` ? this.view.caret.at : 0;
    const area = this.show({
      title: say("splitTitle"), text, tongue: langTag(l), hint: "", saveLabel: say("splitHere"),
      more: [h("button", { type: "button", click: () => { this.nextStop(area, stops); } }, say("nextStop"))],
      able: () => Boolean(text.slice(0, area.selectionStart).trim() && text.slice(area.selectionStart).trim()),
      save: () => done(points(text, area.selectionStart)),
    });
    if (!area) return;
    area.addEventListener("beforeinput", (e) => e.preventDefault());
    area.addEventListener("keydown", (e) => {
      if (e.key === "Enter") { e.preventDefault(); this.element.requestSubmit(); }
      else if (e.key === "Tab" && !e.shiftKey && stops.some((s) => s > area.selectionStart)) { e.preventDefault(); this.nextStop(area, stops); }
    });
    const at = caret || stops[0] || text.indexOf(" ", text.length / 2) + 1 || Math.floor(text.length / 2);
    area.setSelectionRange(at, at);
  }

  // stops are where a cut is likely: ends of sentences, else after punctuation.
  stops(paragraph, start, end, text) {
    const ends = paragraph.s.map((s) => s.e).filter((e) => e > start && e < end).map((e) => e - start);
    const inner = ends.length ? ends : [...text.matchAll(/[，；、：。,;:.]\s*/g)].map((m) => m.index + m[0].length);
    return inner.filter((at) => at > 0 && at < text.length);
  }

  nextStop(area, stops) {
    const at = stops.find((s) => s > area.selectionStart) ?? stops[0];
    if (at !== undefined) area.setSelectionRange(at, at);
    area.focus();
  }

  // text asks what the paragraph under the cursor should say.
  text() {
    const { model, cursor } = this.view;
    const { lang: l, unit } = cursor;
    if (unit === null) return;
    if (!model.has(cursor.bead)) { announce(say("loading")); return; }
    const paragraph = model[l][Array.isArray(unit) ? unit[0] : unit];
    const send = (text) => { if (text !== (paragraph.fix || paragraph.t)) this.view.act([{ op: "text", lang: l, unit: paragraph.i, text: text === paragraph.t ? "" : text }]); };
    this.show({
      title: say("correctTitle"), text: paragraph.fix || paragraph.t, tongue: langTag(l), save: (text) => send(text.replace(/\s*\n\s*/g, " ")),
      more: paragraph.fix ? [h("button", { type: "button", click: () => { this.close(); send(paragraph.t); this.focusRow(); } }, say("withdraw"))] : [],
    });
  }

  comment(bead, save) {
    this.show({ title: say("commentTitle"), text: bead.m, tongue: langTag(lang()), rows: 3, save: (text) => { if (text.trim() !== bead.m) save(text.trim()); } });
  }

  findingComment() {
    const n = this.view.cursor.finding;
    if (n === null) { announce(say("nothing")); return; }
    const f = this.view.model.findings[n];
    this.show({
      title: `${say("findingComment")}：${inLang(f.m)}`, text: f.note, tongue: langTag(lang()), rows: 3,
      save: (text) => { if (text.trim() !== f.note) this.view.act([{ op: "finding", id: f.i, status: f.a, comment: text.trim() }]); },
    });
  }
}
