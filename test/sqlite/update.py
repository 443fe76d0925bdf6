#!/usr/bin/python3
"""sure_update and its kin where a script of the shell cannot tell: two connections and DDL between calls, damaged
versions, a hundred and more columns, parameters of drivers."""
import json
import os
import sqlite3
import sys
import tempfile

MODULE = os.path.abspath(os.environ.get("SUREROW_MODULE", "build/surerow"))
failures = []


def equal(got, wanted, what):
    if got != wanted:
        failures.append(what)
        print(f"failed: {what}: got {got!r}, wanted {wanted!r}"[:2000])


def connect(path=":memory:"):
    db = sqlite3.connect(path, isolation_level=None, timeout=0.1)
    db.enable_load_extension(True)
    db.load_extension(MODULE)
    return db


def answer(db, sql, *values):
    """The one value, or the first line of the refusal."""
    try:
        return db.execute(sql, values).fetchone()[0]
    except sqlite3.Error as error:
        return str(error).split("\n")[0]


def update(db, changes, expected, key=1, table="t"):
    return answer(db, "SELECT sure_update(?, ?, ?, ?)", table, key, changes, expected)


def at(version, status="updated"):
    return f'{{"status":"{status}","version":{version}}}'


def table(db, name, columns="id integer PRIMARY KEY, v text", values="(1, 'a')"):
    db.execute(f"CREATE TABLE {name} ({columns})")
    db.execute(f"INSERT INTO {name} VALUES {values}")
    answer(db, "SELECT sure_enable_version(?)", name)


def ddl_between_calls():
    with tempfile.TemporaryDirectory() as folder:
        a, b = (connect(os.path.join(folder, "db")) for _ in range(2))
        table(a, "t")
        equal(update(b, '{"v":"b"}', 1), at(2), "first")
        a.execute("ALTER TABLE t ADD COLUMN w numeric(10,2)")
        equal(update(b, '{"w":1.5}', 2), at(3), "a column of another connection")
        equal(update(b, '{"w":1.50}', 3), at(3, "unchanged"), "the same number")
        answer(a, "SELECT sure_disable_version('t')")
        equal(update(b, '{"w":2}', 3), "42703: t has no version column", "versions disabled elsewhere")
        answer(a, "SELECT sure_enable_version('t')")
        equal(update(b, '{"w":2}', 3), at(4), "versions enabled elsewhere")
        a.execute("ALTER TABLE t RENAME COLUMN v TO vv")
        equal(update(b, '{"v":"c"}', 4), '42703: column "v" of t does not exist', "a column renamed elsewhere")
        equal(update(b, '{"vv":"c"}', 4), at(5), "by its new name")
        a.execute("CREATE TRIGGER veto BEFORE UPDATE ON t WHEN NEW.vv = 'no' BEGIN SELECT RAISE(IGNORE); END")
        equal(update(b, '{"vv":"no"}', 5)[:5], "SR003", "a trigger made elsewhere")
        a.execute("CREATE TRIGGER more AFTER UPDATE OF vv ON t BEGIN UPDATE t SET w = 7 WHERE id = NEW.id; END")
        equal(update(b, '{"vv":"d"}', 5), at(7), "a trigger that writes once more")
        a.execute("DROP TABLE t")
        equal(update(b, '{"vv":"d"}', 7), '42P01: table "t" does not exist', "dropped elsewhere")
        a.close()
        b.close()


def transactions_of_two():
    with tempfile.TemporaryDirectory() as folder:
        a, b = (connect(os.path.join(folder, "db")) for _ in range(2))
        table(a, "t")
        b.execute("BEGIN")
        equal(answer(b, "SELECT sure_check_version('t', 1, 1)"), '{"status":"current"}', "checked")
        equal(update(a, '{"v":"b"}', 1), "database is locked", "a checked row is held")
        b.execute("COMMIT")
        equal(update(a, '{"v":"b"}', 1), at(2), "and let go")
        a.execute("BEGIN")
        equal(update(a, '{"v":"c"}', 2), at(3), "written")
        a.execute("ROLLBACK")
        equal(update(b, '{"v":"d"}', 2), at(3), "rolled back")
        a.close()
        b.close()


def damaged_versions():
    db = connect()
    table(db, "t", values="(1, 'a'), (2, 'b')")
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("UPDATE t SET version = 'abc' WHERE id = 1")
    db.execute("UPDATE t SET version = 2.5 WHERE id = 2")
    for _, sql in triggers:
        db.execute(sql)
    none = '22000: column "version" of t holds no version'
    for key in (1, 2):
        equal(update(db, '{"v":"c"}', 1, key), none, f"update of {key}")
        equal(update(db, '{"v":"c"}', 2, key), none, f"update of {key} at 2")
        equal(update(db, '{"v":"c"}', answer(db, "SELECT sure_etag('t', ?)", key), key), none, f"by token of {key}")
        equal(answer(db, "SELECT sure_delete('t', ?, 1)", key), none, f"delete of {key}")
        equal(answer(db, "SELECT sure_check_version('t', ?, 1)", key), none, f"check of {key}")
        equal(answer(db, "SELECT sure_upsert('t', json_object('id', ?, 'v', 'c'))", key), none, f"upsert of {key}")
    equal(db.execute("SELECT v FROM t ORDER BY id").fetchall(), [("a",), ("b",)], "nothing written")


def many_columns():
    for count in (100, 101, 1600):
        db = connect()
        table(db, "t", "id integer PRIMARY KEY, " + ", ".join(f"c{i} integer" for i in range(count)),
              f"(1{', NULL' * count})")
        changes = json.dumps({f"c{i}": i for i in range(count)})
        equal(update(db, changes, 1), at(2), f"{count} columns")
        equal(update(db, changes, 2), at(2, "unchanged"), f"{count} equal columns")
        equal(update(db, changes, 1), "SR001: row of t is not at version 1", f"{count} columns that are there already")
        equal(update(db, changes, 7), "SR001: row of t is not at version 7", f"{count} columns, stale")
        equal(update(db, f'{{"c{count - 1}":null}}', 2), at(3), f"the last of {count}")
        token = answer(db, "SELECT sure_etag('t', 1, ?)", f'["c{count - 1}"]')
        equal(update(db, '{"c0":-1}', token)[:33], at(4)[:-1] + ",\"", f"by token of one of {count}")
        equal(answer(db, "SELECT sure_delete('t', 1, ?, '{\"returning\":[\"c1\"]}')", token),
              '{"status":"deleted","row":{"c1":1}}', f"deleted by token of one of {count}")


def parameters():
    db = connect()
    table(db, "t")
    equal(update(db, '{"v":"b"}', "1", "1"), at(2), "texts")
    equal(update(db, b'{"v":"c"}', 2), "22032: changes is a blob that holds no JSON", "changes as a blob")
    equal(update(db, '{"v":"c"}', 2.0), '22P02: invalid input syntax for type bigint: "2.0"', "a float as version")
    equal(update(db, '{"v":"c"}', 2, 1.0), '22P02: invalid input syntax for type bigint: "1.0"', "a float as key")
    equal(update(db, json.dumps({"v": "x" * 1000000}), 2), at(3), "a megabyte")
    equal(update(db, json.dumps({"v": "x" * 1000000}), 3), at(3, "unchanged"), "the same megabyte")
    equal(update(db, json.dumps({"v": "x" * 999999 + "y"}), 3), at(4), "its last character")


for test in (ddl_between_calls, transactions_of_two, damaged_versions, many_columns, parameters):
    test()
sys.exit(1 if failures else 0)
