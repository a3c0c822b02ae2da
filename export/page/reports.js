// The list of reports.
import { h, fill, inTongue, plain } from "./dom.js";
import { say, inLang, lang, langOf } from "./words.js";
import { index, titleOf, titleLang, address, fold } from "./data.js";
import { filterBox } from "./lists.js";

function severityCount(n, code) {
  return h("td.num", {}, n ? h("span.badge." + code, {}, String(n)) : h("span.quiet", {}, "0"));
}

function other(entry) {
  const l = titleLang(entry) === "zh" ? "en" : "zh";
  return entry.title[l] ? h("div.quiet", {}, inTongue(l, entry.title[l])) : null;
}

function reportRow(entry) {
  const depth = { figures: "noText", listed: "onlyListed" }[entry.depth];
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: address(entry.id) }, inTongue(titleLang(entry), titleOf(entry))), other(entry),
      depth ? h("span.tag", {}, say(depth)) : null),
    h("td", {}, entry.period),
    h("td", {}, inTongue(langOf(entry.area), inLang(entry.area))),
    h("td", {}, entry.langs.map((l) => say(l === "zh" ? "chinese" : "english")).join(lang() === "zh" ? "、" : ", ")),
    h("td.num", {}, String(entry.paragraphs)),
    h("td.num", {}, String(entry.figures)),
    entry.findings.map((n, i) => severityCount(n, ["error", "warning", "info"][i])));
}

function totals() {
  const sum = (f) => index.reduce((n, e) => n + f(e), 0);
  return h("dl.totals", {}, [
    ["reports", index.length, "#/"], ["figures", sum((e) => e.figures), "#/indicators"],
    ["errors", sum((e) => e.findings[0]), "#/findings", "error"], ["warnings", sum((e) => e.findings[1]), "#/findings", "warning"],
    ["infos", sum((e) => e.findings[2]), "#/findings", "info"],
  ].map(([key, n, href, tone]) => h("div" + (tone ? "." + tone : ""), {}, h("dt", {}, say(key)), h("dd", {}, h("a", { href }, n.toLocaleString("en"))))));
}

// showReports is the first view.
export function showReports(main) {
  const wanted = { text: "", found: false };
  const body = h("tbody");
  const count = h("p.quiet", { role: "status" });
  const draw = () => {
    const text = fold(wanted.text);
    const shown = index.filter((e) => (!wanted.found || e.findings[0] + e.findings[1] > 0) &&
      fold([e.id, e.title.zh, e.title.en, e.area.zh, e.area.en, e.period].join(" ")).includes(text));
    fill(count, say("countOf", shown.length, index.length));
    fill(body, shown.length ? shown.map(reportRow) : h("tr", {}, h("td.empty", { colspan: "9" }, say(index.length ? "nothing" : "noReports"))));
  };
  const found = h("input", { type: "checkbox", change: () => { wanted.found = found.checked; draw(); } });
  const heads = ["report", "period", "area", "languages", "paragraphs", "figures", "errors", "warnings", "infos"];
  fill(main,
    h("h1", {}, say("reports")), h("p.lead", {}, say("lead")), totals(),
    index.some((e) => e.depth !== "full") ? h("p.banner", {}, say("capNote")) : null,
    h("div.toolbar", {}, filterBox("filterReports", (t) => { wanted.text = t; draw(); }),
      h("label.choice", {}, found, " ", say("onlyWithFindings"))),
    count,
    h("div.scroll", { tabindex: "0", role: "region", "aria-label": plain(say("reports")) },
      h("table.grid", {}, h("thead", {}, h("tr", {}, heads.map((k, i) => h("th" + (i > 3 ? ".num" : ""), { scope: "col" }, say(k))))), body)));
  draw();
}
