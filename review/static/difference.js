// What a correction changes, shown within it: the parts taken out and put in,
// found by the longest common run of words (Myers' idea is more than one
// paragraph needs).
import { h } from "../page/dom.js";

const most = 600; // tokens; longer texts show what is between their common ends

// tokens cuts a text into words, numbers, Han characters and other signs.
function tokens(text) {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) || [];
}

// common returns the pairs of equal tokens of two lists, in order.
function common(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (table[i + 1][j] >= table[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

// pieces lists what is kept, taken out ("del") and put in ("ins").
export function pieces(before, after) {
  const [a, b] = [tokens(before), tokens(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const pairs = x.length > most || y.length > most ? [] : common(x, y);
  const out = [];
  const add = (kind, list) => { if (list.length) out.push([kind, list.join("")]); };
  add("", a.slice(0, start));
  let [i, j] = [0, 0];
  for (const [p, q] of [...pairs, [x.length, y.length]]) {
    add("del", x.slice(i, p));
    add("ins", y.slice(j, q));
    if (p < x.length) add("", [x[p]]);
    [i, j] = [p + 1, q + 1];
  }
  add("", a.slice(a.length - end));
  return out;
}

// difference shows a correction with its changes.
export function difference(before, after) {
  return pieces(before, after).map(([kind, text]) => (kind ? h(kind, {}, text) : h("span", {}, text)));
}
