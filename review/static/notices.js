// What has to be said, and the choice where two people changed the same place.
import { h, announce, inTongue } from "../page/dom.js";
import { say, inLang } from "./words.js";

const stay = 8000; // ms a passing notice is shown

function box() {
  return document.getElementById("notices");
}

// notice says something for a while; errors stay until they are closed.
export function notice(text, tone = "info") {
  const element = h("div.notice." + tone, { role: tone === "error" ? "alert" : null }, h("span", {}, text), " ",
    h("button.small", { type: "button", "aria-label": say("close"), click: () => element.remove() }, "×"));
  box().append(element);
  if (tone !== "error") {
    announce(text);
    setTimeout(() => element.remove(), stay);
  }
}

// wordsOf says what ops do, and to which texts.
function wordsOf(view, ops) {
  const { model } = view;
  return ops.map((op) => {
    const name = { link: "linkPicked", move: op.to === "up" ? "moveUp" : "moveDown", merge: op.with === "previous" ? "mergePrevious" : "mergeNext", text: "edit", finding: op.status === "accepted" ? "accept" : op.status === "dismissed" ? "dismiss" : "reopen", confirm_above: "confirmAbove", replace: "replaceWith" }[op.op] || op.op;
    const units = [["zh", op.zh || (op.lang === "zh" ? [op.unit] : [])], ["en", op.en || (op.lang === "en" ? [op.unit] : [])]].flatMap(([l, ids]) => ids.map((id) => [l, id]));
    const texts = units.slice(0, 4).map(([l, id]) => {
      const unit = model.unitOf(op.level || "paragraph", l, id);
      if (unit === undefined) return null;
      const [p, start, end] = model.span(l, unit);
      return h("p", {}, inTongue(l, model[l][p].t.slice(start, Math.min(end, start + 100))));
    });
    const words = op.text !== undefined ? h("p.mine", {}, op.text) : null;
    return h("div", {}, h("strong", {}, say(name, units.length)), texts, words);
  });
}

// theirsOf shows the row the ops were about as it is now.
function theirsOf(view, ops) {
  const ids = ops.flatMap((op) => [...(op.zh || []), ...(op.en || []), ...(op.unit ? [op.unit] : [])]);
  const n = ops.map((op) => (op.op === "finding" ? view.model.findings.findIndex((f) => f.i === op.id) : -1)).find((x) => x >= 0);
  const bead = n !== undefined ? view.model.rowOfFinding(n) : ids.map((id) => view.bead(id)).find(Boolean);
  if (!bead) return [h("p.quiet", {}, say("nothing"))];
  const finding = n !== undefined ? h("p", {}, view.said(n), " ", h("span.tag", {}, view.model.findings[n].a)) : null;
  const paragraph = (l) => (p) => h("p", {}, inTongue(l, (view.model[l][p].fix || view.model[l][p].t).slice(0, 120)));
  return [h("p", {}, h("strong", {}, say("rowOf", bead.n + 1))), finding, bead.z.map(paragraph("zh")), bead.e.map(paragraph("en")), bead.m ? h("p.remark", {}, bead.m) : null];
}

// showConflict lets a person choose between what is there now and what they did.
export function showConflict(view, item, conflict) {
  const ops = item.ops || conflict.ops || [];
  const who = conflict.by || say("someone");
  const close = () => { element.remove(); view.editor.focusRow(); };
  const mine = () => { close(); if (!view.act(ops)) view.refused({ zh: say("nothingAbove"), en: say("nothingAbove") }); };
  const id = `conflict-${Math.random().toString(36).slice(2)}`;
  const element = h("div.conflict", { role: "alertdialog", "aria-labelledby": id, keydown: (e) => e.stopPropagation() },
    h("h2", { id }, say("conflictTitle", who)), conflict.message ? h("p", {}, inLang(conflict.message)) : null, h("p", {}, say("conflictLead")),
    h("div.two", { tabindex: "0", role: "region", "aria-label": say("conflictTitle", who) }, h("section", {}, h("h3", {}, say("theirs")), theirsOf(view, ops)), h("section", {}, h("h3", {}, say("yours")), item.what === "ops" ? wordsOf(view, ops) : h("p", {}, say(item.what)))),
    h("p.buttons", {}, h("button", { type: "button", click: close }, say("keepTheirs")), item.what === "ops" ? h("button.primary", { type: "button", click: mine }, say("useMine")) : null));
  box().append(element);
  element.querySelector(".buttons button").focus({ preventScroll: true });
}
