// Preloaded by a negative control: a box whose SQLite runs with `synchronous=NORMAL` and says it were FULL.
import sqlite3 from 'sqlite3';

const shared = sqlite3.Database.prototype;
const { exec, prepare } = shared;
shared.exec = function (this: sqlite3.Database, sql: string, ...rest: []) {
  return exec.call(this, sql.replace('PRAGMA synchronous = FULL', 'PRAGMA synchronous = NORMAL'), ...rest);
};
shared.prepare = function (this: sqlite3.Database, sql: string, ...rest: []) {
  return prepare.call(this, sql === 'PRAGMA synchronous' ? 'SELECT 2' : sql, ...rest);
};
