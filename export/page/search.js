// Search over texts, figures and findings of all reports.
import { h, fill, inTongue } from "./dom.js";
import { say, inLang, langOf } from "./words.js";
import { everyReport, titleOf, titleLang, address, addressOf, fold } from "./data.js";
import { valueOf, unitOf } from "./numbers.js";
import { findingCard } from "./findings.js";
import { grow } from "./lists.js";

const around = 48;

// snippet shows where a text holds the needle, which is folded.
function snippet(text, needle) {
  const at = fold(text).indexOf(needle);
  const from = Math.max(0, at - around);
  const to = Math.min(text.length, at + needle.length + around * 2);
  return [from > 0 ? "…" : "", whole(text.slice(from, at)), h("mark.hit", {}, text.slice(at, at + needle.length)),
    whole(text.slice(at + needle.length, to)), to < text.length ? "…" : ""];
}

// whole drops a half of a character that cutting has left at either end.
function whole(text) {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
}

// searchTexts lists the paragraphs that hold the needle.
export function searchTexts(needle) {
  const out = [];
  for (const { entry, report } of everyReport()) {
    for (const l of ["zh", "en"]) {
      for (const p of report[l]) if (fold(p.t).includes(needle)) out.push({ entry, report, l, p });
    }
  }
  return out;
}

function searchFigures(needle) {
  const bare = needle.replace(/,/g, "");
  return everyReport().flatMap(({ entry, report }) => report.observations
    .filter((o) => fold(`${o.l.zh} ${o.l.en} ${o.n || ""}`).includes(needle) || (o.v !== null && o.v === bare))
    .map((o) => ({ entry, report, o })));
}

function searchFindings(needle) {
  return everyReport().flatMap(({ entry, report }) => report.findings
    .filter((f) => fold(`${f.m.zh} ${f.m.en}`).includes(needle)).map((f) => ({ entry, report, f })));
}

function group(key, items, make, list = h("ul.results")) {
  grow(list, items, make, 50);
  return h("section", {}, h("h2", {}, `${say(key)} `, h("span.quiet", {}, String(items.length))), list);
}

// showResults is the view of a search.
export function showResults(main, query) {
  const needle = fold(query.trim());
  if (!needle) {
    fill(main, h("h1", {}, say("search")), h("p.quiet", {}, say("typeMore")));
    return;
  }
  const source = (entry) => h("span.quiet", {}, inTongue(titleLang(entry), titleOf(entry)));
  fill(main,
    h("h1", {}, say("results", query.trim())),
    group("inTexts", searchTexts(needle), ({ entry, report, l, p }) => h("li", {},
      h("a", { href: address(report.id, p.i) }, fill(inTongue(l, ""), snippet(p.t, needle))), " ", source(entry))),
    group("inIndicators", searchFigures(needle), ({ entry, report, o }) => h("li", {},
      h("a", { href: addressOf(report, o) }, inTongue(langOf(o.l), inLang(o.l)), " ", h("b.num", {}, valueOf(o)), " ", unitOf(o)), ` ${o.p} `, source(entry))),
    group("inFindings", searchFindings(needle), ({ entry, report, f }) => findingCard(report, f, entry), h("ul.cards")));
}
