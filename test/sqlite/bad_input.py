#!/usr/bin/python3
"""Bad input on SQLite: every refusal has a code, leaves the table as it was and the connection usable; large
input stays within 3 times the JSON and 64 MB."""
import ctypes
import json
import os
import re
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, "test/tools")
from checks import check, status

MODULE = os.environ.get("SUREROW_MODULE", "build/surerow")
MODULE = os.path.abspath(MODULE)


def connect(path=":memory:"):
    db = sqlite3.connect(path, isolation_level=None)
    db.enable_load_extension(True)
    db.load_extension(MODULE)
    return db


def call(db, *arguments, function="sure_upsert"):
    """The answer, or the error's text. Bytes go in as text that need not be UTF-8."""
    marks = ", ".join("CAST(? AS TEXT)" if isinstance(a, bytes) else "?" for a in arguments)
    try:
        return db.execute(f"SELECT {function}({marks})", arguments).fetchone()[0]
    except sqlite3.Error as error:
        return str(error)


def table():
    db = connect()
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price NUMERIC(10,2), doc JSONB, ok BOOLEAN)")
    db.execute("CREATE TABLE f (id FLOAT8 PRIMARY KEY, s SMALLINT, i INT4, r FLOAT4, n NUMERIC)")
    call(db, "t", '[{"id":1,"name":"one","price":1.5},{"id":2,"name":"two","doc":{"a":[1]}}]')
    return db


def content(db):
    return [db.execute(f"SELECT * FROM {name}").fetchall() for name in ("t", "f")]


def refused(db, codes, *arguments, what=None, function="sure_upsert"):
    """Must be refused with one of these codes; nothing may be left of it."""
    what = what or repr(arguments)
    before, changes = content(db), db.total_changes
    text = call(db, *arguments, function=function)
    check(text is not None and any(text.startswith(code + ": ") for code in codes.split()), f"{what}: {text}")
    check(content(db) == before and not db.in_transaction, f"{what}: something is left")
    check(db.total_changes == changes or "23" in codes, f"{what}: something was written")
    return text


ROWS = ('[{"id":1,"name":"\u00e9\\u00e9\\ud83d\\ude00\U0001F418","price":-1.5e+1,"doc":{"a":[1,{"b":null}],"c":"\\n"},"ok":true},\n'
        ' {"id":3,"name":"","price":null,"doc":[],"ok":false}]')
OPTIONS = '{"key":["id"],"each":true,"returning":["id","name"],"on_stale":"report","duplicates":"first","dry_run":true}'


def cut_off():
    db = table()
    for text, before, after in ((ROWS, ("t",), ()), (OPTIONS, ("t", '{"id":1}'), ())):
        data = text.encode()
        for length in range(len(data)):
            refused(db, "22032 22021", *before, data[:length], *after, what=f"cut at {length}")
    check(call(db, "t", ROWS) == '{"inserted":1,"updated":1,"unchanged":0}', "the whole text is taken")


def changed_bytes():
    """One byte replaced, at every place: right, or an error with a code."""
    db = table()
    coded = re.compile(r"[0-9A-Z]{5}: |\{\"")
    for text, before in ((ROWS, ("t",)), (OPTIONS, ("t", '{"id":1}'))):
        data = text.encode()
        for place in range(len(data)):
            for byte in b'"\\{[]},:0-e\x00\x1f\x80\xff':
                db.execute("BEGIN")
                answer = call(db, *before, data[:place] + bytes([byte]) + data[place + 1:])
                check(answer is not None and coded.match(answer), f"byte {byte} at {place}: {answer}")
                check(db.in_transaction, f"byte {byte} at {place}: the transaction is gone")
                db.execute("ROLLBACK")


def wrong_shapes():
    db = table()
    for rows in ("", " ", "null", "true", "1", '"x"', "[null]", "[[]]", "[1]", '[{"id":1},null]', "{}{}", "[]]", "[,]", "[{}]", "{}",
                 '{"id"}', "{'id':1}", '{"id":1,}', "[{\"id\":1},]", "{id:1}", '{"id":NaN}', '{"id":+1}', '{"id":.5}', '{"id":1.}',
                 '{"id":0x1}', '{"id":tru}', '{"id":"\n"}', '{"id":"\\x"}', '{"id":"\\u12"}', "\ufeff[]", "// no\n[]"):
        refused(db, "22032 42P10", "t", rows)
    for rows in ('{"id":1,"id":1}', '[{"id":3,"name":"x"},{"id":4,"name":"a","n\\u0061me":"b"}]'):
        refused(db, "22032", "t", rows)
    for rows in ('{"id":1,"nam":"x"}', '{"id":1,"":1}', '{"id":1,"NAME":"x"}', '{"id":1,"a\\u0000b":1}'):
        refused(db, "42703 22032 22P05", "t", rows)
    for options in ('{"keys":["id"]}', '{"":1}', '{"key":null}', '{"key":["id","id"]}', '{"key":["id"],"index":"t_pkey"}',
                    '{"duplicates":true}', '{"each":"true"}', '{"each":null}', '{"returning":[]}', '{"returning":"id"}',
                    '{"on_stale":"ignore"}', '{"index":1}', '{"index":"nothing"}', '{"update":["id"]}', '{"update":["nothing"]}',
                    '{"insert_only":{"a":1}}', '{"dry_run":0}'):
        text = call(db, "t", '{"id":1}', options)
        check(re.match(r'22023: |42703: |42P10: |42704: |\{"', text), f"{options}: {text}")
        print_if_accepted(options, text)
    for options in ("[]", "null", "1", '"each"', "{}x"):
        refused(db, "22032 22023", "t", '{"id":1}', options)
    for name in ("", " ", "t;", 't"', '"', "t.", ".t", "a.b.c", "t\0x", "x" * 100000, "'t'"):
        refused(db, "42601 42P01 22021", name, '{"id":1}')
    for arguments in ((None, "{}"), ("t", None), ("t", "{}", None), (None, None, None)):
        refused(db, "22004", *arguments)
        refused(db, "22004", *arguments, function="sure_insert")
    refused(db, "23502", "t", '{"id":null,"name":"x"}')
    refused(db, "23502", "t", '[{"id":5,"name":"x"},{"id":6,"name":null}]')
    check(call(db, "t", "[]") == '{"inserted":0,"updated":0,"unchanged":0}', "an empty array")
    for arguments in ((), ("t",), ("t", "{}", "{}", "{}")):
        check("wrong number of arguments" in call(db, *arguments), "number of arguments")
    for wrong in (5, 1.5):
        refused(db, "42P01 42601", wrong, "[]")
        refused(db, "22032", "t", wrong)


def print_if_accepted(options, text):
    if text.startswith("{"):
        check(options in ('{"returning":[]}', '{"key":["id","id"]}'), f"accepted: {options}: {text}")


def bad_bytes():
    db = table()
    for bad in (b"\x80", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe9", b"\xf0\x9f\x90"):
        refused(db, "22021 22032", "t", b'{"id":3,"name":"a' + bad + b'b"}')
        refused(db, "22021 22032 42703", "t", b'{"id":3,"na' + bad + b'me":"b"}')
        refused(db, "22021 22032", "t", bad)
        refused(db, "22021 22032 22023", "t", '{"id":1}', b'{"ke' + bad + b'y":["id"]}')
        refused(db, "22021 42P01 42601", b"t" + bad, '{"id":1}')
        text = call(db, b"a" + bad, "text", function="sure_cast")
        check(text.startswith("22021: "), f"sure_cast of {bad}: {text}")
    for text in ('{"id":3,"name":"a\0b"}', '{"id":3}\0', '\0{"id":3}', '{"id":3,"name":"x"}\0{"id":4}'):
        refused(db, "22021 22032", "t", text)
    refused(db, "22P05 22021", "t", '{"id":3,"name":"a\\u0000b"}')
    refused(db, "22P05 22021 22P02", "t", '{"id":3,"name":"x","doc":{"a":"\\u0000"}}')
    for lone in ("\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"):
        refused(db, "22032 22P02", "t", '{"id":3,"name":"' + lone + '"}')


def numbers():
    db = table()
    for column, value in (("id", "1e400"), ("id", '"1e400"'), ("id", "-1e400"), ("s", "32768"), ("s", "-32769"), ("i", "2147483648"), ("i", "1e10"),
                          ("s", "1e1000000000"), ("r", "1e39"), ("r", "1e-60"), ("id", "1e-400"), ("n", "1e131073"), ("n", "1e-20000"),
                          ("n", "9" * 131073), ("i", "9" * 100000), ("n", "1e99999999999999999999"), ("s", "-"), ("n", "1" + "0" * 200 + ".5")):
        row = f'{{"{column}":{value}}}' if column == "id" else f'{{"id":1,"{column}":{value}}}'
        text = refused(db, "22003 22P02 22032", "f", row, what=f"{column} {value[:20]}")
        check(len(text) < 1000, f"{column} {value[:20]}: an error of {len(text)} bytes")
    refused(db, "22003", "t", '{"id":9223372036854775808,"name":"x"}')
    refused(db, "22003", "t", '{"id":-9223372036854775809,"name":"x"}')
    refused(db, "22003", "t", '{"id":3,"name":"x","price":123456789.00}')


def nested():
    db = table()
    for depth in (10000, 1000000):
        for opened, closed in (("[", "]"), ('{"a":', "}")):
            deep = opened * depth + "1" + closed * depth
            codes = "54001 22032 22P02"
            refused(db, codes + " 42703", "t", deep, what="deep rows")
            refused(db, codes + " 42703", "t", opened * depth, what="deep rows without an end")
            refused(db, codes, "t", '{"id":3,"name":' + deep + "}", what="deep text")
            refused(db, codes + " 22023", "t", '{"id":1}', deep, what="deep options")
            refused(db, codes + " 22023", "t", '{"id":1}', '{"key":' + deep + "}", what="deep option")
            refused(db, codes, "t", '{"id":3,"name":"x","doc":' + deep + "}", what="deep document")
            for type_name in ("json", "jsonb"):
                text = call(db, deep, type_name, function="sure_cast")
                check(text.startswith("54001: "), f"sure_cast of a deep {type_name}: {text[:80]}")
        check(call(db, "1", "(" * depth, function="sure_cast")[:6] in ("42601:", "42704:"), "deep type name")
        refused(db, "42P01 42601", '"a".' * depth + "t", '{"id":1}', what="deep table name")
    deep = "[" * 900 + "]" * 900
    check(call(db, "t", '{"id":3,"name":"x","doc":' + deep + "}").startswith('{"inserted":1'), "depth 900")


def large():
    db = table()
    value = "\u00e9" * 500000
    row = json.dumps({"id": 3, "name": value}, ensure_ascii=False)
    check(call(db, "t", row) == '{"inserted":1,"updated":0,"unchanged":0}', "1 MB, new")
    check(call(db, "t", row) == '{"inserted":0,"updated":0,"unchanged":1}', "1 MB, unchanged")
    answer = json.loads(call(db, "t", row[:-3] + 'e"}', '{"returning":true}'))
    check(answer["rows"][0]["row"]["name"] == value[:-1] + "e", "1 MB, returned")
    text = refused(db, "22P02", "t", '{"id":"' + value + '"}', what="1 MB for a number")
    check(len(text.encode()) < 2000000, "the error of 1 MB")
    refused(db, "42703", "t", '{"id":1,"' + value + '":1}', what="a member of 1 MB")
    refused(db, "22023", "t", '{"id":1}', '{"' + value + '":1}', what="an option of 1 MB")


def wide():
    """As many columns as SQLite has (2,000)."""
    db = connect()
    names = [f"c{i}" for i in range(1, 2000)]
    db.execute("CREATE TABLE wide (id INTEGER PRIMARY KEY, " + ", ".join(n + " INTEGER" for n in names) + ")")
    rows = [dict({"id": k}, **{n: i + k for i, n in enumerate(names)}) for k in range(3)]
    check(call(db, "wide", json.dumps(rows[:1])) == '{"inserted":1,"updated":0,"unchanged":0}', "2,000 columns, new")
    check(call(db, "wide", json.dumps(rows)) == '{"inserted":2,"updated":0,"unchanged":1}', "2,000 columns, two new")
    rows[1]["c1999"] = 0
    answer = call(db, "wide", json.dumps(rows), '{"returning":true}')
    check(answer.startswith('{"inserted":0,"updated":1,"unchanged":2') and json.loads(answer)["rows"][1]["row"] == rows[1],
          f"2,000 columns, one changed: {answer[:100]}")
    names = names[:900]
    db.execute("CREATE TABLE keys (" + ", ".join(names) + ", PRIMARY KEY (" + ", ".join(names) + ")) WITHOUT ROWID")
    rows = [{n: i * k for i, n in enumerate(names)} for k in (1, 2)]
    check(call(db, "keys", json.dumps(rows)) == '{"inserted":2,"updated":0,"unchanged":0}', "a key of 900 columns")
    check(call(db, "keys", json.dumps(rows)) == '{"inserted":0,"updated":0,"unchanged":2}', "a key of 900 columns, again")


def memory(field):
    with open("/proc/self/status", encoding="ascii") as status:
        return int(re.search(field + r":\s+(\d+) kB", status.read()).group(1)) * 1024


def hundred_megabytes(folder):
    """The text bound to the statement counts; the caller's own copy of it does not."""
    db = connect(os.path.join(folder, "large.db"))
    db.execute("PRAGMA synchronous = off")
    db.execute("CREATE TABLE large (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price NUMERIC(12,2), at TIMESTAMPTZ, ok BOOLEAN)")
    row = '{"id":%d,"name":"name of the item %d","price":%d.25,"at":"2024-05-06 07:08:09+00:00","ok":true}'
    count = 100 * 1024 * 1024 // len(row % (500000, 500000, 500000))
    rows = "[" + ",".join([row % (i, i, i) for i in range(count)]) + "]"
    for what, expected in (("new", f'{{"inserted":{count},"updated":0,"unchanged":0}}'),
                           ("unchanged", f'{{"inserted":0,"updated":0,"unchanged":{count}}}'),
                           ("refused", "22032: ")):
        text = rows if what != "refused" else rows[:-1]
        with open("/proc/self/clear_refs", "w", encoding="ascii") as peak:
            peak.write("5")
        start, before = time.monotonic(), memory("VmRSS")
        answer = call(db, "large", text)
        used = memory("VmHWM") - before
        print(f"{len(rows) >> 20} MB, {count} rows, {what}: {used >> 20} MB, {time.monotonic() - start:.1f} s")
        check(answer.startswith(expected), f"100 MB, {what}: {answer[:200]}")
        check(used <= 3 * len(rows) + (64 << 20), f"100 MB, {what}: {used >> 20} MB of memory")
    check(db.execute("SELECT count(*) FROM large").fetchone()[0] == count, "100 MB, counted")


def closes():
    """sqlite3_close, which Python does not call, says that nothing is left."""
    lib = ctypes.CDLL("libsqlite3.so.0")
    db = ctypes.c_void_p()
    check(lib.sqlite3_open(b":memory:", ctypes.byref(db)) == 0, "open")
    lib.sqlite3_enable_load_extension(db, 1)
    lib.sqlite3_load_extension(db, MODULE.encode(), None, None)

    def run(sql):
        return lib.sqlite3_exec(db, sql.encode(), None, None, None)

    check(run("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT NOT NULL)") == 0, "create")
    check(run("""SELECT sure_upsert('t', '{"id":1,"v":"x"}')""") == 0, "a good call")
    for rows in ('[{"id":1', '{"id":"x"}', '{"id":2,"v":null}', '{"w":1}', "[" * 10000, '[{"id":3,"v":"y"},{"id":3,"v":"y"}]'):
        check(run(f"SELECT sure_upsert('t', '{rows}')") != 0, f"refused: {rows[:40]}")
    check(run("SELECT sure_upsert('nothing', '{}')") != 0, "refused: table")
    check(run("""SELECT sure_upsert('t', '{"id":1,"v":"y"}')""") == 0, "a good call after all")
    check(lib.sqlite3_close(db) == 0, "sqlite3_close")


def main():
    for part in (cut_off, changed_bytes, wrong_shapes, bad_bytes, numbers, nested, large, wide, closes):
        start = time.monotonic()
        part()
        print(f"{part.__name__}: {time.monotonic() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        hundred_megabytes(folder)
    return status()


sys.exit(main())
