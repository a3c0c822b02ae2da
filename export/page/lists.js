// Long lists and what narrows them.
import { h, later, plain } from "./dom.js";
import { say } from "./words.js";
import { index, titleOf } from "./data.js";

// moreButton asks for the next items of a list.
export function moreButton(left, step, click) {
  return h("button", { type: "button", click }, say("more", Math.min(left, step)));
}

// reportChoice is a list to choose one report or all.
export function reportChoice(changed) {
  const select = h("select", { change: () => changed(select.value) },
    h("option", { value: "" }, say("allReports")), index.map((e) => h("option", { value: e.id }, plain(titleOf(e)))));
  return h("label.field", {}, h("span", {}, say("report")), " ", select);
}

export function filterBox(key, changed) {
  const input = h("input", { type: "search", placeholder: say(key), "aria-label": say(key), autocomplete: "off", input: later(() => changed(input.value.trim()), 120) });
  return input;
}

// grow fills a list with the first items and a button for more.
export function grow(list, items, make, step = 100) {
  list.replaceChildren();
  const add = (from) => {
    for (const item of items.slice(from, from + step)) list.append(make(item));
    const left = items.length - from - step;
    if (left > 0) list.append(h("li.more", {}, moreButton(left, step, (e) => { e.target.closest("li").remove(); add(from + step); })));
  };
  add(0);
  if (!items.length) list.append(h("li.empty", {}, say("nothing")));
}
