"""Takes a device's queue to the server, one action after the other, then brings the server's rows back.

An action leaves the queue in the transaction that stores what came of it. When its answer is lost it is sent again under the same key, and the
server replays the answer instead of applying it once more."""
import json

from device import ROW, one, retry

PATIENT = {"idempotent": True, "max_attempts": 6, "cap_ms": 500}  # a key makes repeating harmless
KEPT_MS = 90 * 24 * 3600 * 1000  # longer than a device stays away with an answer lost


def sync(device, server, log=print):
    while True:
        action, last = device.transaction(oldest)
        if action is None:
            break
        key, ops = action
        answer = retry.run(server, lambda session: apply(session, key, ops), **PATIENT)
        log(f"{key} {json.dumps(answer, separators=(',', ':'))}")
        device.transaction(lambda db: settle(db, key, json.loads(ops), answer["results"]))
    rows = retry.run(server, download, **PATIENT)
    device.transaction(lambda db: replace_rows(db, rows, last))


def oldest(db):
    """The oldest action in the queue, and how many there ever were."""
    last = db.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'queue'").fetchone()
    return db.execute("SELECT key, ops FROM queue ORDER BY seq LIMIT 1").fetchone(), last


def apply(session, key, ops):
    session.execute("SELECT sure_apply(%s, %s)", (ops, json.dumps({"idempotency_key": key, "ttl_ms": KEPT_MS})))
    return session.fetchone()[0]


def settle(db, key, ops, results):
    if db.execute("DELETE FROM queue WHERE key = ?", (key,)).rowcount == 0:
        return  # another sync was faster
    for op, result in zip(ops, results):
        if result.get("status") in ("stale", "missing"):
            conflict(db, op["update"][1], result.get("row"))


def conflict(db, task, theirs):
    """Keeps both rows and makes theirs ours. Later changes of the task leave the queue: they were made from a row that the server never
    had, and the numbers of their versions could fit by chance."""
    mine = json.loads(one(db, f"SELECT {ROW} FROM task WHERE id = ?", task))
    if theirs is None or (mine["title"], mine["done"]) != (theirs["title"], theirs["done"]):
        db.execute("INSERT OR REPLACE INTO conflict VALUES (?, ?, ?)", (task, json.dumps(mine), theirs and json.dumps(theirs)))
    db.execute("DELETE FROM queue WHERE ops ->> '$[0].update[1]' = ?", (task,))
    db.execute("PRAGMA defer_foreign_keys = on")
    db.execute("DELETE FROM task WHERE id = ?", (task,))
    if theirs is None:
        db.execute("DELETE FROM note WHERE task = ?", (task,))
    else:
        db.execute("SELECT sure_insert('task', ?)", (json.dumps(theirs),)).fetchone()


def download(session):
    """All of it, as one statement sees it; a larger program would ask for what has changed."""
    session.execute("SELECT coalesce((SELECT json_agg(t) FROM task t), '[]'), coalesce((SELECT json_agg(n) FROM note n), '[]')")
    return session.fetchone()


def replace_rows(db, rows, last):
    if oldest(db) != (None, last):
        return  # something was done meanwhile: the next time
    db.execute("DELETE FROM note")
    db.execute("DELETE FROM task")
    for table, its_rows in zip(("task", "note"), rows):
        db.execute(f"SELECT sure_insert('{table}', ?)", (json.dumps(its_rows),)).fetchone()
