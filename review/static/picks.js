// Units picked in several rows, to be linked n:m.

export class Picks {
  constructor(view) {
    this.view = view;
    this.level = "paragraph";
    this.ids = { zh: new Set(), en: new Set() };
  }

  get size() {
    return this.ids.zh.size + this.ids.en.size;
  }

  has(l, unit) {
    return this.ids[l].size > 0 && Array.isArray(unit) === (this.level === "sentence") && this.ids[l].has(this.view.model.idOf(l, unit));
  }

  toggle(l, unit, level) {
    if (unit === null) return;
    if (level !== this.level) this.clear();
    this.level = level;
    const id = this.view.model.idOf(l, unit);
    if (!this.ids[l].delete(id)) this.ids[l].add(id);
  }

  // clear drops all picks and shows it.
  clear() {
    const { model, list } = this.view;
    const beads = ["zh", "en"].flatMap((l) => [...this.ids[l]].map((id) => model.unitOf(this.level, l, id)).filter((u) => u !== undefined)
      .map((u) => model.beadOf("paragraph", l, Array.isArray(u) ? u[0] : u)));
    this.ids = { zh: new Set(), en: new Set() };
    for (const b of new Set(beads)) list.update(b);
  }

  // fit drops what a new model no longer has.
  fit() {
    for (const l of ["zh", "en"]) for (const id of this.ids[l]) if (this.view.model.unitOf(this.level, l, id) === undefined) this.ids[l].delete(id);
  }

  // op links what is picked, in the order of the texts, or is null for too little.
  op() {
    if (this.size < 2) return null;
    const { model } = this.view;
    const order = (l) => {
      const at = (id) => { const u = model.unitOf(this.level, l, id); return Array.isArray(u) ? u[0] * 65536 + u[1] : u; };
      return [...this.ids[l]].sort((a, b) => at(a) - at(b));
    };
    return { op: "link", level: this.level, zh: order("zh"), en: order("en") };
  }
}
