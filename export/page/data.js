// The reports, read from the page's data elements when they are first asked for.
import { inLang, langOf, lang } from "./words.js";

function parse(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

export const index = parse("data-index");
const codes = parse("data-words");
const loaded = new Map();

export function entryOf(id) {
  return index.find((e) => e.id === id);
}

// load returns a report, or null where the page holds its counts only.
export function load(entry) {
  if (!entry.element) return null;
  if (!loaded.has(entry.id)) loaded.set(entry.id, parse(entry.element));
  return loaded.get(entry.id);
}

// everyReport lists the reports with their entries.
export function everyReport() {
  return index.map((entry) => ({ entry, report: load(entry) })).filter((x) => x.report);
}

// codeName returns the name of a code, which stands for itself where it has none.
export function codeName(kind, code) {
  const word = (codes[kind] || {})[code];
  return word ? inLang(word.name) : code || "";
}

export function codeMeaning(kind, code) {
  const word = (codes[kind] || {})[code];
  return word ? inLang(word.meaning) : "";
}

export function titleOf(entry) {
  return inLang(entry.title) || entry.id;
}

export function titleLang(entry) {
  return inLang(entry.title) ? langOf(entry.title) : lang();
}

const sides = { zh: "z", en: "e" };

// quoteText returns the words of an observation or finding in a language.
export function quoteText(report, thing, l) {
  const quote = thing[sides[l]];
  if (!quote) return "";
  if (!quote.at) return quote.t || "";
  const [p, start, end] = quote.at;
  return report[l][p].t.slice(start, end);
}

// placeOf returns where a figure, observation or finding stands in a language.
export function placeOf(thing, l) {
  const v = thing[sides[l]];
  if (Array.isArray(v)) return v;
  return (v && v.at) || null;
}

export function sideOf(l) {
  return sides[l];
}

// address is the link to a report and a place in it.
export function address(report, paragraph, number) {
  const parts = [report, paragraph, number].filter(Boolean);
  return "#" + parts.map(encodeURIComponent).join("/");
}

// addressOf links an observation or finding to its place.
export function addressOf(report, thing) {
  for (const l of ["zh", "en"]) {
    const at = placeOf(thing, l);
    if (at) return address(report.id, report[l][at[0]].i, thing.i);
  }
  return address(report.id, "", thing.i);
}

// fold is the form texts are searched in; it keeps the length.
export function fold(text) {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}
