// Findings: the list beside a report, and the view of all reports' findings.
import { h, fill, inTongue } from "./dom.js";
import { say, inLang, lang } from "./words.js";
import { everyReport, codeName, quoteText, addressOf, titleOf, fold } from "./data.js";
import { filterBox, reportChoice, grow } from "./lists.js";

const severityCodes = ["error", "warning", "info"];

// findingCard shows a finding with its words and a link to its place.
export function findingCard(report, f, entry) {
  const words = ["zh", "en"].map((l) => [l, quoteText(report, f, l)]).filter(([, text]) => text && !inLang(f.m).includes(text));
  return h("li.card." + f.s + (f.a === "dismissed" ? ".dismissed" : ""), {},
    h("p.card-head", {}, h("span.badge." + f.s, {}, codeName("severity", f.s)), " ", h("span.tag", {}, f.k),
      f.a === "open" ? null : [" ", h("span.tag", {}, codeName("finding", f.a))],
      entry ? [" ", h("span.quiet", {}, titleOf(entry))] : null),
    h("p", {}, inTongue(lang(), inLang(f.m))),
    words.map(([l, text]) => h("p.quote", {}, inTongue(l, text))),
    h("p", {}, h("a", { href: addressOf(report, f) }, say("jump"))));
}

// severityFilter makes the boxes that choose severities; changed is called with
// the set of those chosen.
export function severityFilter(counts, changed, chosen = new Set(severityCodes)) {
  const boxes = severityCodes.map((code) => {
    const box = h("input", { type: "checkbox", change: () => {
      if (box.checked) chosen.add(code);
      else chosen.delete(code);
      changed(chosen);
    } });
    box.checked = chosen.has(code);
    return h("label.choice", {}, box, " ", h("span.badge." + code, {}, codeName("severity", code)), ` ${counts[code] || 0}`);
  });
  return h("fieldset.choices", {}, h("legend.out", {}, say("severity")), boxes);
}

export function countSeverities(findings) {
  const counts = {};
  for (const f of findings) counts[f.s] = (counts[f.s] || 0) + 1;
  return counts;
}

// showFindings is the view of all reports' findings.
export function showFindings(main) {
  const all = everyReport().flatMap(({ entry, report }) => report.findings.map((f) => ({ entry, report, f })));
  all.sort((a, b) => severityCodes.indexOf(a.f.s) - severityCodes.indexOf(b.f.s));
  const wanted = { severities: new Set(severityCodes), report: "", text: "" };
  const list = h("ul.cards");
  const count = h("p.quiet", { role: "status" });
  const draw = () => {
    const text = fold(wanted.text);
    const shown = all.filter(({ entry, report, f }) => wanted.severities.has(f.s) && (!wanted.report || entry.id === wanted.report) &&
      (!text || fold([f.m.zh, f.m.en, f.k, quoteText(report, f, "zh"), quoteText(report, f, "en")].join(" ")).includes(text)));
    fill(count, say("countOf", shown.length, all.length));
    grow(list, shown, ({ entry, report, f }) => findingCard(report, f, entry));
  };
  fill(main,
    h("h1", {}, say("findings")),
    h("div.toolbar", {},
      severityFilter(countSeverities(all.map((x) => x.f)), (s) => { wanted.severities = s; draw(); }),
      reportChoice((id) => { wanted.report = id; draw(); }),
      filterBox("filterFindings", (text) => { wanted.text = text; draw(); })),
    count, list);
  draw();
}
