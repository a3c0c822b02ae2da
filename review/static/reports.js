// The list of reports, with how far each is reviewed.
import { h, fill, inTongue, announce, plain } from "../page/dom.js";
import { titleOf, titleLang, codeName, fold } from "../page/data.js";
import { getReports } from "./api.js";
import { say, inLang, langOf, langTag } from "./words.js";

export class ReportList {
  constructor(main, page) {
    this.main = main;
    this.page = page;
    this.wanted = page.stored.get("list") || "all";
    this.text = "";
  }

  async open() {
    try {
      const { reports } = await getReports();
      this.reports = reports;
      if (!this.body) this.build();
      this.draw();
    } catch (e) {
      if (!this.body) fill(this.main, h("h1", {}, say("reports")), h("p.banner", { role: "alert" }, e.both ? inLang(e.both) : e.message), h("p", {}, h("button", { type: "button", click: () => this.open() }, say("tryAgain"))));
      else announce(e.both ? inLang(e.both) : e.message);
    }
  }

  build() {
    this.body = h("tbody");
    this.count = h("p.quiet", { role: "status" });
    const choice = (value, key) => h("label.choice", {}, h("input", { type: "radio", name: "wanted", value, checked: this.wanted === value, change: () => { this.wanted = value; this.page.stored.set("list", value); this.draw(); } }), " ", say(key));
    const filter = h("input", { type: "search", placeholder: say("filterReports"), "aria-label": say("filterReports"), autocomplete: "off", input: () => { this.text = fold(filter.value.trim()); this.draw(); } });
    const heads = ["report", "period", "area", "reviewed", "openFindings", "errors", "warnings"];
    fill(this.main, h("h1", {}, say("reports")), h("p.lead", {}, say("lead")),
      h("div.toolbar", {}, filter, h("fieldset.choices", {}, h("legend.out", {}, say("filterList")), choice("all", "allOfThem"), choice("errors", "withErrors"), choice("left", "notReviewed"))),
      this.count,
      h("div.scroll", { tabindex: "0", role: "region", "aria-label": plain(say("reports")) },
        h("table.grid", {}, h("thead", {}, h("tr", {}, heads.map((k, i) => h("th" + (i > 3 ? ".num" : ""), { scope: "col" }, say(k))))), this.body)));
  }

  draw() {
    const left = (r) => r.confirmed < r.beads || r.open > 0;
    const shown = this.reports.filter((r) => (this.wanted !== "errors" || r.errors > 0) && (this.wanted !== "left" || left(r)) &&
      fold([r.id, r.title.zh, r.title.en, r.area.zh, r.area.en, r.period].join(" ")).includes(this.text));
    fill(this.count, say("countOf", shown.length, this.reports.length));
    const focused = document.activeElement && document.activeElement.hash;
    fill(this.body, shown.length ? shown.map((r) => this.row(r)) : h("tr", {}, h("td.empty", { colspan: "7" }, say(this.reports.length ? "nothing" : "noReportsHere"))));
    const again = focused && [...this.body.querySelectorAll("a")].find((a) => a.hash === focused);
    if (again) again.focus();
  }

  row(r) {
    const other = titleLang(r) === "zh" ? "en" : "zh";
    const href = "#" + encodeURIComponent(r.id);
    if (r.error && inLang(r.error)) return this.damaged(r);
    const done = r.beads ? r.confirmed / r.beads : 1;
    return h("tr", {},
      h("th", { scope: "row" }, h("a", { href }, inTongue(titleLang(r), titleOf(r))), r.title[other] ? h("div.quiet", {}, inTongue(other, r.title[other])) : null),
      h("td", {}, r.period), h("td", {}, h("span", { lang: langTag(langOf(r.area)) }, inLang(r.area))),
      h("td.reviewed", {}, !r.beads ? h("span.quiet", {}, "—") : h("progress", { max: "1", value: String(done), "aria-label": plain(say("progress", r.confirmed, r.beads)) }), " ", r.beads ? h("span.quiet", {}, `${r.confirmed} / ${r.beads}`) : null),
      h("td.num", {}, String(r.open)),
      this.severity(r.errors, "error"), this.severity(r.warnings, "warning"));
  }

  damaged(r) {
    return h("tr", {}, h("th", { scope: "row" }, titleOf(r)), h("td.reason", { colspan: "6" }, h("span.badge.error", {}, say("damaged")), " ", inLang(r.error)));
  }

  severity(n, code) {
    return h("td.num", {}, n ? h("span.badge." + code, {}, h("span.out", {}, codeName("severity", code) + " "), String(n)) : "0");
  }

  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), 300);
  }

  leave() {
    clearTimeout(this.timer);
  }
}
