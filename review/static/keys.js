// The keys: one table, read by the listener, the buttons and the help.

// Each line: what it does, its keys, the group it is explained in. A key may be
// written with Alt+, Ctrl+ (also Cmd) before it; letters tell small from capital.
export const keyTable = [
  ["rowDown", ["ArrowDown", "j"], "helpWalk"],
  ["rowUp", ["ArrowUp", "k"], "helpWalk"],
  ["unitRight", ["ArrowRight"], "helpWalk"],
  ["unitLeft", ["ArrowLeft"], "helpWalk"],
  ["nextFlagged", ["n"], "helpWalk"],
  ["previousFlagged", ["N"], "helpWalk"],
  ["nextOpen", ["o"], "helpWalk"],
  ["previousOpen", ["O"], "helpWalk"],
  ["nextFinding", ["f"], "helpWalk"],
  ["nextNumber", ["i"], "helpWalk"],
  ["previousNumber", ["I"], "helpWalk"],
  ["firstRow", ["Home"], "helpWalk"],
  ["lastRow", ["End"], "helpWalk"],
  ["confirm", [" "], "helpSettle"],
  ["confirmNext", ["Enter"], "helpSettle"],
  ["unconfirm", ["Backspace"], "helpSettle"],
  ["confirmAbove", ["A"], "helpSettle"],
  ["accept", ["a"], "helpSettle"],
  ["dismiss", ["d"], "helpSettle"],
  ["undo", ["u", "Ctrl+z"], "helpSettle"],
  ["redo", ["U", "Ctrl+y", "Ctrl+Z"], "helpSettle"],
  ["mergeNext", ["m"], "helpMend"],
  ["mergePrevious", ["M"], "helpMend"],
  ["split", ["s"], "helpMend"],
  ["unsplit", ["S"], "helpMend"],
  ["moveUp", ["Alt+ArrowUp", "K"], "helpMend"],
  ["moveDown", ["Alt+ArrowDown", "J"], "helpMend"],
  ["unlink", ["x"], "helpMend"],
  ["mark", ["l"], "helpMend"],
  ["linkPicked", ["L"], "helpMend"],
  ["realign", ["R"], "helpMend"],
  ["edit", ["e"], "helpWrite"],
  ["comment", ["c"], "helpWrite"],
  ["findingComment", ["C"], "helpWrite"],
  ["search", ["/", "Ctrl+f"], "helpWrite"],
  ["findNext", ["g"], "helpWrite"],
  ["findPrevious", ["G"], "helpWrite"],
  ["sentences", ["v"], "helpLook"],
  ["everySentence", ["V"], "helpLook"],
  ["source", ["p"], "helpLook"],
  ["backToList", ["q"], "helpLook"],
  ["help", ["?"], "helpLook"],
];

const byKey = new Map(keyTable.flatMap(([name, keys]) => keys.map((k) => [k, name])));

// commandOf returns what a key event asks for, or undefined.
export function commandOf(e) {
  if (e.isComposing) return undefined;
  const prefix = e.ctrlKey || e.metaKey ? "Ctrl+" : e.altKey ? "Alt+" : "";
  return byKey.get(prefix + e.key);
}

// keyNames returns the keys of a command as people read them.
export function keyNames(command) {
  const line = keyTable.find(([name]) => name === command);
  const pretty = { ArrowDown: "↓", ArrowUp: "↑", ArrowRight: "→", ArrowLeft: "←", " ": "Space", "Ctrl+Z": "Ctrl+Shift+z" };
  return line ? line[1].map((k) => pretty[k] || k.replace("ArrowUp", "↑").replace("ArrowDown", "↓")) : [];
}

// ariaKeys is the form of aria-keyshortcuts.
export function ariaKeys(command) {
  const line = keyTable.find(([name]) => name === command);
  return line ? line[1].map((k) => (k === " " ? "Space" : k.length === 1 && k !== k.toLowerCase() ? `Shift+${k}` : k.replace("Ctrl", "Control"))).join(" ") : undefined;
}
