// Where in a text somebody clicked, in UTF-16 units of the text itself.

function positionAt(x, y) {
  if (document.caretPositionFromPoint) {
    const p = document.caretPositionFromPoint(x, y);
    return p && [p.offsetNode, p.offset];
  }
  const r = document.caretRangeFromPoint && document.caretRangeFromPoint(x, y);
  return r && [r.startContainer, r.startOffset];
}

// caretIn returns { at } for a point within an element of class "prose". Signs
// that are spelt out (⟨U+202E⟩) count as the one they stand for.
export function caretIn(words, x, y) {
  const found = positionAt(x, y);
  if (!words || !found || !words.contains(found[0])) return null;
  const [node, offset] = found;
  let at = 0;
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  for (let t = walker.nextNode(); t; t = walker.nextNode()) {
    const unseen = t.parentElement.classList.contains("unseen");
    if (t === node) return { at: at + (unseen ? 0 : offset) };
    at += unseen ? String.fromCodePoint(parseInt(t.data.slice(3, -1), 16)).length : t.data.length;
  }
  return null;
}
