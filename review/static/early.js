// Asks for the report that the address names while the rest of the program is
// still on its way: it is the first to be needed and the largest.

function nameOf(hash) {
  if (hash.length < 2 || hash.startsWith("#/")) return "";
  try { return decodeURIComponent(hash.slice(1).split("/")[0]); } catch { return ""; }
}

function by() {
  try { return localStorage.getItem("duizhao.review.name") || ""; } catch { return ""; }
}

async function ask(id) {
  const name = by();
  const response = await fetch(`/api/reports/${encodeURIComponent(id)}?${name ? new URLSearchParams({ by: name }) : ""}`, { cache: "no-store", credentials: "same-origin" });
  return response.ok ? response.json() : null;
}

const id = nameOf(location.hash);

// early.body is a promise of the server's answer, or of null where there is none;
// then it is asked for again, by who can tell what is wrong.
export const early = { body: id ? ask(id).catch(() => null) : null };
