// One report being reviewed: its model, the queue of what is not yet on the
// server's disk, undo and redo, and what others did meanwhile. Nothing leaves the
// queue before the server has said that it is saved; the queue outlives the tab.
import { ApiError, getView, getRows, post } from "./api.js";
import { Model, mended } from "./model.js";
import { prepare, foreseen } from "./ops.js";
import { Queue } from "./queue.js";

const firstPause = 500; // ms until the first retry
const longestPause = 8000;
const block = 32; // paragraphs that are fetched together

function untouched([, gone, news]) {
  return gone === 0 && news.length === 0;
}

// Session tells its view: adopted() a new model is there; changed(change) rows
// differ; state() saving, saved or not; conflict(…), refused(…).
export class Session {
  constructor(id, view, by) {
    this.id = id;
    this.view = view;
    this.by = by; // returns the person's name
    this.queue = new Queue(id);
    this.done = []; // changes that can be undone without asking
    this.undone = [];
    this.undoCount = this.redoCount = 0;
    this.pause = firstPause;
    this.status = "saved";
    this.stopped = false;
    this.cutSentences = new Set();
    this.asked = new Set(); // blocks of paragraphs
  }

  async open(early, around) {
    const [view] = await Promise.all([early, this.queue.takeOver()]);
    this.adopt(view || (await getView(this.id, { by: this.by(), around })));
    this.pump();
  }

  close() {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.refreshTimer);
  }

  // adopt takes the server's view; what is still in the queue shows on top. Where the
  // texts are the same the model stays, and only what differs is shown anew.
  adopt(view) {
    const old = this.index;
    this.index = mended(view.since ? old : null, view.index);
    this.note(view);
    this.base = view.revision;
    const kept = this.texts === view.texts;
    this.texts = view.texts;
    this.stale = view.stale || [];
    this.pending = view.pending;
    this.cutSentences = new Set(view.cuts.map(([l, id]) => l + id));
    const same = this.model && view.since && ["zh", "en"].every((l) => view.index[l] === null ? !old[l] : old[l] && untouched(view.index[l].lines) && untouched(view.index[l].parts));
    const place = this.model && this.view.here();
    let changed = null;
    if (same) changed = this.model.mend(this.index, kept);
    else this.model = new Model(view, this.index);
    for (const rows of view.rows) this.model.add(rows);
    if (!same || !kept) this.asked = new Set();
    this.done = [];
    this.undone = [];
    if (same) this.view.mended(place, changed);
    else this.view.adopted(place);
    for (const item of this.queue.items) this.apply(item.ops || []);
  }

  // want has the texts of beads fetched; the view is told when they are here.
  want(beads) {
    const ranges = { zh: [], en: [] };
    for (const l of ["zh", "en"]) {
      const blocks = new Set(beads.flatMap((b) => b[l[0]].filter((p) => !this.model[l][p].here).map((p) => Math.floor(p / block))));
      for (const n of [...blocks].sort((a, b) => a - b)) {
        if (this.asked.has(l + n)) continue;
        this.asked.add(l + n);
        const last = ranges[l].at(-1);
        const end = Math.min(this.model[l].length, (n + 1) * block);
        if (last && last[1] === n * block) last[1] = end;
        else ranges[l].push([n * block, end]);
      }
    }
    if (ranges.zh.length + ranges.en.length) this.fetch(ranges);
  }

  async fetch(ranges) {
    const { texts, model, asked } = this;
    try {
      const rows = await getRows(this.id, { texts, ...ranges });
      if (this.stopped || texts !== this.texts || model !== this.model) return; // they are asked for again
      model.add(rows);
      this.view.filled();
    } catch (e) {
      if (!(e instanceof ApiError)) throw e;
      for (const l of ["zh", "en"]) for (const [from, to] of ranges[l]) for (let p = from; p < to; p += block) asked.delete(l + Math.floor(p / block));
      if (this.stopped) return;
      this.wantsRefresh = true;
      this.later(e.status === 410 ? 0 : 1500);
    }
  }

  // near fetches the rows around the last of some ids.
  async near(around) {
    try {
      this.adopt(await getView(this.id, { since: this.base, by: this.by(), around }));
    } catch (e) {
      if (!(e instanceof ApiError)) throw e;
    }
  }

  later(pause) {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => this.refresh(), pause);
  }

  note(body) {
    if (body.revision !== undefined) this.revision = body.revision;
    if (body.undo !== undefined) this.undoCount = body.undo;
    if (body.redo !== undefined) this.redoCount = body.redo;
  }

  apply(ops) {
    const changes = [];
    for (const op of ops) {
      const change = prepare(this.model, op);
      if (!change) continue;
      changes.push(change);
      this.view.changed(change.redo());
    }
    return changes;
  }

  // act does what a person asked for, and queues it. It says whether anything of
  // it can be done here.
  act(ops) {
    const changes = this.apply(ops);
    if (!changes.length && ops.every(foreseen)) return false;
    this.done.push(changes);
    this.undone = [];
    this.undoCount++;
    this.redoCount = 0;
    this.pending ||= "near";
    this.enqueue({ what: "ops", ops, foreseen: ops.every(foreseen) });
    if (!ops.every(foreseen)) this.view.waits();
    return true;
  }

  undo() {
    return this.turn("undo", this.done, this.undone, this.undoCount);
  }

  redo() {
    return this.turn("redo", this.undone, this.done, this.redoCount);
  }

  turn(what, from, to, count) {
    if (!count) return false;
    const changes = from.pop();
    const by = what === "undo" ? -1 : 1;
    this.undoCount += by;
    this.redoCount -= by;
    this.pending ||= "near";
    if (changes) {
      const order = what === "undo" ? [...changes].reverse() : changes;
      for (const c of order) this.view.changed(c[what]());
      to.push(changes);
    }
    this.enqueue({ what, foreseen: Boolean(changes && changes.length) });
    return true;
  }

  enqueue(item) {
    this.queue.push(item);
    this.pump();
  }

  // pump sends the queue, one at a time.
  async pump() {
    if (this.sending || this.stopped) return;
    if (!this.queue.length) return;
    this.sending = true;
    clearTimeout(this.timer);
    this.say("saving");
    const item = this.queue.first;
    try {
      const body = await post(this.id, item.what, { revision: this.revision, by: this.by(), key: item.key, ops: item.ops, delta: true });
      this.pause = firstPause;
      this.queue.shift();
      this.note(this.queue.length ? { revision: body.revision } : body);
      if (!item.foreseen && item.what !== "ops") this.wantsRefresh = true; // what ops only the server can show come with the event
    } catch (e) {
      this.sending = false;
      this.failed(item, e);
      return;
    }
    this.sending = false;
    if (this.queue.length) this.pump();
    else {
      this.say("saved");
      if (this.wantsRefresh) this.refresh();
    }
  }

  failed(item, e) {
    if (!(e instanceof ApiError)) throw e;
    if (e.status === 409 && e.body) {
      this.queue.shift();
      if (e.body.view) this.adopt(e.body.view);
      this.view.conflict(item, e.body.conflict || {});
    } else if (e.status >= 400 && e.status < 500 && ![401, 403, 408, 425, 429].includes(e.status)) {
      this.queue.shift();
      this.view.refused(e.both);
      this.wantsRefresh = true;
      if (!this.queue.length) this.refresh();
    } else {
      this.say("unsaved", e.both);
      this.timer = setTimeout(() => this.pump(), this.pause);
      this.pause = Math.min(longestPause, this.pause * 2);
      return;
    }
    if (this.queue.length) this.pump();
    else this.say("saved");
  }

  // idle waits until everything is on the server's disk.
  async idle() {
    while (this.queue.length && !this.stopped) await new Promise((done) => setTimeout(done, 50));
  }

  say(status, why) {
    this.status = status;
    this.why = why;
    this.view.state(status, why, this.queue.length);
  }

  // heard takes an event about this report. What another made of it is fetched
  // when nothing of ours is on its way, so that no key has to wait for it.
  heard(event) {
    if (!event.ready && (event.revision === this.revision || event.by === this.by())) return; // ours; more comes when it is ready
    if (event.by && event.by !== this.by() && event.revision !== this.revision) this.others = event.by;
    this.wantsRefresh = true;
    this.later(100);
  }

  async refresh() {
    if (this.stopped || this.sending || this.queue.length || this.refreshing || this.view.busy()) {
      clearTimeout(this.refreshTimer);
      if (this.wantsRefresh && !this.stopped) this.later(300);
      return;
    }
    this.refreshing = true;
    this.wantsRefresh = false;
    try {
      const body = await getView(this.id, { since: this.base, by: this.by(), around: this.view.at() });
      if (this.queue.length || this.sending || this.view.busy()) { // it no longer fits what is shown
        this.wantsRefresh = true;
        this.later(300);
        return;
      }
      this.adopt(body);
      if (this.others) this.view.othersDid(this.others);
      this.others = "";
    } catch (e) {
      if (!(e instanceof ApiError)) throw e;
      this.wantsRefresh = true;
      if (e.status === 0) this.later(2000);
      else this.view.refused(e.both);
    } finally {
      this.refreshing = false;
    }
  }
}
