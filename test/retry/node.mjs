// The loop of doc/retry/retry.mjs at work: processes that read, compute and write the same counter lose nothing, and what is not to
// be repeated is not. NODE_PG is a folder with node_modules/pg; SUREROW_MODULE the module.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { codeOf, Postgres, run, Sqlite } from "../../doc/retry/retry.mjs";
import { ShellDatabase } from "./shell.mjs";

const pg = createRequire(`${resolve(process.env.NODE_PG)}/`)("pg");
const module = resolve(process.env.SUREROW_MODULE ?? "build/surerow");
const processes = 3;
const times = 20;
const patient = { base_ms: 2, cap_ms: 40, max_attempts: 10000 };

const connect = async () => {
  const client = new pg.Client();
  await client.connect();
  return client;
};
const open = (where) =>
  where === "postgres" ? new Postgres(connect) : new Sqlite(new ShellDatabase(where, module), "BEGIN");
const close = async (database) => (database.client ? database.client.end() : database.db.close());
const only = (session, sql) =>
  session.query ? session.query(sql).then((answer) => answer.rows[0]) : session.prepare(sql).get();

async function count(where) {
  const database = open(where);
  let attempts = 0;
  for (let i = 0; i < times; i++) {
    await run(database, async (session) => {
      attempts++;
      if (where === "postgres") await session.query("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
      const { n } = await only(session, "SELECT n FROM counter WHERE id = 1");
      await sleep(2);
      await only(session, `SELECT sure_upsert('counter', '{"id":1,"n":${Number(n) + 1}}')`);
    }, patient);
  }
  console.log(attempts);
  await close(database);
}

const attemptsOf = (where) =>
  new Promise((done) => {
    let text = "";
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), where], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", (more) => (text += more));
    child.on("close", () => done(Number(text)));
  });

async function contention(where) {
  const database = open(where);
  await run(database, (session) => only(session, "CREATE TABLE counter (id integer PRIMARY KEY, n bigint)"));
  await run(database, (session) => only(session, "INSERT INTO counter VALUES (1, 0)"));
  const attempts = await Promise.all(Array.from({ length: processes }, () => attemptsOf(where)));
  const tried = attempts.reduce((sum, one) => sum + one);
  const n = Number((await run(database, (session) => only(session, "SELECT n FROM counter"))).n);
  await close(database);
  console.log(`${where}: ${n} counted, ${tried} attempts`);
  return n === processes * times && tried > n;
}

// True when `sql` is tried so often and its own error comes out.
async function refused(database, code, sql, attempts, options) {
  let tried = 0;
  try {
    await run(database, (session) => (tried++, only(session, sql)), options);
  } catch (error) {
    console.log(`${sql}: ${codeOf(error)} after ${tried}`);
    return codeOf(error) === code && tried === attempts;
  }
  return false;
}

// True when a connection lost in the first attempt is repeated only where that does no harm.
async function gone(database, options) {
  let tried = 0;
  const work = (session) => only(session, tried++ ? "SELECT 7 AS n" : "SELECT pg_terminate_backend(pg_backend_pid())");
  try {
    return (await run(database, work, options)).n === 7;
  } catch (error) {
    return ["57P01", "08006"].includes(codeOf(error)) && !options;
  }
}

async function main() {
  const folder = mkdtempSync("/tmp/surerow-retry-");
  const path = `${folder}/db`;
  let good = (await contention("postgres")) && (await contention(path));
  const [holder, waiter, postgres] = [open(path), open(path), open("postgres")];
  await holder.db.exec("BEGIN IMMEDIATE");
  good = (await refused(waiter, "5", "INSERT INTO counter VALUES (2, 0)", 3, { max_attempts: 3, base_ms: 1 })) && good;
  await holder.db.exec("ROLLBACK");
  for (const database of [postgres, waiter]) {
    good = (await refused(database, "SR001", "SELECT sure_next_version(2, 1)", 1)) && good;
    good = (await run(database, (session) => only(session, "SELECT 1 AS n"))).n === 1 && good;
  }
  good = (await refused(postgres, "42P01", "SELECT * FROM nowhere", 1)) && good;
  good = (await gone(postgres)) && (await gone(postgres, { idempotent: true, base_ms: 1 })) && good;
  await Promise.all([holder, waiter, postgres].map(close));
  rmSync(folder, { recursive: true });
  return good ? 0 : 1;
}

if (process.argv[2]) await count(process.argv[2]);
else process.exitCode = await main();
