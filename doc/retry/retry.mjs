// run(database, work): a transaction, repeated while sure_retry says so.
import { setTimeout as sleep } from "node:timers/promises";

// What sure_retry asks for: surerow's SQLSTATE, PostgreSQL's, or SQLite's result code; nothing when the error is not the database's.
export function codeOf(error) {
  const stated = /^([0-9A-Z]{5}): /.exec(error.message); // surerow on SQLite: "SR001: the row ..."
  if (stated) return stated[1];
  if (Number.isInteger(error.errcode)) return String(error.errcode); // node:sqlite
  if (/^(SQLITE_\w+|[0-9A-Z]{5})$/.test(error.code)) return error.code; // better-sqlite3; pg
  if (/^(ECONN\w+|EPIPE)$/.test(error.code) || /^Connection terminated/.test(error.message)) return "08006";
}

// Answers with work(session); throws the last error when there is nothing left to try.
export async function run(database, work, options = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(work);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      const advice = await database.advice(code, attempt, options).catch(() => ({ retry: false })); // nobody to ask
      if (!advice.retry) throw error;
      await sleep(advice.delay_ms);
    }
  }
}

// `db` is a database of node:sqlite or better-sqlite3 with surerow loaded. They answer at once: await does them no harm.
export class Sqlite {
  constructor(db, begin = "BEGIN IMMEDIATE") {
    this.db = db;
    this.begin = begin;
  }
  async transaction(work) {
    await this.db.exec(this.begin);
    try {
      const result = await work(this.db);
      await this.db.exec("COMMIT");
      return result;
    } catch (error) {
      try {
        await this.db.exec("ROLLBACK");
      } catch {} // some errors have ended the transaction already
      throw error;
    }
  }
  async advice(code, attempt, options) {
    const row = await this.db.prepare("SELECT sure_retry(?, ?, ?) AS advice").get(code, attempt, JSON.stringify(options));
    return JSON.parse(row.advice);
  }
}

// `connect` gives a new connected Client of pg.
export class Postgres {
  constructor(connect) {
    this.connect = connect;
  }
  async session() {
    if (!this.client) {
      this.client = await this.connect();
      const lost = () => (this.client = undefined);
      this.client.on("error", lost).on("end", lost);
    }
    return this.client;
  }
  async transaction(work) {
    const client = await this.session();
    try {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => (this.client = undefined)); // until then PostgreSQL refuses every statement
      throw error;
    }
  }
  async advice(code, attempt, options) {
    const client = await this.session();
    const answer = await client.query("SELECT sure_retry($1, $2, $3::text) AS advice", [code, attempt, JSON.stringify(options)]);
    return answer.rows[0].advice;
  }
}
