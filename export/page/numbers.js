// Decimal numbers come as texts and stay texts: what is shown is what the report
// says, digit for digit.
import { codeName } from "./data.js";

// grouped writes a decimal with commas: "14100" is "14,100".
export function grouped(decimal) {
  if (decimal === null || decimal === "") return "";
  const [whole, behind] = String(decimal).split(".");
  const sign = whole.startsWith("-") ? "−" : "";
  const digits = whole.replace("-", "").replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return sign + digits + (behind ? "." + behind : "");
}

// valueOf writes an observation's value, or its bounds.
export function valueOf(o) {
  if (o.v !== null) return grouped(o.v);
  if (o.lo !== null && o.hi !== null) return `${grouped(o.lo)}–${grouped(o.hi)}`;
  if (o.lo !== null) return "≥ " + grouped(o.lo);
  if (o.hi !== null) return "≤ " + grouped(o.hi);
  return "";
}

// unitOf names an observation's unit.
export function unitOf(o) {
  return codeName("unit", o.u);
}

// short writes a number for a chart's label: 7831000000 is 7.83e9 in no
// language, so Chinese gets 万 and 亿, English thousand, million and billion.
export function short(number, l) {
  const steps = l === "zh" ? [[1e8, "亿"], [1e4, "万"]] : [[1e9, "bn"], [1e6, "m"]];
  for (const [step, word] of steps) {
    if (Math.abs(number) >= step * (l === "zh" ? 10 : 1)) return trimmed(number / step) + word;
  }
  return grouped(trimmed(number, 2));
}

function trimmed(number, places = 3) {
  const fixed = Math.abs(number) >= 1000 ? number.toFixed(Math.min(places, 1)) : number.toFixed(places);
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}
