// Charts of indicators over periods, as drawings of our own.
import { h, svg, fill, inTongue } from "./dom.js";
import { say, inLang, lang, langTag } from "./words.js";
import { everyReport, addressOf } from "./data.js";
import { grouped, short, unitOf } from "./numbers.js";
import { filterBox } from "./lists.js";

const box = { width: 340, height: 190, left: 8, right: 8, top: 24, bottom: 26 };

// Places finds which names mean one area: those a report gives in both languages.
class Places {
  constructor(areas) {
    this.list = [];
    for (const whole of [true, false]) {
      for (const a of areas) if (whole === Boolean(a.zh && a.en)) this.find(a);
    }
  }

  find(area) {
    const same = (a, b) => a && b && a.toLowerCase() === b.toLowerCase();
    let i = this.list.findIndex((p) => same(p.zh, area.zh) || same(p.en, area.en) || (!p.zh && !p.en && !area.zh && !area.en));
    if (i < 0) i = this.list.push({ ...area }) - 1;
    this.list[i].zh ||= area.zh;
    this.list[i].en ||= area.en;
    return i;
  }

  named(name) {
    const i = this.list.findIndex((p) => p.zh === name || p.en.toLowerCase() === name.toLowerCase());
    return i < 0 ? this.find({ zh: name, en: name }) : i;
  }
}

// allSeries collects the levels of named indicators with two periods or more.
// Where a period has several values the one the text states first counts.
export function allSeries() {
  const reports = everyReport();
  const places = new Places(reports.map((x) => x.report.area));
  const periods = new Set(reports.map((x) => x.report.period));
  const series = new Map();
  for (const { report } of reports) {
    for (const o of report.observations) {
      const period = o.p.replace(/-12-31$/, "");
      if (o.r !== "level" || !o.n || o.v === null || !periods.has(period)) continue;
      const place = o.a ? places.named(o.a) : places.find(report.area);
      const key = [o.n, o.b || "", o.u, place].join("\n");
      if (!series.has(key)) series.set(key, { label: { zh: "", en: "" }, place: places.list[place], points: new Map(), body: o.b });
      const s = series.get(key);
      s.label.zh ||= o.l.zh;
      s.label.en ||= o.l.en;
      if (!s.points.has(period)) s.points.set(period, { report, o, period });
    }
  }
  return [...series.values()].filter((s) => s.points.size > 1).map((s) => ({
    ...s, points: [...s.points.values()].sort((a, b) => (a.period < b.period ? -1 : 1)),
  }));
}

// drawing is the chart of a series: columns from zero, or a line where there are
// many periods.
function drawing(s, number) {
  const values = s.points.map((p) => Number(p.o.v));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const y = (v) => box.top + ((high - v) / (high - low || 1)) * (box.height - box.top - box.bottom);
  const step = (box.width - box.left - box.right) / values.length;
  const x = (i) => box.left + step * (i + 0.5);
  const title = `chart-${number}-title`;
  const desc = `chart-${number}-desc`;
  const marks = values.length > 12 ? line(s, values, x, y) : bars(s, values, x, y, Math.min(64, step * 0.6));
  const every = Math.ceil(values.length / 10);
  return svg("svg", { viewBox: `0 0 ${box.width} ${box.height}`, role: "img", "aria-labelledby": `${title} ${desc}`, class: "chart" },
    svg("title", { id: title }, [s.label.zh, s.label.en].filter(Boolean).join(" ")),
    svg("desc", { id: desc }, s.points.map((p) => say("chartDesc", p.period, `${grouped(p.o.v)} ${unitOf(p.o)}`)).join("; ")),
    svg("line", { class: "axis", x1: box.left, x2: box.width - box.right, y1: y(0), y2: y(0) }),
    ...marks,
    ...s.points.map((p, i) => (i % every ? "" : svg("text", { class: "tick", x: x(i), y: box.height - 8, "text-anchor": "middle" }, p.period))));
}

function bars(s, values, x, y, width) {
  return s.points.flatMap((p, i) => [
    svg("rect", {
      class: p.o.g === "differ" ? "bar hollow" : "bar", x: x(i) - width / 2, width,
      y: Math.min(y(values[i]), y(0)), height: Math.max(1, Math.abs(y(0) - y(values[i]))),
    }),
    svg("text", { class: "label", x: x(i), y: Math.min(y(values[i]), y(0)) - 6, "text-anchor": "middle" }, short(values[i], lang())),
  ]);
}

function line(s, values, x, y) {
  return [
    svg("polyline", { class: "line", points: values.map((v, i) => `${x(i)},${y(v)}`).join(" ") }),
    ...s.points.map((p, i) => svg("circle", { class: p.o.g === "differ" ? "dot hollow" : "dot", cx: x(i), cy: y(values[i]), r: 3 })),
    svg("text", { class: "label", x: x(values.length - 1), y: y(values.at(-1)) - 8, "text-anchor": "end" }, short(values.at(-1), lang())),
  ];
}

function card(s, number) {
  const unit = unitOf(s.points[0].o);
  const place = inLang(s.place);
  return h("figure.chart-card", {},
    h("figcaption", {}, s.label.zh ? inTongue("zh", s.label.zh, "strong") : null, s.label.en ? inTongue("en", s.label.en, "span") : null,
      h("span.quiet", {}, [unit, place, s.body].filter(Boolean).join(" · "))),
    drawing(s, number),
    h("details", {}, h("summary", {}, say("asTable")),
      h("table.grid", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("period")), h("th.num", { scope: "col" }, say("value")))),
        h("tbody", {}, s.points.map((p) => h("tr", {}, h("th", { scope: "row" }, p.period),
          h("td.num", {}, h("a", { href: addressOf(p.report, p.o), title: say("jump") }, grouped(p.o.v)))))))));
}

// showCharts is the view of all series.
export function showCharts(main) {
  const all = allSeries();
  const list = h("div.charts", { lang: langTag(lang()) });
  const draw = (text) => {
    const needle = text.toLowerCase();
    const shown = all.filter((s) => `${s.label.zh} ${s.label.en} ${s.place.zh} ${s.place.en}`.toLowerCase().includes(needle));
    fill(list, shown.length ? shown.slice(0, 300).map(card) : h("p.empty", {}, say(all.length ? "nothing" : "noSeries")));
  };
  fill(main, h("h1", {}, say("charts")), h("p.quiet", {}, say("chartsLead")), h("div.toolbar", {}, filterBox("filter", draw)), list);
  draw("");
}
