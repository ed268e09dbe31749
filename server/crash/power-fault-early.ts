// Preloaded by a negative control: a box that takes a COMMIT for done before it is, and so answers early.
import { setTimeout } from 'node:timers/promises';
import sqlite3 from 'sqlite3';

/** How long what was answered is in memory only. */
const lateMs = 30;

type Done = (error: Error | null) => void;
const shared = sqlite3.Database.prototype;
const { exec } = shared;
const committing = new WeakMap<sqlite3.Database, Promise<unknown>>();
/** Not while the box starts and is set up: whoever reads at once what was just written would miss it. */
let opened = false;
const { prepare } = shared;
shared.prepare = function (this: sqlite3.Database, sql: string, ...rest: []) {
  opened ||= /^\s*UPDATE links SET opens/.test(sql);
  return prepare.call(this, sql, ...rest);
};
shared.exec = function (this: sqlite3.Database, sql: string, done: Done = () => {}) {
  const before = committing.get(this);
  if (before) {
    void before.then(() => this.exec(sql, done));
    return this;
  }
  if (sql !== 'COMMIT' || !opened) return exec.call(this, sql, done);
  committing.set(
    this,
    setTimeout(lateMs)
      .then(() => new Promise((resolve) => exec.call(this, sql, resolve)))
      .then(() => committing.delete(this)),
  );
  done(null);
  return this;
};
