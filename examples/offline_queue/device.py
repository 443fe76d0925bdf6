"""One device: a SQLite file that is written offline. Every action of the user is one transaction: sure_apply on the tables, and the same ops
into the queue, under a fresh key."""
import json
import pathlib
import sys
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "doc" / "retry"))
sys.dont_write_bytecode = True  # doc/ keeps documents only
import retry  # noqa: E402  the loop of doc/retry.md

ROW = "json_object('id', id, 'title', title, 'done', json(iif(done, 'true', 'false')), 'version', version)"


class NoSuchTask(Exception):
    pass


class Device:
    def __init__(self, path, module):
        self.base = retry.Sqlite(path, module)
        self.base.db.execute("PRAGMA foreign_keys = on")
        self.transaction(make_tables)

    def transaction(self, work):
        return retry.run(self.base, work)

    def rows(self, sql, *values):
        return self.transaction(lambda db: db.execute(sql, values).fetchall())

    def add(self, title, note=None):
        """A task, and a note on it: both or none, here and at the server."""
        task = str(uuid.uuid4())
        ops = [{"insert": ["task", {"id": task, "title": title}]}]
        if note is not None:
            ops.append(note_op(task, note))
        self.transaction(lambda db: act(db, ops))
        return task

    def note(self, task, body):
        self.transaction(lambda db: act(db, [note_op(task, body)]))

    def change(self, task, changes):
        self.transaction(lambda db: change(db, task, changes))

    def resolve(self, task, keep_mine):
        """Ends a conflict. The file already holds their row; mine is one more change of it."""
        def work(db):
            mine = json.loads(one(db, "DELETE FROM conflict WHERE task = ? RETURNING mine", task))
            if keep_mine:
                change(db, task, {"title": mine["title"], "done": mine["done"]})
        self.transaction(work)


def make_tables(db):
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'queue'").fetchone() is None:
        for name in ("schema.sql", "device.sql"):
            for statement in (HERE / name).read_text(encoding="utf-8").split(";\n"):
                db.execute(statement)


def act(db, ops):
    text = json.dumps(ops)
    db.execute("SELECT sure_apply(?)", (text,)).fetchone()
    db.execute("INSERT INTO queue (key, ops) VALUES (?, ?)", (str(uuid.uuid4()), text))


def change(db, task, changes):
    """Changes the task as it stands in this file: the server is told which version that is."""
    version = one(db, "SELECT version FROM task WHERE id = ?", task)
    act(db, [{"update": ["task", task, changes, version, {"on_stale": "report"}]}])


def one(db, sql, task):
    found = db.execute(sql, (task,)).fetchone()
    if found is None:
        raise NoSuchTask(f"there is none for {task}")
    return found[0]


def note_op(task, body):
    return {"insert": ["note", {"id": str(uuid.uuid4()), "task": task, "body": body}]}
