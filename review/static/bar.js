// The bar above the rows: progress, what is shown, and the buttons for what does
// not belong to one row.
import { h, fill } from "../page/dom.js";
import { say } from "./words.js";
import { button } from "./rows.js";
import { reportPath } from "./api.js";

// The formats of duizhao export that are of use to people, with their names.
const formats = [["alignment", "xlsx"], ["tmx", "TMX"], ["xliff", "XLIFF 1.2"], ["xliff2", "XLIFF 2.1"], ["docx", "DOCX"], ["html", "HTML"], ["json", "JSON"]];

export class Bar {
  constructor(view) {
    this.view = view;
    const run = (c) => view.run(c);
    const one = (c, short) => button(c, run, { small: false, label: say(short || c) });
    this.undo = one("undo");
    this.redo = one("redo");
    this.meter = h("progress", { max: "1", value: "0", "aria-label": say("reviewed") });
    this.words = h("span.progress-words");
    this.filter = h("select", { change: () => view.setFilter(this.filter.value) },
      [["all", "showAll"], ["open", "showOpen"], ["unconfirmed", "showUnconfirmed"], ["unsure", "showUnsure"], ["alone", "showAlone"], ["changed", "showChanged"]]
        .map(([v, k]) => h("option", { value: v }, say(k))));
    this.root = h("div.bar", { role: "toolbar", "aria-label": say("tools") },
      h("span.progress", {}, this.meter, " ", this.words),
      h("label.field", {}, h("span.out", {}, say("show")), this.filter),
      h("span.group", {}, one("previousFlagged", "flaggedBack"), one("nextFlagged", "flaggedOn"), one("nextOpen", "unconfirmedOn")),
      h("span.group", {}, this.undo, this.redo),
      h("span.group", {}, one("everySentence", "sentences"), one("search"), one("source")),
      this.exports());
    new ResizeObserver(() => this.measure()).observe(this.root);
  }

  // measure tells the style how high what stays at the top is.
  measure() {
    const top = document.querySelector(".top").offsetHeight;
    const style = document.documentElement.style;
    style.setProperty("--top", `${top}px`);
    style.setProperty("--head", `${top + this.root.offsetHeight}px`);
  }

  exports() {
    const link = ([format, name]) => h("li", {}, h("a", { href: reportPath(this.view.id, "/export/" + format), download: true }, name));
    const box = h("details.menu", { keydown: (e) => { if (e.key === "Escape") { box.open = false; box.firstChild.focus(); } } },
      h("summary", {}, say("exports")), h("ul", {}, formats.map(link)));
    box.addEventListener("focusout", (e) => { if (!box.contains(e.relatedTarget)) box.open = false; });
    return box;
  }

  // show says how far the review is.
  show() {
    const { model, session } = this.view;
    if (!model) return;
    const settled = model.beads.reduce((n, b) => n + (b.a === "auto" ? 0 : 1), 0);
    const worth = model.findings.filter((f) => f.s !== "info");
    const open = worth.filter((f) => f.a === "open").length;
    this.meter.max = Math.max(1, model.beads.length);
    this.meter.value = settled;
    this.meter.hidden = model.alone;
    fill(this.words, model.alone ? null : [say("progress", settled, model.beads.length), " · "], say("findingsLeft", open, worth.length),
      session.pending ? h("span.pending", {}, " · ", say(session.pending === "whole" ? "pendingWhole" : "pendingNear")) : null);
    this.filter.value = this.view.filter;
    this.undo.disabled = !session.undoCount;
    this.redo.disabled = !session.redoCount;
  }
}
