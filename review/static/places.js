// Places in texts: code points outside, UTF-16 units inside, units of beads by key.

const beyond = /[\uD800-\uDFFF]/;

// isFar says that a text holds signs of two UTF-16 units.
export function isFar(text) {
  return beyond.test(text);
}

// offset converts an offset in code points of a text to UTF-16 units; far is what
// isFar says of the text.
export function offset(text, points, far) {
  if (!far) return points;
  let units = 0;
  for (const c of text) {
    if (points-- <= 0) break;
    units += c.length;
  }
  return units;
}

// points converts an offset in UTF-16 units to code points.
export function points(text, units) {
  return isFar(text) ? [...text.slice(0, units)].length : units;
}

// unitKey names a unit of a bead: a paragraph's index, or a sentence's pair of
// paragraph and place in it.
export function unitKey(unit) {
  return Array.isArray(unit) ? unit[0] * 65536 + unit[1] : unit;
}
