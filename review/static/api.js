// The server's routes. Every failure is an ApiError with a bilingual message.
import { both } from "./words.js";

export class ApiError extends Error {
  constructor(status, message, body) {
    super(message.en || message.zh);
    this.status = status; // 0: the server could not be reached
    this.both = message;
    this.body = body;
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...options });
  } catch {
    throw new ApiError(0, both("unreachable"));
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  const message = (body && (body.error || (body.conflict && body.conflict.message))) || both(response.status === 401 ? "unknownVisitor" : "serverSays", response.status);
  throw new ApiError(response.ok ? 0 : response.status, message, body);
}

export function reportPath(id, rest = "") {
  return `/api/reports/${encodeURIComponent(id)}${rest}`;
}

export function getReports() {
  return ask("/api/reports");
}

function query(fields) {
  return "?" + new URLSearchParams(Object.fromEntries(Object.entries(fields).filter(([, v]) => v)));
}

// getView reads the index of a report, or how it differs from that of a revision that
// is here, with the rows around the last of some ids; by is whose changes are to be
// counted for undo.
export function getView(id, { since, by, around }) {
  return ask(reportPath(id, "/view" + query({ since, by, around })));
}

// getRows reads what is to be shown of paragraphs; zh and en are ranges of them.
export function getRows(id, { texts, zh, en }) {
  const said = (ranges) => ranges.map(([a, b]) => `${a}-${b}`).join(",");
  return ask(reportPath(id, "/rows" + query({ texts, zh: said(zh), en: said(en) })));
}

// findWords lists the paragraphs that hold words.
export function findWords(id, q, l) {
  return ask(reportPath(id, "/search" + query({ q, lang: l })));
}

export function post(id, what, body) {
  return ask(reportPath(id, "/" + what), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function getPages(id) {
  return ask(reportPath(id, "/pages"));
}

export function getBoxes(id, file, page) {
  return ask(reportPath(id, `/boxes/${file}/${page}`));
}

export async function getSource(id, file) {
  const response = await fetch(reportPath(id, `/source/${file}`), { cache: "no-store" });
  if (!response.ok) throw new ApiError(response.status, both("serverSays", response.status));
  return response.text();
}

// listen calls heard for every change of any report that the server tells of, and
// alive when the line is up (true) or down.
export function listen(heard, alive) {
  const source = new EventSource("/api/events");
  source.addEventListener("open", () => alive(true));
  source.addEventListener("error", () => alive(false));
  source.addEventListener("message", (e) => {
    try { heard(JSON.parse(e.data)); } catch { /* a line that is no event of ours */ }
  });
  return source;
}
