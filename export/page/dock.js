// The strip at the foot of a report: the number that is pointed at, its
// counterpart, what it became and what was found.
import { h, fill, inTongue } from "./dom.js";
import { say, inLang, lang } from "./words.js";
import { codeName, codeMeaning, placeOf, address } from "./data.js";
import { valueOf, unitOf } from "./numbers.js";

// findingLine shows a finding's message after its severity.
export function findingLine(f) {
  return [h("span.badge." + f.s, {}, codeName("severity", f.s)), " ", inTongue(lang(), inLang(f.m))];
}

function sideText(report, f, l) {
  const at = placeOf(f, l);
  return at ? inTongue(l, report[l][at[0]].t.slice(at[1], at[2]), "b") : h("i", {}, say("noPair"));
}

function observationLine(report, o) {
  const period = [o.p, codeName("role", o.r), o.c && codeName("comparison", o.c), o.q !== "exact" && codeName("qualifier", o.q)].filter(Boolean);
  return h("p", {},
    h("strong", {}, inLang(o.l)), " ",
    h("span.num", {}, valueOf(o)), " ", unitOf(o), " · ", period.join(" · "), " · ",
    h("span.agree." + o.g, { title: codeMeaning("agreement", o.g) }, codeName("agreement", o.g)),
    o.n ? null : [" · ", h("span.quiet", {}, say("noIndicator"))]);
}

// showFigure fills the dock with figure i and the findings that touch it.
export function showFigure(dock, report, i, findings) {
  const f = report.figures[i];
  const place = placeOf(f, "zh") ? report.zh[placeOf(f, "zh")[0]].i : report.en[placeOf(f, "en")[0]].i;
  const number = f.o ? report.observations[f.o[0]].i : (f.q || [""])[0];
  dock.classList.remove("idle");
  fill(dock,
    h("p.pair", {}, sideText(report, f, "zh"), h("span.arrow", { "aria-hidden": "true" }, " ↔ "), sideText(report, f, "en"),
      " ", h("a.quiet", { href: address(report.id, place, number) }, say("link"))),
    f.o ? f.o.slice(0, 3).map((o) => observationLine(report, report.observations[o])) : h("p.quiet", {}, say("noIndicator")),
    findings.map((n) => h("p", {}, findingLine(report.findings[n]))));
}

// showFinding fills the dock with a finding.
export function showFinding(dock, report, n) {
  dock.classList.remove("idle");
  fill(dock, h("p", {}, findingLine(report.findings[n])));
}

export function emptyDock(dock) {
  dock.classList.add("idle");
  fill(dock, h("p.quiet", {}, say("dockHint")));
}
