#!/usr/bin/python3
"""Version guards where a script of the shell cannot tell: other settings, files without the module, dumps, two
connections, transactions, triggers of the user's own."""
import os
import sqlite3
import subprocess
import sys
import tempfile

MODULE = os.path.abspath(os.environ.get("SUREROW_MODULE", "build/surerow"))
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("failed:", what[:2000])


def equal(got, wanted, what):
    check(got == wanted, f"{what}: got {got!r}, wanted {wanted!r}")


def connect(path=":memory:", module=True):
    db = sqlite3.connect(path, isolation_level=None, timeout=0.1)
    if module:
        db.enable_load_extension(True)
        db.load_extension(MODULE)
    return db


def one(db, sql, *values):
    return db.execute(sql, values).fetchone()[0]


def refusal(db, sql):
    try:
        db.execute(sql).fetchall()
    except sqlite3.Error as error:
        return str(error)
    return ""


DOCUMENT = """CREATE TABLE document (id INTEGER PRIMARY KEY, title TEXT, owner TEXT UNIQUE);
INSERT INTO document VALUES (1, 'one', 'ann'), (2, 'two', 'bob')"""


def documents(path=":memory:"):
    db = connect(path)
    db.executescript(DOCUMENT)
    one(db, "SELECT sure_enable_version('document')")
    return db


def rows(db, table="document"):
    return db.execute(f"SELECT id, title, version FROM {table} ORDER BY id").fetchall()


def guards_hold(db, what):
    """What every guarded document table does, with the module and without."""
    first = one(db, "SELECT version FROM document WHERE id = 1")
    db.execute("UPDATE document SET title = 'plain' WHERE id = 1")
    db.execute("UPDATE document SET title = 'next', version = version + 1 WHERE id = 1")
    equal(rows(db)[0], (1, "next", first + 2), f"{what}: counted")
    for sql in ("UPDATE document SET version = 99", "UPDATE document SET version = NULL"):
        check(refusal(db, sql).startswith("SR001: update of document sets"), f"{what}: {sql}")
    for sql in ("REPLACE INTO document VALUES (1, 'x', 'y', 1)", "INSERT OR REPLACE INTO document (owner) VALUES ('bob')",
                "UPDATE OR REPLACE document SET id = 2 WHERE id = 1"):
        check(refusal(db, sql).startswith("0A000: document has versions"), f"{what}: {sql}")
    check(refusal(db, "INSERT INTO document VALUES (9, 'x', 'y', NULL)").startswith("23502:"), f"{what}: NULL")
    db.execute("INSERT INTO document (id, title) VALUES (1, 'up') ON CONFLICT (id) DO UPDATE SET title = excluded.title")
    equal(rows(db)[0], (1, "up", first + 3), f"{what}: upsert")


def same_under(setting):
    """The whole wall of test/sqlite/sql/version_guard.sql under another setting."""
    with open("test/sqlite/sql/version_guard.sql", encoding="utf-8") as file:
        sql = f"PRAGMA {setting};\n" + file.read()
    got = subprocess.run(["test/tools/sql-sqlite"], input=sql, capture_output=True, encoding="utf-8", check=False).stdout
    with open("test/sqlite/expected/version_guard.out", encoding="utf-8") as file:
        check(got == file.read(), f"{setting}: another answer")


def files(folder):
    path = os.path.join(folder, "plain.db")
    documents(path).close()
    for setting in ("recursive_triggers = off", "recursive_triggers = on", "trusted_schema = off", "foreign_keys = on"):
        plain = connect(path, module=False)
        plain.execute(f"PRAGMA {setting}")
        guards_hold(plain, f"without the module, {setting}")
        plain.close()
    dump = "\n".join(connect(path, module=False).iterdump())
    restored = sqlite3.connect(":memory:", isolation_level=None)
    restored.executescript(dump)
    guards_hold(restored, "iterdump")
    shell = os.path.join(folder, "shell.db")
    text = subprocess.run(["sqlite3", path, ".dump"], capture_output=True, check=True).stdout
    subprocess.run(["sqlite3", shell], input=text, check=True)
    db = connect(shell)
    guards_hold(db, ".dump")
    equal(one(db, "SELECT sure_enable_version('document')"), '{"status":"unchanged","column":"version"}', ".dump")
    db.execute("VACUUM")
    guards_hold(db, "VACUUM")


def calling_twice_writes_nothing(folder):
    path = os.path.join(folder, "twice.db")
    db = documents(path)
    before = one(db, "PRAGMA schema_version"), os.stat(path).st_mtime_ns
    one(db, "SELECT sure_enable_version('document')")
    equal((one(db, "PRAGMA schema_version"), os.stat(path).st_mtime_ns), before, "the schema and the file are as they were")


def all_or_nothing():
    db = connect()
    db.executescript(DOCUMENT)
    schema = "SELECT group_concat(name) FROM sqlite_master"
    before = one(db, schema)
    db.execute("BEGIN")
    one(db, "SELECT sure_enable_version('document')")
    db.execute("ROLLBACK")
    equal(one(db, schema), before, "rolled back")
    db.execute("ALTER TABLE document ADD COLUMN version INT DEFAULT 1")
    db.execute("UPDATE document SET version = NULL")
    db.execute("CREATE TABLE surerow_version_guard (wrong)")
    check(refusal(db, "SELECT sure_enable_version('document')").startswith("23502: column version of document is NULL in 2 rows"),
          "NULL versions")
    db.execute("UPDATE document SET version = 1")
    before = one(db, schema)
    check(refusal(db, "SELECT sure_enable_version('document')") != "", "a table in the way")
    equal(one(db, schema), before, "nothing done")
    db.execute("DROP TABLE surerow_version_guard")
    equal(one(db, "SELECT sure_enable_version('document')"), '{"status":"enabled","column":"version"}', "then enabled")
    db.execute("BEGIN")
    one(db, "SELECT sure_disable_version('document')")
    db.execute("ROLLBACK")
    guards_hold(db, "disabling rolled back")


def two_connections(folder):
    path = os.path.join(folder, "two.db")
    a = documents(path)
    a.execute("PRAGMA journal_mode = wal")
    b = connect(path)
    read = one(a, "SELECT version FROM document WHERE id = 1")
    b.execute("UPDATE document SET title = 'of b' WHERE id = 1")
    changed = a.execute("UPDATE document SET title = 'of a', version = ? WHERE id = 1 AND version = ?", (read + 1, read))
    equal(changed.rowcount, 0, "an optimistic update that lost")
    check(refusal(a, f"UPDATE document SET title = 'of a', version = {read} WHERE id = 1").startswith("SR001"), "a stale version in SET")
    equal(rows(b)[0], (1, "of b", read + 1), "the winner's row")
    one(b, "SELECT sure_disable_version('document')")
    a.execute("UPDATE document SET version = 50 WHERE id = 1")
    one(b, "SELECT sure_enable_version('document')")
    check(refusal(a, "UPDATE document SET version = 60 WHERE id = 1").startswith("SR001"), "guards of another connection")
    equal(one(b, "SELECT sure_describe('document') ->> 'version_column'"), "version", "described")


def multi_row_statements_fail_whole():
    db = documents()
    db.execute("BEGIN")
    check(refusal(db, "UPDATE document SET title = 'x', version = CASE id WHEN 1 THEN version ELSE 9 END").startswith("SR001"), "refused")
    check(refusal(db, "INSERT OR REPLACE INTO document (id, title) VALUES (7, 'new'), (1, 'old')").startswith("0A000"), "refused")
    db.execute("COMMIT")
    equal(rows(db), [(1, "one", 1), (2, "two", 1)], "nothing of it stays")


def triggers_of_the_user():
    for recursive in ("off", "on"):
        db = documents()
        db.execute(f"PRAGMA recursive_triggers = {recursive}")
        db.executescript("""CREATE TABLE log (what);
            CREATE TRIGGER logged AFTER UPDATE ON document BEGIN INSERT INTO log VALUES (NEW.version); END;
            CREATE TRIGGER proposed BEFORE INSERT ON document BEGIN INSERT INTO log VALUES ('insert'); END;""")
        db.execute("UPDATE document SET title = 'x' WHERE id = 1")
        equal(sorted(db.execute("SELECT what FROM log").fetchall()), [(1,), (2,)], "an AFTER trigger sees the count")
        db.execute("DELETE FROM log")
        db.execute("UPDATE document SET title = 'y', version = version + 1 WHERE id = 1")
        equal(db.execute("SELECT what FROM log").fetchall(), [(3,)], "nothing is counted, nothing fires again")
        db.execute("DELETE FROM log")
        db.execute("INSERT OR IGNORE INTO document (id) VALUES (1)")
        equal(db.execute("SELECT what FROM log").fetchall(), [("insert",)], "a BEFORE INSERT trigger fires once")
        guards_hold(db, f"user's triggers, recursive_triggers {recursive}")


def foreign_keys():
    db = connect()
    db.executescript("""PRAGMA foreign_keys = on;
        CREATE TABLE parent (id INTEGER PRIMARY KEY, title TEXT);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent INT REFERENCES parent ON DELETE CASCADE ON UPDATE CASCADE);
        INSERT INTO parent VALUES (1, 'p'); INSERT INTO child VALUES (1, 1), (2, 1);""")
    one(db, "SELECT sure_enable_version('parent')")
    one(db, "SELECT sure_enable_version('child')")
    check(refusal(db, "REPLACE INTO parent VALUES (1, 'q', 1)").startswith("0A000: parent"), "a parent is not replaced")
    equal(one(db, "SELECT count(*) FROM child"), 2, "and no child is lost")
    db.execute("UPDATE parent SET id = 5")
    equal(db.execute("SELECT parent, version FROM child").fetchall(), [(5, 2), (5, 2)], "a cascade is counted")
    db.execute("DELETE FROM parent")
    equal(one(db, "SELECT count(*) FROM child"), 0, "a cascade deletes")


def writers():
    db = documents()
    one(db, "SELECT sure_upsert('document', ?)", '[{"id":1,"title":"up"},{"id":2,"title":"two"},{"id":3,"title":"new"}]')
    equal(rows(db), [(1, "up", 2), (2, "two", 1), (3, "new", 1)], "upsert")
    check("23505: duplicate key value violates unique constraint \"document_owner_key\"" in
          refusal(db, """SELECT sure_upsert('document', '{"id":3,"owner":"bob"}')"""), "a writer names the key")
    check("document_owner_key" in refusal(db, """SELECT sure_insert('document', '{"id":4,"title":"x","owner":"bob"}', '{"key":["id"]}')"""),
          "a writer names the key of a new row")


with tempfile.TemporaryDirectory() as place:
    for setting in ("recursive_triggers = on", "trusted_schema = off"):
        same_under(setting)
    files(place)
    calling_twice_writes_nothing(place)
    two_connections(place)
all_or_nothing()
multi_row_statements_fail_whole()
triggers_of_the_user()
foreign_keys()
writers()
sys.exit(bool(failures))
