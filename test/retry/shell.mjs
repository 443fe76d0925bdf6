// A stand-in for the database object of node:sqlite where Node.js is too old to have it: exec() and prepare().get() over a
// sqlite3 shell as a child process. One statement at a time; the error's text and result code are SQLite's own.
import { spawn } from "node:child_process";

const end = "-- end of the answer --";

const literal = (value) => (typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`);

export class ShellDatabase {
  constructor(path, module) {
    this.child = spawn("sh", ["-c", 'exec "${SQLITE3:-sqlite3}" -batch -json "$0" 2>&1', path]);
    this.read = "";
    this.child.stdout.setEncoding("utf8").on("data", (text) => {
      this.read += text;
      const at = this.read.indexOf(end);
      if (at < 0) return;
      const answer = this.read.slice(0, at).trim();
      this.read = this.read.slice(at + end.length);
      this.waiting(answer);
    });
    this.opened = this.ask(`.load ${module}`);
  }
  ask(text) {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.child.stdin.write(`${text}\n.print '${end}'\n`);
    });
  }
  async exec(sql) {
    await this.opened;
    const answer = await this.ask(`${sql};`);
    const failed = /^(?:Runtime|Parse) error near line \d+: ([^]*)$/.exec(answer);
    if (!failed) return answer;
    const code = / \((\d+)\)$/.exec(failed[1]);
    throw Object.assign(new Error(failed[1].replace(/ \(\d+\)$/, "")), { errcode: Number(code?.[1] ?? 1) });
  }
  prepare(sql) {
    return { get: async (...values) => {
      const answer = await this.exec(sql.replaceAll("?", () => literal(values.shift())));
      return answer === "" ? undefined : JSON.parse(answer)[0];
    } };
  }
  close() {
    this.child.stdin.end();
  }
}
