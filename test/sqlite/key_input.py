#!/usr/bin/python3
"""Idempotency keys on SQLite: bad arguments, places where they may not be called, tables that are gone or somebody else's,
files that cannot be written; every refusal leaves the store as it was. Responses of 100 MB."""
import json
import os
import re
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, "test/tools")
from checks import check, status

MODULE = os.path.abspath(os.environ.get("SUREROW_MODULE", "build/surerow"))
STORE = "surerow_idempotency_key"


def connect(path=":memory:", **options):
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, **options)
    db.enable_load_extension(True)
    db.load_extension(MODULE)
    return db


def run(db, sql, *values):
    """The first value, or the error's text."""
    try:
        row = db.execute(sql, values).fetchone()
        return row[0] if row else None
    except sqlite3.Error as error:
        return str(error)


def call(db, function, *arguments):
    """Bytes go in as text that need not be UTF-8."""
    marks = ", ".join("CAST(? AS TEXT)" if isinstance(a, bytes) else "?" for a in arguments)
    return run(db, f"SELECT sure_{function}({marks})", *arguments)


def state(db, *arguments):
    answer = call(db, "claim", *arguments)
    return json.loads(answer)["state"] if answer.startswith("{") else answer


def token(db, key, scope=""):
    return run(db, f"SELECT token FROM main.{STORE} WHERE key = ? AND scope = ?", key, scope)


def content(db):
    try:
        return db.execute(f"SELECT * FROM main.{STORE} ORDER BY key, scope").fetchall()
    except sqlite3.Error:
        return None


def refused(db, codes, text, what):
    check(text is not None and any(text.startswith(code + ": ") for code in codes.split()), f"{what}: {text}")


def bad_bytes():
    db = connect()
    call(db, "claim", "k", "1")
    mine, before = token(db, "k"), content(db)
    for bad in (b"a\x80", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f\x90", "a\0b", "\0"):
        for function, good in (("claim", ("k", "1", '{"scope":"s"}')), ("renew", ("k", mine, 5)), ("complete", ("k", mine, "1")),
                               ("fail", ("k", mine, "1", "{}"))):
            for place, argument in enumerate(good):
                if isinstance(argument, int):
                    continue
                is_json = argument[:1] in '1{'
                value = (b'"' + bad + b'"' if isinstance(bad, bytes) else f'"{bad}"') if is_json else bad
                if argument == '{"scope":"s"}':
                    value = (b'{"scope":' + value + b"}") if isinstance(value, bytes) else '{"scope":' + value + "}"
                answer = call(db, function, *good[:place], value, *good[place + 1:])
                refused(db, "22021 22023 22032", answer, f"{function}, argument {place + 1}, {bad}")
        for options in ('{"idempotency_key":"%s"}', '{"idempotency_key":"k","scope":"%s"}'):
            value = options.encode().replace(b"%s", bad) if isinstance(bad, bytes) else options.replace("%s", bad)
            refused(db, "22021 22023 22032", call(db, "apply", "[]", value), f"options with {bad}")
    check(content(db) == before, "bad bytes: something is left")


def types():
    """SQLite has no types of arguments: what prints as a key is one, what is no whole number is no lease."""
    db = connect()
    for key in (5, 1.5, "5.0", "\u00a0", "null"):
        check(state(db, key, "1") == "claimed" and state(db, str(key), "1") == "in_progress", f"key {key!r}")
    check(run(db, f"SELECT count(*) FROM {STORE} WHERE typeof(key) = 'text' AND typeof(granted_at) = 'integer'") == 5, "stored as text")
    mine = token(db, "5")
    check(call(db, "renew", 5, mine, "70000") == '{"state":"claimed","attempt":1,"lease_ms":70000}', "a lease in digits")
    for lease in ("abc", "", 1.5, 70000.0, "1e3", b"5", "9223372036854775808", " 5 x"):
        if lease != b"5":
            refused(db, "22P02 22003", call(db, "renew", 5, mine, lease), f"lease {lease!r}")
            refused(db, "22P02 22003", call(db, "purge", lease), f"limit {lease!r}")
    for arguments in (("k",), ("k", "1", "{}", "{}"), ()):
        check("wrong number of arguments" in call(db, "claim", *arguments), "number of arguments")
    for depth in (1001, 100000):
        for opened, closed in (("[", "]"), ('{"a":', "}")):
            deep = opened * depth + "1" + closed * depth
            for answer in (call(db, "claim", "d", deep), call(db, "complete", 5, mine, deep), call(db, "fail", 5, mine, deep),
                           call(db, "claim", "d", opened * depth), call(db, "complete", 5, mine, opened * depth)):
                refused(db, "54001 22032", answer, f"depth {depth}")
    check(call(db, "complete", 5, mine, "[" * 1000 + "]" * 1000) == '{"state":"completed","attempt":1}', "depth 1000")
    check(call(db, "claim", 5, "1") == '{"state":"replay","response":' + "[" * 1000 + "]" * 1000 + "}", "depth 1000, replayed")


def places():
    """Where a call would be a write within a write, or one for each row: 25001, and nothing has happened."""
    db = connect()
    db.executescript("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b');")
    call(db, "claim", "k", "1")
    mine = token(db, "k")
    calls = ("sure_claim('n', '1')", f"sure_renew('k', '{mine}', 5)", f"sure_complete('k', '{mine}', '1')", f"sure_fail('k', '{mine}', '1')",
             "sure_purge()", """sure_upsert('t', '{"id":9}', '{"idempotency_key":"n"}')""", """sure_apply('[]', '{"idempotency_key":"n"}')""")
    before = content(db), db.execute("SELECT * FROM t").fetchall()
    for written in calls:
        for sql in (f"INSERT INTO t VALUES (3, {written})", f"UPDATE t SET v = {written}", f"DELETE FROM t WHERE v = {written}",
                    f"INSERT INTO t VALUES (3, 'x') RETURNING {written}", f"CREATE TABLE made AS SELECT {written}"):
            refused(db, "25001", run(db, sql), sql)
        for made in (f"CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT {written}; END", f"CREATE VIEW tr AS SELECT {written}"):
            db.execute(made)
            text = run(db, "INSERT INTO t VALUES (3, 'x')" if "TRIGGER" in made else "SELECT * FROM tr")
            check("unsafe use of sure_" in text, f"{made}: {text}")
            db.execute("DROP TRIGGER tr" if "TRIGGER" in made else "DROP VIEW tr")
        check((content(db), db.execute("SELECT * FROM t").fetchall()) == before, f"{written}: something is left")
    refused(db, "25001", run(db, "SELECT count(sure_claim('row ' || id, '1')) FROM t"), "once per row")
    refused(db, "25001", run(db, "SELECT count(sure_purge()) FROM t"), "once per row")
    # between two steps of somebody else's statement that only reads
    reading = db.execute("SELECT * FROM t")
    reading.fetchone()
    check(state(db, "beside a reader", "1") == "claimed", "beside a reader")
    reading.close()


def transactions():
    db = connect()
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    keyed = ("t", '{"id":1,"v":1}', '{"idempotency_key":"w"}')
    for begin, back in (("BEGIN", "ROLLBACK"), ("BEGIN IMMEDIATE", "ROLLBACK"), ("SAVEPOINT s", "ROLLBACK TO s; RELEASE s")):
        db.execute(begin)
        check(state(db, "k", "1") == "claimed" and state(db, "k", "1", '{"wait_ms":3600000}') == "in_progress", f"{begin}: claimed")
        check(call(db, "upsert", *keyed) == '{"inserted":1,"updated":0,"unchanged":0}', f"{begin}: keyed")
        refused(db, "SR010", call(db, "claim", "k", "2"), f"{begin}: another request")
        check(call(db, "complete", "k", token(db, "k"), "1").startswith('{"state":"completed"'), f"{begin}: completed")
        for statement in back.split(";"):
            db.execute(statement)
        check(content(db) is None and run(db, "SELECT count(*) FROM t") == 0, f"{begin}: the table went with the transaction that made it")
    check(state(db, "k", "1") == "claimed" and len(content(db)) == 1, "made anew after a rollback")
    check(call(db, "upsert", *keyed) == '{"inserted":1,"updated":0,"unchanged":0}', "keyed after a rollback")
    db.execute("BEGIN")
    check(call(db, "complete", "k", token(db, "k"), "1") == '{"state":"completed","attempt":1}', "completed")
    db.execute("ROLLBACK")
    check(state(db, "k", "1") == "in_progress", "completed and rolled back")


def tables():
    """The table of keys dropped, another's, another program's, tampered with."""
    db = connect()
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    keyed = ("t", '{"id":1,"v":1}', '{"idempotency_key":"w"}')
    for _ in range(2):
        check(state(db, "k", "1") == "claimed" and call(db, "upsert", *keyed).startswith('{"inserted":'), "the table is made")
        mine = token(db, "k")
        db.execute(f"DROP TABLE {STORE}")
        refused(db, "SR012", call(db, "complete", "k", mine, "1"), "the owner, after a DROP")
        check(call(db, "purge") == '{"purged":0}', "purge after a DROP")
        db.execute(f"DROP TABLE IF EXISTS {STORE}")
    check(call(db, "purge") == '{"purged":0}', "purge of nothing")

    for made in (f"CREATE TABLE {STORE} (key TEXT PRIMARY KEY, v)", f"CREATE TABLE {STORE.upper()} (a)", f"CREATE VIEW {STORE} AS SELECT 1 AS key",
                 f"CREATE TABLE other (a); CREATE INDEX {STORE} ON other (a)",
                 f"CREATE TABLE {STORE} (key, scope, fingerprint, state, token, attempt, response, granted_at, lease_ms)"):
        db = connect()
        db.executescript(made + "; CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
        schema = db.execute("SELECT * FROM sqlite_schema").fetchall()
        for arguments in (("claim", "k", "1"), ("renew", "k", "t", 5), ("complete", "k", "t", "1"), ("fail", "k", "t", "1"), ("purge",),
                          ("upsert", *keyed), ("apply", "[]", '{"idempotency_key":"w"}')):
            refused(db, "42809", call(db, *arguments), f"{made}: {arguments[0]}")
        check(db.execute("SELECT * FROM sqlite_schema").fetchall() == schema and run(db, "SELECT count(*) FROM t") == 0, f"{made}: something was made")

    db = connect()
    call(db, "claim", "k", "1")
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({STORE})")]
    row = content(db)[0]
    db.execute(f"DROP TABLE {STORE}")
    db.execute(f"CREATE TABLE {STORE} ({', '.join(columns)}, PRIMARY KEY (key, scope))")
    values = (None, 5, -5, 1.5, b"x", b"", "x", 2 ** 63 - 1, -2 ** 63, "9" * 30)
    for column in columns[2:]:
        for value in values:
            db.execute(f"DELETE FROM {STORE}")
            db.execute(f"INSERT INTO {STORE} VALUES ({', '.join('?' * len(row))})", [value if c == column else v for c, v in zip(columns, row)])
            for arguments in (("claim", "k", "1"), ("renew", "k", row[4], 5), ("complete", "k", row[4], "1"), ("purge",)):
                db.execute("BEGIN")
                answer = call(db, *arguments)
                check(re.match(r'42809: |SR0[0-9]{2}: |\{"', answer), f"{column} = {value!r}, {arguments[0]}: {answer}")
                db.execute("ROLLBACK")

    db = connect()
    db.execute("ATTACH ':memory:' AS other")
    db.execute(f"CREATE TABLE other.{STORE} (a)")
    db.execute(f"CREATE TEMP TABLE {STORE} (b)")
    db.execute("CREATE TABLE other.t (id INTEGER PRIMARY KEY, v)")
    check(state(db, "k", "1") == "claimed" and len(content(db)) == 1, "the main database's table, whatever lies before it")
    for _ in range(2):
        check('"inserted":1' in call(db, "upsert", "other.t", *keyed[1:]), "a keyed write into an attached database")
    check(run(db, "SELECT count(*) FROM other.t") == 1 and run(db, f"SELECT count(*) FROM other.{STORE}") == 0, "its key stands in main")


def files(folder):
    path = os.path.join(folder, "keys.db")
    keyed = ("t", '{"id":1,"v":1}', '{"idempotency_key":"w"}')
    for journal in ("delete", "wal"):
        one, two = connect(path, timeout=0), connect(path, timeout=0)
        one.execute(f"PRAGMA journal_mode = {journal}")
        one.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v)")
        check(state(one, "k", "1") == "claimed" and state(two, "k", "1") == "in_progress", f"{journal}: two connections")
        check(call(two, "complete", "k", token(one, "k"), '"by two"') == '{"state":"completed","attempt":1}', f"{journal}: the token counts, not the connection")
        check(call(one, "claim", "k", "1") == '{"state":"replay","response":"by two"}', f"{journal}: replayed to the other")
        call(one, "upsert", *keyed)
        check(call(two, "upsert", *keyed).startswith('{"replayed":true'), f"{journal}: keyed, from the other")
        one.execute("BEGIN IMMEDIATE")
        for arguments in (("claim", "n", "1"), ("claim", "n", "1", '{"wait_ms":50}'), ("purge",), ("upsert", *keyed)):
            check(call(two, *arguments) == "database is locked", f"{journal}: {arguments[0]} while the other writes")
        one.execute("ROLLBACK")
        two.execute(f"DROP TABLE {STORE}")
        check(state(one, "k", "2") == "claimed", f"{journal}: dropped by the other")
        two.execute("BEGIN")
        two.execute("SELECT * FROM t").fetchall()
        call(one, "claim", "since", "1")
        text = call(two, "claim", "after a commit of the other", "1")
        expected = '{"state":"claimed"' if journal == "delete" else "40001: "  # a reader keeps others from committing, or not
        check(text.startswith(expected), f"{journal}: beside a reader that claims: {text}")
        two.execute("ROLLBACK")

        # who waits hears what the other does meanwhile, and can be stopped
        for db in (one, two):
            db.execute("PRAGMA busy_timeout = 5000")
        call(one, "claim", "wait", "1")
        timer = threading.Timer(0.2, lambda: call(one, "complete", "wait", token(one, "wait"), "7"))
        timer.start()
        start = time.monotonic()
        check(call(two, "claim", "wait", "1", '{"wait_ms":30000}') == '{"state":"replay","response":7}', f"{journal}: waited")
        check(time.monotonic() - start < 20, f"{journal}: waited too long")
        timer.join()
        call(one, "claim", "stop", "1")
        timer = threading.Timer(0.2, two.interrupt)
        timer.start()
        start = time.monotonic()
        check(call(two, "claim", "stop", "1", '{"wait_ms":60000}') == "interrupted" and time.monotonic() - start < 20, f"{journal}: stopped")
        timer.join()
        check(state(two, "stop", "1") == "in_progress", f"{journal}: usable afterwards")
        start = time.monotonic()
        check(state(two, "stop", "1", '{"wait_ms":200}') == "in_progress" and 0.15 < time.monotonic() - start < 20, f"{journal}: a bounded wait")
        before = content(one)
        one.close()
        two.close()

        for options, pragma in (("?mode=ro", ""), ("", "PRAGMA query_only = on")):
            db = connect(f"file:{path}{options}", uri=True)
            db.execute(pragma)
            for arguments in (("claim", "n", "1"), ("purge",), ("upsert", *keyed[:2], '{"idempotency_key":"n"}'), ("complete", "k", token(db, "k"), "1")):
                check(call(db, *arguments) == "attempt to write a readonly database", f"{journal}, read-only: {arguments[0]}")
            check(content(db) == before, f"{journal}, read-only: something is left")
            db.close()
        os.remove(path)


def memory(field):
    with open("/proc/self/status", encoding="ascii") as status:
        return int(re.search(field + r":\s+(\d+) kB", status.read()).group(1)) * 1024


def hundred_megabytes(folder):
    """A request and a response of 100 MB: replayed whole. The text bound to the statement counts, as does the answer."""
    db = connect(os.path.join(folder, "large.db"))
    db.execute("PRAGMA synchronous = off")
    large = json.dumps({"a": "0123456789abcdef" * (100 * 65536 - 4), "b": [1.50]})
    mine = None
    for what, arguments, length in (("claim", ("claim", "k", large), 81), ("complete", ("complete", "k", None, large), 33),
                                    ("complete again", ("complete", "k", None, large + " "), 33), ("replay", ("claim", "k", large), len(large) + 30)):
        values = [mine if a is None else a for a in arguments[1:]]
        with open("/proc/self/clear_refs", "w", encoding="ascii") as peak:
            peak.write("5")
        start, before = time.monotonic(), memory("VmRSS")
        answer = run(db, f"SELECT length(sure_{arguments[0]}({', '.join('?' * len(values))}))", *values)
        used = memory("VmHWM") - before
        print(f"{len(large) >> 20} MB, {what}: {used >> 20} MB, {time.monotonic() - start:.1f} s")
        check(answer == length, f"100 MB, {what}: {str(answer)[:200]}, not {length}")
        check(used <= LIMIT * len(large) + (64 << 20), f"100 MB, {what}: {used >> 20} MB of memory")
        mine = mine or token(db, "k")
    check(call(db, "claim", "k", large) == '{"state":"replay","response":' + large + "}", "100 MB, replayed to the letter")
    refused(db, "SR010", call(db, "claim", "k", large[:-2] + "1]}"), "100 MB, another request")


LIMIT = 4


def main():
    for part in (bad_bytes, types, places, transactions, tables):
        start = time.monotonic()
        part()
        print(f"{part.__name__}: {time.monotonic() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        files(folder)
        hundred_megabytes(folder)
    return status()


sys.exit(main())
