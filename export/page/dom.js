// Elements are made here, and texts always become text nodes: no text of a report
// is ever read as markup.
import { langTag } from "./words.js";

// unseen are characters that change how others are shown, or nothing at all:
// controls, line separators, and the marks that turn the direction of writing.
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDC7F]/g;

function unseenName(c) {
  return "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

// plain returns a text with unseen characters spelt out, for titles and options.
export function plain(text) {
  return text.replace(unseen, (c) => `⟨${unseenName(c)}⟩`);
}

// addText appends a text, with unseen characters spelt out.
export function addText(parent, text) {
  let from = 0;
  for (const m of text.matchAll(unseen)) {
    if (m.index > from) parent.append(text.slice(from, m.index));
    const sign = document.createElement("span");
    sign.className = "unseen";
    sign.textContent = `⟨${unseenName(m[0])}⟩`;
    parent.append(sign);
    from = m.index + m[0].length;
  }
  if (from < text.length) parent.append(from ? text.slice(from) : text);
}

// h makes an element: "tag.class.class", attributes (on… functions listen, data
// fills dataset, false and null leave out), children (elements, texts, lists).
export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  setAll(element, attributes);
  add(element, children);
  return element;
}

// svg makes an element of a drawing.
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(element, attributes);
  for (const c of children) element.append(typeof c === "string" ? plain(c) : c);
  return element;
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : plain(String(value)));
  }
}

function add(element, children) {
  for (const c of children) {
    if (c === null || c === undefined || c === false) continue;
    if (Array.isArray(c)) add(element, c);
    else if (c instanceof Node) element.append(c);
    else addText(element, String(c));
  }
}

// fill replaces what an element holds.
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

// inTongue is a text of a language, isolated from what stands around it.
export function inTongue(l, text, name = "bdi") {
  return h(name, { lang: langTag(l) }, text);
}

// announce tells a screen reader what has changed.
export function announce(text) {
  document.getElementById("live").textContent = plain(text);
}

// later calls f once a pause of ms has passed since the last call.
export function later(f, ms) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => f(...args), ms);
  };
}
