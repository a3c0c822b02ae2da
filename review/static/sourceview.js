// The source beside the texts: the page as a picture with the paragraph's box, or
// the text of the file with the paragraph marked.
import { h, fill, later } from "../page/dom.js";
import { getPages, getBoxes, getSource, reportPath } from "./api.js";
import { say, inLang } from "./words.js";

export class SourcePane {
  constructor(view) {
    this.view = view;
    this.files = null;
    this.shown = {};
    this.texts = new Map();
    this.body = h("div.source-body", { tabindex: "0", role: "region", "aria-label": say("source") });
    this.head = h("div.source-head");
    this.root = h("aside.source-pane", { hidden: true, "aria-label": say("source") }, this.head, this.body);
    this.follow = later(() => this.show(), 120);
  }

  async toggle() {
    this.root.hidden = !this.root.hidden;
    this.root.parentElement.classList.toggle("with-source", !this.root.hidden);
    this.shown = {};
    this.show();
  }

  // place returns the file and page of the unit under the cursor.
  place() {
    const { model, cursor } = this.view;
    const l = cursor.lang;
    const unit = Array.isArray(cursor.unit) ? cursor.unit[0] : cursor.unit;
    const file = this.files.findIndex((f) => (f.lang || []).includes(l));
    return { file, l, unit, page: (unit !== null && model[l][unit].g) || 0 };
  }

  async show(page) {
    if (this.root.hidden) return;
    try {
      if (!this.files) this.files = (await getPages(this.view.id)).files || [];
      const place = this.place();
      const file = this.files[place.file];
      if (!file) { fill(this.head); fill(this.body, h("p.quiet", {}, say("sourceNone"))); return; }
      if (file.reason && inLang(file.reason)) { fill(this.head, h("span.quiet", {}, file.name || "")); fill(this.body, h("p.quiet", {}, inLang(file.reason))); return; }
      if (file.kind === "pdf") await this.picture(place, file, page || place.page || 1);
      else await this.text(place, file);
    } catch (e) {
      fill(this.body, h("p.quiet", {}, say("noPicture", e.both ? inLang(e.both) : e.message)));
      this.shown = {};
    }
  }

  async picture(place, file, page) {
    const key = `${place.file}/${page}`;
    if (this.shown.key !== key) {
      this.shown = { key };
      const go = (by) => () => this.show(Math.min(file.pages, Math.max(1, page + by)));
      fill(this.head, h("button.small", { type: "button", "aria-label": say("previousPage"), click: go(-1) }, "‹"), " ", h("span.quiet", {}, say("pageOf", page, file.pages)), " ",
        h("button.small", { type: "button", "aria-label": say("nextPage"), click: go(1) }, "›"), " ", h("span.quiet", {}, file.name || ""));
      const image = h("img", { src: reportPath(this.view.id, `/page/${place.file}/${page}.png`), alt: say("pageImage", file.name || "", page) });
      const sheet = h("div.sheet", {}, image);
      image.addEventListener("error", () => this.noPicture(place, page));
      fill(this.body, sheet);
      this.shown.sheet = sheet;
      this.shown.boxes = await getBoxes(this.view.id, place.file, page).catch(() => ({ boxes: [] }));
    }
    this.boxes(place);
  }

  async noPicture(place, page) {
    const response = await fetch(reportPath(this.view.id, `/page/${place.file}/${page}.png`)).catch(() => null);
    const body = response && (await response.json().catch(() => null));
    fill(this.body, h("p.quiet", {}, say("noPicture", body && body.error ? inLang(body.error) : "")));
    this.shown = {};
  }

  boxes(place) {
    const { sheet, boxes } = this.shown;
    if (!sheet || !boxes) return;
    for (const old of sheet.querySelectorAll(".box")) old.remove();
    const { model, cursor } = this.view;
    const here = new Set(Object.values(model.idsOf(cursor.bead)).flat());
    for (const b of boxes.boxes || []) {
      if (!here.has(b.paragraph)) continue;
      const box = h("div.box" + (place.unit !== null && b.paragraph === model[place.l][place.unit].i ? ".here" : ""));
      const percent = (v, of) => `${(100 * v) / of}%`;
      Object.assign(box.style, { left: percent(b.x, boxes.width), top: percent(b.y, boxes.height), width: percent(b.w, boxes.width), height: percent(b.h, boxes.height) });
      sheet.append(box);
    }
    const first = sheet.querySelector(".box.here") || sheet.querySelector(".box");
    if (first) this.body.scrollTop = Math.max(0, first.offsetTop - this.body.clientHeight / 3);
  }

  async text(place, file) {
    if (!this.texts.has(place.file)) this.texts.set(place.file, await getSource(this.view.id, place.file));
    fill(this.head, h("span.quiet", {}, file.name || ""));
    const source = this.texts.get(place.file);
    const wanted = place.unit === null ? "" : this.view.model[place.l][place.unit].t;
    const [start, end] = locate(source, wanted);
    const mark = end > start ? h("mark.here", {}, source.slice(start, end)) : null;
    fill(this.body, h("pre.source-text", {}, h("span", {}, source.slice(0, start)), mark, h("span", {}, source.slice(end))));
    if (mark) this.body.scrollTop = Math.max(0, mark.offsetTop - this.body.clientHeight / 3);
  }
}

// locate finds a paragraph in the text of its file, white space aside.
function locate(source, paragraph) {
  const words = [...paragraph.replace(/\s+/g, "")].slice(0, 400);
  if (!words.length) return [0, 0];
  const bare = [];
  const places = [];
  for (let i = 0; i < source.length; i++) {
    if (/\s/.test(source[i])) continue;
    bare.push(source[i]);
    places.push(i);
  }
  const at = bare.join("").indexOf(words.join(""));
  return at < 0 ? [0, 0] : [places[at], places[Math.min(places.length - 1, at + words.join("").length - 1)] + 1];
}
