#!/usr/bin/python3
"""examples/offline_queue end to end: offline, an upload whose answer is lost in the worst moment, an uploader killed -9, connections cut at
random, two devices that change one task. At the end all sides hold the same rows and every action was applied once. PGHOST names the server;
SUREROW_SEED repeats a run."""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import psycopg2

sys.dont_write_bytecode = True
from proxy import Proxy  # noqa: E402

DATABASE = f"offline_queue_{os.getpid()}"
APP = [sys.executable, "examples/offline_queue/tasks.py"]
SEED = int(os.environ.get("SUREROW_SEED", time.time_ns() % 1000000))
ROUNDS = 12
NOWHERE = "host=/nowhere"
# Each row that an action writes at the server, whichever way it came in.
AUDIT = """CREATE TABLE written (what text, id text);
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO written VALUES (TG_TABLE_NAME, NEW.id); RETURN NULL; END $$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION audit();
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON note FOR EACH ROW EXECUTE FUNCTION audit();"""
ROWS = "SELECT id, title, CAST(done AS integer), version FROM task ORDER BY id"
NOTES = "SELECT id, task, body FROM note ORDER BY id"


class Device:
    def __init__(self, folder, name):
        self.file = f"{folder}/{name}.db"
        self.replays = 0

    def start(self, *words, server=""):
        return subprocess.Popen([*APP, "--device", self.file, "--server", server, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)

    def run(self, *words, server="", good=True):
        """What the program prints, with its errors."""
        process = self.start(*words, server=server)
        out, errors = process.communicate(timeout=60)
        if (process.returncode == 0) != good:
            raise SystemExit(f"{' '.join(words)} ended with {process.returncode}\n{out}{errors}")
        return self.note_replays(out) + errors

    def note_replays(self, log):
        self.replays += log.count(' {"replayed":true,')
        return log

    def rows(self, sql):
        """As sqlite3 sees them, without the program."""
        out = subprocess.run(["sqlite3", "-json", self.file, sql], capture_output=True, text=True, check=True).stdout
        return [tuple(row.values()) for row in json.loads(out or "[]")]

    def waiting(self):
        return self.rows("SELECT count(*) FROM queue")[0][0]


class Server:
    def __init__(self):
        admin = psycopg2.connect("dbname=postgres")
        admin.autocommit = True
        admin.cursor().execute(f"CREATE DATABASE {DATABASE} TEMPLATE surerow_template")
        admin.close()
        self.dsn = f"dbname={DATABASE}"
        subprocess.run([*APP, "--server", self.dsn, "make-server"], check=True)
        self.db = psycopg2.connect(self.dsn)
        self.db.autocommit = True
        self.run(AUDIT)

    def rows(self, sql):
        with self.db.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def run(self, sql):
        with self.db.cursor() as cursor:
            cursor.execute(sql)

    def count(self, table):
        return self.rows(f"SELECT count(*) FROM {table}")[0][0]


def check(what, got, wanted):
    if got != wanted:
        raise SystemExit(f"{what}: {got}, not {wanted}")


def same(server, *devices):
    for device in devices:
        check("queue", device.waiting(), 0)
        check("tasks", device.rows(ROWS), server.rows(ROWS))
        check("notes", device.rows(NOTES), server.rows(NOTES))


def offline(device):
    """Works without a server; returns the rows written."""
    task = device.run("add", "Buy milk", "the good one").strip()
    device.run("edit", task, "Buy milk and bread")
    device.run("done", task)
    device.run("note", task, "done on the way home")
    notes = sorted(device.rows("SELECT id, body FROM note"))
    listed = "".join(f"   {body}\n" for _, body in notes)
    check("list", device.run("list"), f"{task} done Buy milk and bread\n{listed}")
    check("unknown task", device.run("edit", "x", "y", good=False), "tasks.py: there is none for x\n")
    check("sync without a server", "No such file" in device.run("sync", server=NOWHERE, good=False), True)
    check("queue", device.waiting(), 4)
    return 5


def worst_moment(server, device, end):
    """The first upload is committed and its answer lost, in the way of `end`; then nobody gets through. The next sync replays."""
    proxy = Proxy()
    keys, waiting = server.count("surerow_idempotency_key"), device.waiting()
    process = None

    def act():
        proxy.close()
        if end == "kill":
            process.kill()

    proxy.at_commit = act
    process = device.start("sync", server=proxy.dsn(DATABASE))
    log, _ = process.communicate(timeout=60)
    check(f"{end}: exit", process.returncode, -9 if end == "kill" else 1)
    check(f"{end}: committed", server.count("surerow_idempotency_key"), keys + 1)
    check(f"{end}: told", (log, device.waiting()), ("", waiting))
    log = device.run("sync", server=server.dsn).splitlines()
    check(f"{end}: actions", len(log), waiting)
    check(f"{end}: replayed", ['"replayed":true' in line for line in log], [True] + [False] * (waiting - 1))


def one_sync(device):
    """The answer is lost, and the loop in the program finds it within the same sync."""
    proxy = Proxy()
    device.run("add", "Phone Ann")
    proxy.at_commit = lambda: None
    log = device.run("sync", server=proxy.dsn(DATABASE))
    check("the loop replays", (log.count("\n"), '"replayed":true' in log, proxy.cuts), (1, True, 1))
    proxy.close()
    return 1


def at_random(dice, device):
    """Actions, then a sync that is cut, killed, or not alone; returns the rows written."""
    task, written = device.run("add", f"Task {dice.random()}").strip(), 1
    for _ in range(dice.randrange(4)):
        device.run(*dice.choice([("edit", task, f"Title {dice.random()}"), ("note", task, "a note")]))
        written += 1
    proxy = Proxy()
    how = dice.choice(["cut", "cut", "kill", "kill commit", "two"])
    if how == "cut":
        proxy.chunks = dice.randrange(30)
    process = device.start("sync", server=proxy.dsn(DATABASE))
    other = device.start("sync", server=proxy.dsn(DATABASE)) if how == "two" else None
    if how == "kill commit":
        proxy.at_commit = process.kill
    elif how == "kill":
        time.sleep(dice.uniform(0.05, 0.4))
        process.kill()
    log, errors = process.communicate(timeout=60)
    device.note_replays(log)
    if other:
        errors += other.communicate(timeout=60)[1]
        check("two at once", (process.returncode, other.returncode, errors), (0, 0, ""))
    if "Traceback" in errors:
        raise SystemExit(errors)
    proxy.close()
    return written


def conflict(server, ann, bo):
    """Ann's change is first. Bo made two, of which the second would fit by its number."""
    task = ann.run("add", "Paint the fence").strip()
    ann.run("sync", server=server.dsn)
    bo.run("sync", server=server.dsn)
    ann.run("edit", task, "Paint the fence green")
    bo.run("edit", task, "Paint the fence red")
    bo.run("done", task)
    ann.run("sync", server=server.dsn)
    log = bo.run("sync", server=server.dsn)
    check("one stale, the other taken back", (log.count("\n"), '"status":"stale"' in log, bo.waiting()), (1, True, 0))
    theirs = [(task, "Paint the fence green", 0, 2)]
    check("Ann's stands", [row for row in server.rows(ROWS) if row[0] == task], theirs)
    check("on Bo's device, too", [row for row in bo.rows(ROWS) if row[0] == task], theirs)
    check("both are shown", bo.run("conflicts"), f"""{task}
  mine   {{"id": "{task}", "title": "Paint the fence red", "done": true, "version": 3}}
  theirs {{"id": "{task}", "title": "Paint the fence green", "done": false, "version": 2}}
""")
    bo.run("keep-mine", task)
    check("settled", bo.run("conflicts"), "")
    bo.run("sync", server=server.dsn)
    check("Bo's stands", [row for row in server.rows(ROWS) if row[0] == task], [(task, "Paint the fence red", 1, 3)])
    ann.run("edit", task, "Leave the fence")  # Ann does not know yet
    ann.run("sync", server=server.dsn)
    ann.run("keep-theirs", task)
    check("settled", ann.run("conflicts"), "")
    return 3


def gone(server, ann):
    """Somebody deletes a task at the server that Ann changes."""
    task = ann.run("add", "Mow the lawn", "short").strip()
    ann.run("sync", server=server.dsn)
    ann.run("edit", task, "Mow the lawn twice")
    server.run(f"DELETE FROM note WHERE task = '{task}'; DELETE FROM task WHERE id = '{task}'")
    check("missing", '"status":"missing"' in ann.run("sync", server=server.dsn), True)
    check("it is shown", ann.run("conflicts"), f"""{task}
  mine   {{"id": "{task}", "title": "Mow the lawn twice", "done": false, "version": 2}}
  theirs is gone
""")
    check("there is nothing to change", ann.run("keep-mine", task, good=False), f"tasks.py: there is none for {task}\n")
    ann.run("keep-theirs", task)
    return 2


def main():
    dice, server = random.Random(SEED), Server()
    with tempfile.TemporaryDirectory() as folder:
        ann, bo = Device(folder, "ann"), Device(folder, "bo")
        written = offline(ann)
        worst_moment(server, ann, "cut")
        same(server, ann)
        bo.run("add", "Call the bank", "before noon")
        worst_moment(server, bo, "kill")
        written += 2 + one_sync(bo)
        for _ in range(ROUNDS):
            written += at_random(dice, dice.choice([ann, bo]))
        for device in (ann, bo, ann):
            device.run("sync", server=server.dsn)
        same(server, ann, bo)
        written += conflict(server, ann, bo) + gone(server, ann)
        ann.run("sync", server=server.dsn)
        bo.run("sync", server=server.dsn)
        same(server, ann, bo)
        check("rows written at the server", server.count("written"), written)
        print(f"{written} rows written once, {ann.replays + bo.replays} answers replayed, seed {SEED}")
        check("at least three replays", ann.replays + bo.replays >= 3, True)
    server.db.close()
    return 0


try:
    sys.exit(main())
except SystemExit as ended:
    if ended.code:
        print(f"seed {SEED}")
    raise
