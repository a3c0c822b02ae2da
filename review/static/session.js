// One report being reviewed: its model, the queue of what is not yet on the
// server's disk, undo and redo, and what others did meanwhile. Nothing leaves the
// queue before the server has said that it is saved; the queue outlives the tab.
import { ApiError, getReport, post } from "./api.js";
import { Model } from "./model.js";
import { prepare, foreseen } from "./ops.js";
import { Queue } from "./queue.js";

const firstPause = 500; // ms until the first retry
const longestPause = 8000;

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
  }

  async open(early) {
    const [body] = await Promise.all([early, this.queue.takeOver()]);
    this.adopt(body || (await getReport(this.id, "", this.by())));
    this.pump();
  }

  close() {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.refreshTimer);
  }

  // adopt takes the server's report; what is still in the queue shows on top.
  adopt(body) {
    const report = body.report || this.spliced(body.splices || {});
    this.note(body);
    this.base = body.revision;
    this.stale = body.stale || [];
    const cuts = (body.decisions && body.decisions.cuts) || [];
    if (body.decisions) this.cutSentences = new Set(cuts.filter((c) => c.level === "sentence").map((c) => c.lang + c.unit.id));
    this.model = new Model(report);
    this.done = [];
    this.undone = [];
    for (const item of this.queue.items) this.apply(item.ops || []);
    this.view.adopted();
  }

  note(body) {
    if (body.revision !== undefined) this.revision = body.revision;
    if (body.undo !== undefined) this.undoCount = body.undo;
    if (body.redo !== undefined) this.redoCount = body.redo;
  }

  // spliced puts a server's differences into the report as it was.
  spliced(splices) {
    const report = this.model.raw;
    for (const [path, { from, delete: gone, insert }] of Object.entries(splices)) {
      const steps = path.split(".");
      const last = steps.pop();
      const holder = steps.reduce((o, s) => o[s], report);
      const list = holder[last] || [];
      holder[last] = [...list.slice(0, from), ...insert, ...list.slice(from + gone)];
    }
    return report;
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
      if (body.report) this.adopt(body);
      else if (!item.foreseen && item.what !== "ops") this.wantsRefresh = true; // what ops only the server can show come with the event
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
      this.adopt(e.body);
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
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => this.refresh(), this.model && this.model.beads.length > 2000 ? 1500 : 250);
  }

  async refresh() {
    if (this.stopped || this.sending || this.queue.length || this.refreshing || this.view.busy()) {
      clearTimeout(this.refreshTimer);
      if (this.wantsRefresh && !this.stopped) this.refreshTimer = setTimeout(() => this.refresh(), 700);
      return;
    }
    this.refreshing = true;
    this.wantsRefresh = false;
    try {
      const body = await getReport(this.id, this.base, this.by());
      if (this.queue.length || this.sending || this.view.busy()) { // it no longer fits what is shown
        this.wantsRefresh = true;
        clearTimeout(this.refreshTimer);
        this.refreshTimer = setTimeout(() => this.refresh(), 700);
        return;
      }
      this.adopt(body);
      if (this.others) this.view.othersDid(this.others);
      this.others = "";
    } catch (e) {
      if (!(e instanceof ApiError)) throw e;
      this.wantsRefresh = true;
      if (e.status === 0) this.refreshTimer = setTimeout(() => this.refresh(), 2000);
      else this.view.refused(e.both);
    } finally {
      this.refreshing = false;
    }
  }
}
