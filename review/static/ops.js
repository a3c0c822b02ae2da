// What a person does, applied to the model at once, before the server has
// answered: each op gives a change that can be undone and done again. What the
// server makes of it (alignment, findings) replaces all of this when it is there.
import { unitKey } from "./places.js";

const sides = ["zh", "en"];

// change replaces beads of a level that stand together by others.
function exchange(model, level, olds, news) {
  for (const b of news) b.order ??= olds[0]?.order; // their place among those that come later
  const swap = (out, into) => {
    const list = model.list(level);
    const at = out.length ? list.indexOf(out[0]) : list.length;
    list.splice(at, out.length, ...into);
    model.place(level);
    return { level, olds: out, news: into };
  };
  return { redo: () => swap(olds, news), undo: () => swap(news, olds) };
}

// assign sets fields of things; beads says which rows show it.
function assign(level, things, beads) {
  const before = things.map(([thing, fields]) => [thing, Object.fromEntries(Object.keys(fields).map((k) => [k, thing[k]]))]);
  const set = (list) => () => {
    for (const [thing, fields] of list) Object.assign(thing, fields);
    return { level, touched: beads };
  };
  return { redo: set(things), undo: set(before) };
}

function beadOfIds(model, op) {
  for (const l of sides) {
    for (const id of op[l] || []) {
      const unit = model.unitOf(op.level, l, id);
      if (unit !== undefined) return model.beadOf(op.level, l, unit);
    }
  }
  return undefined;
}

function made(z, e, from = {}) {
  return { z, e, c: 1, a: "edited", m: from.m || "" };
}

// rest is what is left of a bead that units went from: settled where a person had
// settled it, or where both languages remain, as the server has it.
function rest(old, fields) {
  const left = { ...old, ...fields };
  const settled = old.a !== "auto" || (left.z.length > 0 && left.e.length > 0);
  return settled ? { ...left, a: "edited", c: 1 } : left;
}

function without(list, keys) {
  return list.filter((u) => !keys.has(unitKey(u)));
}

// link makes units one bead, leaving what they stood with.
function link(model, op) {
  const units = Object.fromEntries(sides.map((l) => [l, (op[l] || []).map((id) => model.unitOf(op.level, l, id)).filter((u) => u !== undefined)]));
  const keys = Object.fromEntries(sides.map((l) => [l, new Set(units[l].map(unitKey))]));
  const list = model.list(op.level);
  const touched = [...new Set(sides.flatMap((l) => units[l].map((u) => model.beadOf(op.level, l, u))))].filter(Boolean).sort((a, b) => a.n - b.n);
  if (!touched.length) return null;
  const olds = list.slice(touched[0].n, touched.at(-1).n + 1);
  const news = [];
  let placed = false;
  const place = () => { if (!placed) news.push(made(units.zh, units.en, touched[0])); placed = true; };
  for (const old of olds) {
    if (!touched.includes(old)) { news.push(old); continue; }
    const left = rest(old, { z: without(old.z, keys.zh), e: without(old.e, keys.en) });
    const some = left.z.length + left.e.length > 0;
    const before = some && left.z[0] === old.z[0] && left.e[0] === old.e[0];
    if (!before) place();
    if (some) news.push(left);
    if (before) place();
  }
  return exchange(model, op.level, olds, news);
}

// move takes a unit at the edge of its bead to the neighbouring one.
function move(model, op) {
  const unit = model.unitOf(op.level, op.lang, op.unit);
  const bead = unit !== undefined && model.beadOf(op.level, op.lang, unit);
  if (!bead) return null;
  const side = op.lang[0];
  const up = op.to === "up";
  const neighbour = model.list(op.level)[bead.n + (up ? -1 : 1)];
  if (!neighbour) return null;
  const key = new Set([unitKey(unit)]);
  const left = rest(bead, { [side]: without(bead[side], key) });
  const grown = { ...neighbour, [side]: up ? [...neighbour[side], unit] : [unit, ...neighbour[side]], a: "edited", c: 1 };
  const kept = left.z.length || left.e.length ? [left] : [];
  return up ? exchange(model, op.level, [neighbour, bead], [grown, ...kept]) : exchange(model, op.level, [bead, neighbour], [...kept, grown]);
}

// unlink makes a unit a bead of its own.
function unlink(model, op) {
  const unit = model.unitOf(op.level, op.lang, op.unit);
  const bead = unit !== undefined && model.beadOf(op.level, op.lang, unit);
  if (!bead || bead.z.length + bead.e.length < 2) return null;
  const side = op.lang[0];
  const own = made(op.lang === "zh" ? [unit] : [], op.lang === "zh" ? [] : [unit]);
  const left = rest(bead, { [side]: without(bead[side], new Set([unitKey(unit)])) });
  const first = bead[side].length > 1 && bead[side][0] === unit;
  return exchange(model, op.level, [bead], first ? [own, left] : [left, own]);
}

function merge(model, op) {
  const bead = beadOfIds(model, op);
  const other = bead && model.list(op.level)[bead.n + (op.with === "next" ? 1 : -1)];
  if (!other) return null;
  const [a, b] = op.with === "next" ? [bead, other] : [other, bead];
  return exchange(model, op.level, [a, b], [made([...a.z, ...b.z], [...a.e, ...b.e], { m: [a.m, b.m].filter(Boolean).join("\n") })]);
}

function settle(status) {
  return (model, op) => {
    const bead = beadOfIds(model, op);
    if (!bead) return null;
    const fields = status === "confirmed" ? { a: status, c: 1 } : { a: status };
    return assign(op.level, [[bead, fields]], [bead]);
  };
}

function confirmAbove(model, op) {
  const bead = beadOfIds(model, op);
  if (!bead) return null;
  const beads = model.list(op.level).slice(0, bead.n + 1).filter((b) => b.a !== "confirmed");
  return assign(op.level, beads.map((b) => [b, { a: "confirmed", c: 1 }]), beads);
}

function finding(model, op) {
  const n = model.findings.findIndex((f) => f.i === op.id);
  if (n < 0) return null;
  const bead = model.rowOfFinding(n);
  const fields = op.comment === undefined ? { a: op.status } : { a: op.status, note: op.comment };
  return assign("paragraph", [[model.findings[n], fields]], bead ? [bead] : []);
}

function text(model, op) {
  const p = model.unitOf("paragraph", op.lang, op.unit);
  if (p === undefined) return null;
  const paragraph = model[op.lang][p];
  return assign("paragraph", [[paragraph, { fix: op.text === paragraph.t ? "" : op.text }]], [model.beadOf("paragraph", op.lang, p)]);
}

function replace(model, op) {
  const found = op.units.map((id) => model.unitOf("paragraph", op.lang, id)).filter((p) => p !== undefined && model[op.lang][p].t); // the others come from the server
  const things = found.map((p) => [model[op.lang][p], { fix: (model[op.lang][p].fix || model[op.lang][p].t).replaceAll(op.find, () => op.with) }]);
  return assign("paragraph", things, found.map((p) => model.beadOf("paragraph", op.lang, p)));
}

function comment(model, op) {
  const bead = beadOfIds(model, op);
  return bead ? assign(op.level, [[bead, { m: op.text }]], [bead]) : null;
}

// The others (split, unsplit, realign) show when the server has done them.
const appliers = {
  link, move, unlink, merge, finding, text, replace, comment,
  confirm: settle("confirmed"), unconfirm: settle("auto"), confirm_above: confirmAbove,
};

// prepare returns the change an op makes, or null where only the server can say.
export function prepare(model, op) {
  return appliers[op.op] ? appliers[op.op](model, op) : null;
}

// foreseen says whether the page can show an op before the server has answered.
export function foreseen(op) {
  return op.op in appliers;
}
