// The table of all observations.
import { h, fill, inTongue } from "./dom.js";
import { say, inLang, langOf } from "./words.js";
import { everyReport, codeName, codeMeaning, address, addressOf, quoteText, titleOf, fold } from "./data.js";
import { valueOf, unitOf } from "./numbers.js";
import { filterBox, reportChoice, moreButton } from "./lists.js";

const tableStep = 200;

const columns = [
  { key: "indicator", text: (x) => inLang(x.o.l) },
  { key: "period", text: (x) => x.o.p },
  { key: "value", number: (x) => Number(x.o.v ?? x.o.lo ?? x.o.hi ?? NaN) },
  { key: "unit", text: (x) => unitOf(x.o) },
  { key: "role", text: (x) => roleText(x.o) },
  { key: "agreement", text: (x) => codeName("agreement", x.o.g) },
  { key: "words" },
  { key: "confidence", number: (x) => x.o.f },
  { key: "report", text: (x) => titleOf(x.entry) },
];

function roleText(o) {
  return [codeName("role", o.r), o.c && codeName("comparison", o.c), o.q && o.q !== "exact" && codeName("qualifier", o.q)].filter(Boolean).join(" · ");
}

function haystack({ entry, report, o }) {
  return fold([o.l.zh, o.l.en, o.n, o.p, o.v, valueOf(o), o.u, unitOf(o), o.b, entry.title.zh, entry.title.en,
    quoteText(report, o, "zh"), quoteText(report, o, "en")].filter(Boolean).join(" "));
}

function compare(column, down) {
  const collator = new Intl.Collator(document.documentElement.lang);
  return (a, b) => {
    let d;
    if (column.number) {
      const [x, y] = [column.number(a), column.number(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
      d = x - y;
    } else d = collator.compare(column.text(a), column.text(b));
    return down ? -d : d;
  };
}

function observationRow({ entry, report, o }) {
  return h("tr", {},
    h("th", { scope: "row" }, inTongue(langOf(o.l), inLang(o.l)), o.n ? null : [" ", h("span.tag", {}, say("noIndicator"))],
      o.b ? [" ", h("span.quiet", {}, o.b)] : null),
    h("td", {}, o.p),
    h("td.num", {}, h("a", { href: addressOf(report, o), title: say("jump") }, valueOf(o) || "—")),
    h("td", {}, unitOf(o)),
    h("td", {}, roleText(o)),
    h("td", {}, h("span.agree." + o.g, { title: codeMeaning("agreement", o.g) }, codeName("agreement", o.g))),
    h("td.words", {}, ["zh", "en"].map((l) => quoteText(report, o, l) && h("div", {}, inTongue(l, quoteText(report, o, l))))),
    h("td.num", {}, o.f.toFixed(2)),
    h("td.source", { title: titleOf(entry) }, h("a", { href: address(entry.id) }, titleOf(entry))));
}

// choice is a labelled list of codes; "" stands for all.
function choice(key, kind, values, changed) {
  const select = h("select", { change: () => changed(select.value) },
    h("option", { value: "" }, say("all")), values.map((v) => h("option", { value: v }, codeName(kind, v))));
  return h("label.field", {}, h("span", {}, say(key)), " ", select);
}

// showIndicators is the view of all observations.
export function showIndicators(main) {
  const all = everyReport().flatMap(({ entry, report }) => report.observations.map((o) => ({ entry, report, o })));
  for (const x of all) x.hay = haystack(x);
  const wanted = { text: "", agreement: "", role: "", report: "", named: false, column: null, down: false };
  const body = h("tbody");
  const count = h("p.quiet", { role: "status" });
  const draw = () => {
    const terms = fold(wanted.text).split(/\s+/).filter(Boolean);
    const shown = all.filter((x) => terms.every((t) => x.hay.includes(t)) && (!wanted.agreement || x.o.g === wanted.agreement) &&
      (!wanted.role || x.o.r === wanted.role) && (!wanted.report || x.entry.id === wanted.report) && (!wanted.named || x.o.n));
    if (wanted.column) shown.sort(compare(wanted.column, wanted.down));
    fill(count, say("countOf", shown.length, all.length));
    growTable(body, shown);
  };
  const set = (key) => (value) => { wanted[key] = value; draw(); };
  const named = h("input", { type: "checkbox", change: () => set("named")(named.checked) });
  fill(main,
    h("h1", {}, say("indicators")),
    h("div.toolbar", {},
      filterBox("filterIndicators", set("text")),
      choice("agreement", "agreement", ["agree", "differ", "zh_only", "en_only"], set("agreement")),
      choice("role", "role", [...new Set(all.map((x) => x.o.r))], set("role")),
      reportChoice(set("report")),
      h("label.choice", {}, named, " ", say("namedOnly"))),
    count,
    h("div.scroll", { tabindex: "0", role: "region", "aria-label": say("indicators") },
      h("table.grid.wide", {}, h("thead", {}, h("tr", {}, columns.map((c) => headCell(c, wanted, draw)))), body)));
  draw();
}

function headCell(column, wanted, draw) {
  const name = say(column.key);
  const cell = h("th" + (column.number ? ".num" : ""), { scope: "col" });
  if (!column.text && !column.number) return fill(cell, name);
  cell.append(h("button", { type: "button", title: say("sortBy", name), click: () => {
    wanted.down = wanted.column === column && !wanted.down;
    wanted.column = column;
    for (const other of cell.parentElement.children) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", wanted.down ? "descending" : "ascending");
    draw();
  } }, name));
  return cell;
}

function growTable(body, items) {
  body.replaceChildren();
  const add = (from) => {
    for (const item of items.slice(from, from + tableStep)) body.append(observationRow(item));
    const left = items.length - from - tableStep;
    if (left > 0) {
      body.append(h("tr.more", {}, h("td", { colspan: String(columns.length) },
        moreButton(left, tableStep, (e) => { e.target.closest("tr").remove(); add(from + tableStep); }))));
    }
  };
  add(0);
  if (!items.length) body.append(h("tr", {}, h("td.empty", { colspan: String(columns.length) }, say("nothing"))));
}
