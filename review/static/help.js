// All keys, over the page.
import { h } from "../page/dom.js";
import { say } from "./words.js";
import { keyTable, keyNames } from "./keys.js";

const groups = ["helpWalk", "helpSettle", "helpMend", "helpWrite", "helpLook"];

export function showHelp() {
  const old = document.querySelector("dialog.help");
  if (old) { old.close(); return; }
  const before = document.activeElement;
  const keys = (name) => keyNames(name).map((k, i) => [i ? ` ${say("orKey")} ` : null, h("kbd", {}, k)]);
  const dialog = h("dialog.help", { "aria-labelledby": "help-title" },
    h("div.help-head", {}, h("h2", { id: "help-title" }, say("helpTitle")), h("button", { type: "button", click: () => dialog.close() }, say("close"))),
    h("div.help-body", { tabindex: "0", role: "region", "aria-label": say("helpTitle") },
      groups.map((g) => h("section", {}, h("h3", {}, say(g)), h("dl", {}, keyTable.filter(([, , of]) => of === g).map(([name]) => h("div", {}, h("dt", {}, keys(name)), h("dd", {}, say(name))))))),
      h("p.quiet", {}, say("helpTouch"))));
  dialog.addEventListener("keydown", (e) => { e.stopPropagation(); if (e.key === "?") dialog.close(); });
  dialog.addEventListener("close", () => { dialog.remove(); if (before && before.isConnected) before.focus(); });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("button").focus();
}
