// What keys and buttons do, by name.
import { announce } from "../page/dom.js";
import { say } from "./words.js";
import { showHelp } from "./help.js";

function level(view) {
  return view.cursor.sub ? "sentence" : "paragraph";
}

function target(view) {
  return view.cursor.sub || view.cursor.bead;
}

// named is what every op of a bead says.
function named(view, op, more = {}) {
  return { op, level: level(view), ...view.model.idsOf(target(view)), ...more };
}

// step moves the cursor by a row, or by a sentence where the row shows them.
function step(view, by) {
  const { bead, sub } = view.cursor;
  if (sub) {
    const subs = view.model.sentencesOf(bead);
    const next = subs[subs.indexOf(sub) + by];
    if (next) { view.select(bead, { sub: next }); return; }
  }
  const next = view.list.rows[view.list.rows.indexOf(bead) + by];
  if (!next) return;
  const subs = by < 0 && view.bySentence(next) ? view.model.sentencesOf(next) : [];
  view.select(next, { sub: subs.at(-1) || null });
}

// seek goes to the next row that a test holds for, round the end if need be.
function seek(view, by, test) {
  const { rows } = view.list;
  const at = rows.indexOf(view.cursor.bead);
  for (let i = 1; i <= rows.length; i++) {
    const n = at + by * i;
    const bead = rows[((n % rows.length) + rows.length) % rows.length];
    if (bead === view.cursor.bead || !test(bead)) continue;
    if (n >= rows.length) announce(say("fromTheTop"));
    if (n < 0) announce(say("fromTheEnd"));
    view.select(bead, { place: "center" });
    return;
  }
  const here = test(view.cursor.bead);
  announce(here ? "" : say("noneLeft"));
}

function confirm(view) {
  const bead = target(view);
  if (bead.a === "auto" && !view.model.alone) view.act([named(view, "confirm")], say("didConfirm"));
}

function sub(view, beads) {
  return view.cursor.sub ? view.rowsOf("sentence", beads).every((b) => b === view.cursor.bead) : true;
}

// neighbour returns the bead before or after, where something may go over to it.
function neighbour(view, by) {
  const bead = view.model.list(level(view))[target(view).n + by];
  return bead && sub(view, [bead]) ? bead : null;
}

function merge(view, by) {
  if (!neighbour(view, by)) announce(say("nothingAbove"));
  else view.act([named(view, "merge", { with: by > 0 ? "next" : "previous" })]);
}

function move(view, by) {
  const { lang, unit } = view.cursor;
  const units = target(view)[lang[0]];
  const at = units.indexOf(unit);
  if (at < 0 || !neighbour(view, by)) { announce(say("nothingAbove")); return; }
  const going = by < 0 ? units.slice(0, at + 1) : units.slice(at).reverse();
  const ops = going.map((u) => ({ op: "move", level: level(view), lang, unit: view.model.idOf(lang, u), to: by < 0 ? "up" : "down" }));
  view.act(ops);
}

function ofUnit(view, op, more = {}) {
  const { lang, unit } = view.cursor;
  return { op, level: level(view), lang, unit: view.model.idOf(lang, unit), ...more };
}

// unit moves the cursor among the units of its row or sentence.
function unit(view, by) {
  const holder = target(view);
  const units = [...holder.z.map((u) => ["zh", u]), ...holder.e.map((u) => ["en", u])];
  const at = units.findIndex(([l, u]) => l === view.cursor.lang && u === view.cursor.unit);
  const next = units[at + by];
  if (next) view.select(view.cursor.bead, { sub: view.cursor.sub, lang: next[0], unit: next[1], finding: view.cursor.finding });
}

// settleFinding decides about the finding that is chosen, and goes on to the next
// of the row that is open.
function settleFinding(view, status, said) {
  const { bead } = view.cursor;
  const n = view.cursor.finding ?? view.model.findingsOf(bead)[0];
  if (n === undefined) { announce(say("nothing")); return; }
  view.cursor.finding = null;
  const f = view.model.findings[n];
  const next = view.openFindings(bead).find((x) => x !== n);
  view.cursor.finding = next ?? n;
  view.act([{ op: "finding", id: f.i, status }], said);
}

function nextFinding(view) {
  const all = view.model.findingsOf(view.cursor.bead);
  if (!all.length) { announce(say("nothing")); return; }
  const n = all[(all.indexOf(view.cursor.finding) + 1) % all.length];
  view.select(view.cursor.bead, { sub: view.cursor.sub, lang: view.cursor.lang, unit: view.cursor.unit, finding: n });
  announce(view.said(n));
}

// number puts the focus on the next number of the row.
function number(view, by) {
  const row = view.list.elements.get(view.cursor.bead);
  const all = [...row.querySelectorAll(".fig")];
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length].focus();
}

function turn(view, what) {
  const done = view.session[what]();
  announce(say(done ? (what === "undo" ? "didUndo" : "didRedo") : what === "undo" ? "nothingToUndo" : "nothingToRedo"));
  if (done && view.cursor.bead) view.redraw();
}

function sentences(view) {
  const id = view.firstId(view.cursor.bead);
  if (!view.canSplit(view.cursor.bead)) { announce(say("nothingAbove")); return; }
  if (view.expanded.has(id)) view.expanded.delete(id);
  else view.expanded.add(id);
  view.every = false;
  view.cursor.sub = null;
  view.redraw();
}

function link(view) {
  const ops = view.picked.op();
  if (!ops) { announce(say("pickFirst")); return; }
  view.picked.clear();
  view.act([ops]);
}

function mark(view) {
  view.picked.toggle(view.cursor.lang, view.cursor.unit, level(view));
  view.redraw();
  announce(say("picked", view.picked.size));
}

export const commands = {
  rowDown: (v) => step(v, 1),
  rowUp: (v) => step(v, -1),
  unitRight: (v) => unit(v, 1),
  unitLeft: (v) => unit(v, -1),
  nextFlagged: (v) => seek(v, 1, (b) => v.flagged(b)),
  previousFlagged: (v) => seek(v, -1, (b) => v.flagged(b)),
  nextOpen: (v) => seek(v, 1, (b) => b.a === "auto"),
  previousOpen: (v) => seek(v, -1, (b) => b.a === "auto"),
  nextFinding,
  nextNumber: (v) => number(v, 1),
  previousNumber: (v) => number(v, -1),
  firstRow: (v) => v.select(v.list.rows[0]),
  lastRow: (v) => v.select(v.list.rows.at(-1)),
  confirm: (v) => { confirm(v); step(v, 1); },
  confirmNext: (v) => { confirm(v); seek(v, 1, (b) => b.a === "auto"); },
  unconfirm: (v) => { if (target(v).a !== "auto") v.act([named(v, "unconfirm")]); },
  confirmAbove: (v) => { v.act([named(v, "confirm_above")], say("didConfirm")); },
  accept: (v) => settleFinding(v, "accepted", say("didAccept")),
  dismiss: (v) => settleFinding(v, "dismissed", say("didDismiss")),
  reopen: (v) => settleFinding(v, "open", say("didReopen")),
  undo: (v) => turn(v, "undo"),
  redo: (v) => turn(v, "redo"),
  mergeNext: (v) => merge(v, 1),
  mergePrevious: (v) => merge(v, -1),
  split: (v) => v.editor.split((at) => v.act([ofUnit(v, "split", { at })])),
  unsplit: (v) => { if (v.cursor.unit !== null) v.act([ofUnit(v, "unsplit")]); },
  moveUp: (v) => move(v, -1),
  moveDown: (v) => move(v, 1),
  unlink: (v) => { if (v.cursor.unit !== null) v.act([ofUnit(v, "unlink")]); },
  mark,
  linkPicked: link,
  realign: (v) => { v.act([named(v, "realign")]); },
  edit: (v) => v.editor.text(),
  comment: (v) => v.editor.comment(target(v), (text) => v.act([named(v, "comment", { text })])),
  findingComment: (v) => v.editor.findingComment(),
  search: (v) => v.search.show(),
  findNext: (v) => v.search.go(1),
  findPrevious: (v) => v.search.go(-1),
  sentences,
  everySentence: (v) => { v.every = !v.every; v.expanded.clear(); v.cursor.sub = null; v.list.show(v.list.rows); v.select(v.cursor.bead, { place: "center" }); },
  source: (v) => v.source.toggle(),
  backToList: () => { location.hash = "#/"; },
  help: () => showHelp(),
};
