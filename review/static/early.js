// Asks for the report that the address names while the rest of the program is
// still on its way: it is the first to be needed and the largest. It is no module, so
// that the browser runs it before anything else. duizhaoEarly is a promise of the
// server's answer, or of null where there is none; then it is asked for again, by who
// can tell what is wrong.
window.duizhaoEarly = (() => {
  const stored = (key) => { try { return localStorage.getItem("duizhao.review." + key) || ""; } catch { return ""; } };
  const parts = location.hash.length > 1 && !location.hash.startsWith("#/") ? location.hash.slice(1).split("/") : [];
  let names;
  try { names = parts.map(decodeURIComponent).filter(Boolean); } catch { return null; }
  const [id, ...places] = names;
  if (!id) return null;
  const fields = { by: stored("name"), around: places.join("/") || stored(`at.${id}`) };
  const asked = new URLSearchParams(Object.entries(fields).filter(([, v]) => v));
  return fetch(`/api/reports/${encodeURIComponent(id)}/view?${asked}`, { cache: "no-store", credentials: "same-origin" })
    .then((response) => (response.ok ? response.json() : null)).catch(() => null);
})();
