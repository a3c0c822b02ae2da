// The outline: headings with what is left to do below each.
import { h, fill, inTongue } from "../page/dom.js";
import { say } from "./words.js";

export class Outline {
  constructor(view) {
    this.view = view;
    this.list = h("ul.outline");
    this.root = h("details.panel", { open: window.innerWidth > 1050 }, h("summary", {}, say("outline")), h("nav", { "aria-label": say("outline") }, this.list));
    this.draw();
  }

  draw() {
    const { model } = this.view;
    this.sections = [];
    model.beads.forEach((bead) => {
      const heads = [["zh", bead.z], ["en", bead.e]].flatMap(([l, units]) => units.map((p) => [l, model[l][p]])).filter(([, p]) => p.k === "heading" || p.k === "title");
      if (heads.length) this.sections.push({ bead, heads, count: h("span.left") });
    });
    fill(this.list, this.sections.length ? this.sections.map((s) => this.item(s)) : h("li.quiet", {}, say("noOutline")));
    this.count();
  }

  item({ bead, heads, count }) {
    const names = new Map(heads.map(([l, p]) => [l, [l, p]])); // one a language
    return h("li.level" + Math.min(4, heads[0][1].l || 0), {},
      h("button", { type: "button", click: () => this.view.goTo(this.view.bead(heads[0][1].i) || bead) }, [...names.values()].map(([l, p]) => inTongue(l, p.t, "span")), count));
  }

  // count says what is left in each section, up to the next heading.
  count() {
    const { view } = this;
    const starts = this.sections.map((s) => view.bead(s.heads[0][1].i)).map((b) => (b ? b.n : 0));
    this.sections.forEach((s, i) => {
      const beads = view.model.beads.slice(starts[i], starts[i + 1] ?? view.model.beads.length);
      const unconfirmed = view.model.alone ? 0 : beads.filter((b) => b.a === "auto").length;
      const open = beads.reduce((n, b) => n + view.openFindings(b).length, 0);
      fill(s.count, open ? h("b.badge.error", {}, say("openShort", open)) : null, " ", unconfirmed ? say("unconfirmedShort", unconfirmed) : h("span.allset", {}, "✓"));
    });
  }
}
