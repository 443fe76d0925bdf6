#!/usr/bin/env python3
"""Bad input on PostgreSQL, through libpq as drivers use it: every refusal has a code, leaves the table as it was and the
connection usable; large input stays within 3 times the JSON and 64 MB. Needs test/tools/with-server."""
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, "test/tools")
import libpq
from checks import check, status

DATABASE = f"bad_input_{os.getpid()}"


def connect():
    return libpq.Connection(DATABASE)


def table():
    db = connect()
    db("DROP TABLE IF EXISTS t, f")
    db("CREATE TABLE t (id bigint PRIMARY KEY, name text NOT NULL, price numeric(10,2), doc jsonb, ok boolean, raw json, list int[])")
    db("CREATE TABLE f (id float8 PRIMARY KEY, s smallint, i int, r real, n numeric)")
    db.call("t", '[{"id":1,"name":"one","price":1.5},{"id":2,"name":"two","doc":{"a":[1]}}]')
    return db


def content(db):
    return db("SELECT string_agg(x, '/') FROM (SELECT md5(t::text) AS x FROM t UNION ALL SELECT md5(f::text) FROM f ORDER BY 1) q")


def refused(db, codes, *arguments, what=None, function="sure_upsert"):
    """Must be refused with one of these codes; nothing may be left of it."""
    what = what or repr(arguments)
    before = content(db)
    text = db.call(*arguments, function=function)
    check(text is not None and any(text.startswith(code + ": ") for code in codes.split()), f"{what}: {text}")
    check(db.is_idle(), f"{what}: the connection is unusable")
    check(content(db) == before, f"{what}: something is left")
    return text


ROWS = ('[{"id":1,"name":"\u00e9\\u00e9\\ud83d\\ude00\U0001F418","price":-1.5e+1,"doc":{"a":[1,{"b":null}],"c":"\\n"},"ok":true,"list":[1,2]},\n'
        ' {"id":3,"name":"","price":null,"doc":[],"ok":false}]')
OPTIONS = '{"key":["id"],"each":true,"returning":["id","name"],"on_stale":"report","duplicates":"first","dry_run":true}'


def cut_off():
    db = table()
    for text, before, after in ((ROWS, ("t",), ()), (OPTIONS, ("t", '{"id":1}'), ())):
        data = text.encode()
        for length in range(len(data)):
            refused(db, "22032 22021", *before, data[:length], *after, what=f"cut at {length}")
    check(db.call("t", ROWS) == '{"inserted":1,"updated":1,"unchanged":0}', "the whole text is taken")
    db.close()


def changed_bytes():
    """One byte replaced, at every place: right, or an error with a code; in one transaction."""
    db = table()
    coded = re.compile(r"[0-9A-Z]{5}: |\{\"")
    db("BEGIN")
    for text, before in ((ROWS, ("t",)), (OPTIONS, ("t", '{"id":1}'))):
        data = text.encode()
        for place in range(len(data)):
            for byte in b'"\\{],0\x1f\x80':
                db("SAVEPOINT s")
                answer = db.call(*before, data[:place] + bytes([byte]) + data[place + 1:])
                check(answer is not None and coded.match(answer) and not answer.startswith("XX"), f"byte {byte} at {place}: {answer}")
                check(db("ROLLBACK TO s") is None, f"byte {byte} at {place}: the savepoint is gone")
    db("ROLLBACK")
    check(db("SELECT count(*) FROM t") == "2", "nothing is left of it")
    db.close()


def wrong_shapes():
    db = table()
    for rows in ("", " ", "null", "true", "1", '"x"', "[null]", "[[]]", "[1]", '[{"id":1},null]', "{}{}", "[]]", "[,]", "[{}]", "{}",
                 '{"id"}', "{'id':1}", '{"id":1,}', '[{"id":1},]', "{id:1}", '{"id":NaN}', '{"id":+1}', '{"id":.5}', '{"id":1.}',
                 '{"id":0x1}', '{"id":tru}', '{"id":"\n"}', '{"id":"\\x"}', '{"id":"\\u12"}', "\ufeff[]", "// no\n[]",
                 '{"id":1,"id":1}', '[{"id":3,"name":"x"},{"id":4,"name":"a","n\\u0061me":"b"}]'):
        refused(db, "22032 42P10", "t", rows)
    for rows in ('{"id":1,"nam":"x"}', '{"id":1,"":1}', '{"id":1,"NAME":"x"}', '{"id":1,"a\\u0000b":1}'):
        refused(db, "42703 22P05", "t", rows)
    for options in ('{"keys":["id"]}', '{"":1}', '{"key":null}', '{"key":["id"],"index":"t_pkey"}', '{"duplicates":true}', '{"each":"true"}',
                    '{"each":null}', '{"returning":[]}', '{"returning":"id"}', '{"on_stale":"ignore"}', '{"index":1}', '{"index":"nothing"}',
                    '{"update":["id"]}', '{"update":["nothing"]}', '{"insert_only":{"a":1}}', '{"dry_run":0}', "[]", "null", "1", '"each"', "{}x"):
        refused(db, "22023 22032 42703 42P10", "t", '{"id":1,"name":"z"}', options)
    for name in ("", " ", "t;", 't"', '"', "t.", ".t", "a.b.c", "x" * 100000, "'t'", "1", "t t"):
        refused(db, "42601 42P01", name, '{"id":1}')
    for arguments in ((None, "{}"), ("t", None), ("t", "{}", None), (None, None, None)):
        refused(db, "22004", *arguments)
        refused(db, "22004", *arguments, function="sure_insert")
    refused(db, "23502", "t", '{"id":null,"name":"x"}')
    refused(db, "23502", "t", '[{"id":5,"name":"x"},{"id":6,"name":null}]')
    check(db.call("t", "[]") == '{"inserted":0,"updated":0,"unchanged":0}', "an empty array")
    for arguments in ((), ("t",), ("t", "{}", "{}", "{}")):
        refused(db, "42883", *arguments)
    db.close()


def bad_bytes():
    """What is not UTF-8 the server refuses before any function sees it, and so the escapes that name no character."""
    db = table()
    for bad in (b"\x80", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe9", b"\xf0\x9f\x90"):
        refused(db, "22021", "t", b'{"id":3,"name":"a' + bad + b'b"}')
        refused(db, "22021", "t" , b'{"id":1}', b'{"ke' + bad + b'y":["id"]}')
        refused(db, "22021", b"t" + bad, b'{"id":1}')
    for column in ("name", "raw", "doc"):
        text = db.call("t", f'{{"id":1,"{column}":"a\\u0000b"}}')
        check(text.startswith("22P05: ") == (column != "raw"), f"u0000 in {column}: {text}")
    for lone in ("\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"):
        refused(db, "22P02", "t", '{"id":3,"name":"' + lone + '"}')
    db.close()


def numbers():
    db = table()
    for column, value in (("id", "1e400"), ("id", '"1e400"'), ("id", "-1e400"), ("s", "32768"), ("s", "-32769"), ("i", "2147483648"), ("i", "1e10"),
                          ("s", "1e1000000000"), ("r", "1e39"), ("r", "1e-60"), ("id", "1e-400"), ("n", "1e131073"), ("n", "1e-20000"),
                          ("n", "9" * 131073), ("i", "9" * 100000), ("n", "1e99999999999999999999"), ("s", '"-"')):
        row = f'{{"{column}":{value}}}' if column == "id" else f'{{"id":1,"{column}":{value}}}'
        text = refused(db, "22003 22P02", "f", row, what=f"{column} {value[:20]}")
        check(len(text) < 1000, f"{column} {value[:20]}: an error of {len(text)} bytes")
    for row in ('{"id":9223372036854775808,"name":"x"}', '{"id":-9223372036854775809,"name":"x"}', '{"id":3,"name":"x","price":123456789.00}',
                '[{"id":3,"name":"x"},{"id":4,"name":"y","list":[1,99999999999]}]'):
        refused(db, "22003", "t", row)
    db.close()


def nested():
    """Documents nest as deep as the server's stack lets its own json nest; the stack is never exhausted."""
    db = table()
    for depth in (100000, 1000000):
        for opened, closed in (("[", "]"), ('{"a":', "}")):
            deep = opened * depth + "1" + closed * depth
            refused(db, "54001 22032 42703", "t", deep, what="deep rows")
            refused(db, "54001 22032 42703", "t", opened * depth, what="deep rows without an end")
            refused(db, "54001 22032 22023", "t", '{"id":1}', deep, what="deep options")
            refused(db, "54001 22032 22023", "t", '{"id":1}', '{"key":' + deep + "}", what="deep option")
            for column in ("name", "doc", "raw", "list"):
                refused(db, "54001", "t", f'{{"id":3,"{column}":{deep}}}', what=f"deep {column}")
            for type_name in ("json", "jsonb"):
                text = db.call(deep, type_name, function="sure_cast")
                check(text.startswith("54001: "), f"sure_cast of a deep {type_name}: {text[:80]}")
        check(db.call("1", "(" * depth, function="sure_cast")[:6] in ("42601:", "42704:"), "deep type name")
        refused(db, "42P01 42601", '"a".' * depth + "t", '{"id":1}', what="deep table name")
    deep = "[" * 10000 + "]" * 10000
    check(db.call("t", '{"id":3,"name":"x","doc":' + deep + "}").startswith('{"inserted":1'), "depth 10000")
    db.close()


def large():
    db = table()
    value = "\u00e9" * 500000
    row = json.dumps({"id": 3, "name": value}, ensure_ascii=False)
    check(db.call("t", row) == '{"inserted":1,"updated":0,"unchanged":0}', "1 MB, new")
    check(db.call("t", row) == '{"inserted":0,"updated":0,"unchanged":1}', "1 MB, unchanged")
    answer = json.loads(db.call("t", row[:-3] + 'e"}', '{"returning":true}'))
    check(answer["rows"][0]["row"]["name"] == value[:-1] + "e", "1 MB, returned")
    check(len(refused(db, "22P02", "t", '{"id":"' + value + '"}', what="1 MB for a number")) < 2000000, "the error of 1 MB")
    refused(db, "42703", "t", '{"id":1,"' + value + '":1}', what="a member of 1 MB")
    refused(db, "22023", "t", '{"id":1}', '{"' + value + '":1}', what="an option of 1 MB")
    db("CREATE TABLE keyed (k text PRIMARY KEY)")
    noise = "".join(f"{i * 2654435761 % 2**32:08x}" for i in range(131072))
    check(db.call("keyed", json.dumps({"k": noise})).startswith("54000: "), "a key of 1 MB")
    check(db("SELECT count(*) FROM keyed") == "0", "a key of 1 MB is not left")
    names = [f"c{i}" for i in range(1, 1600)]
    db("CREATE TABLE wide (id int PRIMARY KEY, " + ", ".join(n + " int" for n in names) + ")")
    rows = [dict({"id": k}, **{n: i + k for i, n in enumerate(names)}) for k in range(3)]
    check(db.call("wide", json.dumps(rows[:1])) == '{"inserted":1,"updated":0,"unchanged":0}', "1,600 columns, new")
    rows[0]["c1599"] = 0
    answer = db.call("wide", json.dumps(rows), '{"returning":true}')
    check(answer.startswith('{"inserted":2,"updated":1') and json.loads(answer)["rows"][0]["row"] == rows[0], f"1,600 columns: {answer[:100]}")
    db.close()


def bounded(what, columns, row, megabytes):
    """The text that the server holds counts; the message that brought it does not."""
    count = megabytes * 1024 * 1024 // len(row.replace("%d", "500000"))
    rows = "[" + ",".join([row.replace("%d", str(i)) for i in range(count)]) + "]"
    db = connect()
    db(f"CREATE TABLE large (id int PRIMARY KEY, {columns})")
    db("CREATE TABLE body (rows text)")
    db("INSERT INTO body VALUES ($1)", rows)
    db.close()
    for call, expected, sql in (
            ("new", f'{{"inserted":{count},"updated":0,"unchanged":0}}', "SELECT sure_upsert('large', rows) FROM body"),
            ("unchanged", f'{{"inserted":0,"updated":0,"unchanged":{count}}}', "SELECT sure_upsert('large', rows) FROM body"),
            ("refused", "22032: ", "SELECT sure_upsert('large', left(rows, -1)) FROM body")):
        db = connect()
        db("SELECT sure_upsert('large', '[]')")
        peak, start = libpq.Peak(db.pid), time.monotonic()
        before = peak.private()
        peak.start()
        answer = db(sql)
        peak.over.set()
        used = peak.bytes - before
        print(f"{len(rows) >> 20} MB, {count} rows, {what}, {call}: {used >> 20} MB, {time.monotonic() - start:.1f} s")
        check(answer is not None and answer.startswith(expected), f"{what}, {call}: {str(answer)[:200]}")
        check(used <= 3 * len(rows) + (64 << 20), f"{what}, {call}: {used >> 20} MB of memory")
        check(db("SELECT count(*) FROM large") == str(count), f"{what}, {call}: counted")
        db.close()
    db = connect()
    db("DROP TABLE large, body")
    db.close()


def hundred_megabytes():
    bounded("plain", "name text NOT NULL, price numeric(12,2), at timestamptz, ok boolean",
            '{"id":%d,"name":"name of the item %d","price":%d.25,"at":"2024-05-06 07:08:09+00:00","ok":true}', 100)
    bounded("types that the server reads", "list text[], r int4range, t tsvector, e interval",
            '{"id":%d,"list":["one","two %d"],"r":"[1,%d1]","t":"a few words","e":"1 day"}', 20)


def main():
    subprocess.run(["psql", "-XAtqc", f"CREATE DATABASE {DATABASE} TEMPLATE surerow_template"], check=True)
    try:
        for part in (cut_off, changed_bytes, wrong_shapes, bad_bytes, numbers, nested, large, hundred_megabytes):
            start = time.monotonic()
            part()
            print(f"{part.__name__}: {time.monotonic() - start:.1f} s")
    finally:
        subprocess.run(["psql", "-XAtqc", f"DROP DATABASE {DATABASE} WITH (FORCE)"], check=True)
    return status()


sys.exit(main())
