// What is not yet on the server's disk, kept in the browser, so that it outlives
// the tab. Each tab has a queue of its own; a queue whose tab is gone is taken
// over by the next that opens the report.

const prefix = "duizhao.queue.";

export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

// holding keeps a lock as long as the tab lives, by which others see that it does.
function holding(name) {
  if (navigator.locks) navigator.locks.request(name, () => new Promise(() => {})).catch(() => {});
}

async function orphaned(name) {
  if (!navigator.locks) return false;
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => lock !== null);
}

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)) || []; } catch { return []; }
}

export class Queue {
  constructor(report) {
    this.report = `${prefix}${encodeURIComponent(report)}/`;
    this.name = this.report + randomKey();
    this.items = [];
    holding(this.name);
  }

  get length() {
    return this.items.length;
  }

  get first() {
    return this.items[0];
  }

  push(item) {
    this.items.push({ key: randomKey(), ...item });
    this.keep();
  }

  shift() {
    this.items.shift();
    this.keep();
  }

  keep() {
    try {
      if (this.items.length) localStorage.setItem(this.name, JSON.stringify(this.items));
      else localStorage.removeItem(this.name);
    } catch { /* the tab alone keeps it */ }
  }

  // takeOver adds what tabs that are gone have left.
  async takeOver() {
    let names = [];
    try { names = Object.keys(localStorage).filter((k) => k.startsWith(this.report) && k !== this.name); } catch { return; }
    for (const name of names) {
      if (!(await orphaned(name))) continue;
      this.items.push(...read(name));
      this.keep();
      localStorage.removeItem(name);
    }
  }
}
