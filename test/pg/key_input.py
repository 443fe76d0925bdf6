#!/usr/bin/env python3
"""Idempotency keys on PostgreSQL, through libpq as drivers use it: bad bytes, types of parameters, places of calls, waits that
are cut short; requests and responses of 100 MB. Needs test/tools/with-server."""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, "test/tools")
import libpq
from checks import check, status

DATABASE = f"key_input_{os.getpid()}"
STORE = "surerow_idempotency_key"


def connect():
    return libpq.Connection(DATABASE)


def state(db, *arguments):
    answer = db.call(*arguments, function="sure_claim")
    return json.loads(answer)["state"] if answer.startswith("{") else answer


def token(db, key):
    return db(f"SELECT token FROM {STORE} WHERE key = $1", key)


def content(db):
    return db(f"SELECT string_agg(md5(k::text), '/' ORDER BY k::text) FROM {STORE} k")


def refused(db, codes, answer, what):
    check(answer is not None and any(answer.startswith(code + ": ") for code in codes.split()), f"{what}: {answer}")
    check(db.is_idle(), f"{what}: the connection is unusable")


def bad_bytes():
    db = connect()
    state(db, "k", "1")
    mine, before = token(db, "k"), content(db)
    for bad in (b"\x80", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f\x90"):
        for function, good in (("sure_claim", ("k", "1", '{"scope":"s"}')), ("sure_renew", ("k", mine, "5")), ("sure_complete", ("k", mine, "1")),
                               ("sure_fail", ("k", mine, "1", "{}"))):
            for place in range(len(good)):
                refused(db, "22021", db.call(*good[:place], b'"' + bad + b'"', *good[place + 1:], function=function), f"{function}, argument {place + 1}")
        for options in (b'{"idempotency_key":"%s"}', b'{"idempotency_key":"k","scope":"%s"}'):
            refused(db, "22021", db.call("[]", options.replace(b"%s", bad), function="sure_apply"), "options")
    check(content(db) == before, "bad bytes: something is left")
    db.close()


def types():
    """Every way in which a driver sends a parameter."""
    db = connect()
    number = 0
    for request in ("text", "json", "jsonb", "varchar"):
        for options in ("text", "json", "jsonb"):
            number += 1
            key = f"key {number}"
            check(db(f"SELECT sure_claim($1::varchar, $2::{request}, $3::{options}) ->> 'state'", key, '{"a":[1.50]}', '{"scope":""}') == "claimed", key)
            check(state(db, key, '{"a":[1.5]}') == "in_progress", f"{key}: the request counts, not its type")
            check(db(f"SELECT sure_renew($1::varchar, $2::text, $3::{'bigint' if number % 2 else 'integer'})", key, token(db, key), "70000")
                  == '{"state":"claimed","attempt":1,"lease_ms":70000}', f"{key}: renewed")
            check(db(f"SELECT sure_fail($1, $2::text, $3::{request}, $4::{options})", key, token(db, key), '{"e":1}', "{}")
                  == '{"state":"released","attempt":1}', f"{key}: released")
            check(state(db, key, '{"a":[1.5]}') == "claimed", f"{key}: again")
            check(db(f"SELECT sure_complete($1, $2::text, $3::{request})", key, token(db, key), '{"b":1}') == '{"state":"completed","attempt":2}', f"{key}: completed")
    before = content(db)
    for key in ("1::int", "1.5::numeric", "true", "'\\x6b'::bytea"):
        check(db(f"SELECT sure_claim({key}, '1')").startswith("42883: "), f"key of another type: {key}")
    for lease in ("abc", "", "1.5", "1e3", "9223372036854775808"):
        refused(db, "22P02 22003", db.call("key 1", "x", lease, function="sure_renew"), f"lease {lease}")
        refused(db, "22P02 22003", db.call(lease, function="sure_purge"), f"limit {lease}")
    depth = int(db("SELECT sure_settings() ->> 'max_depth'"))
    for deep in (depth + 1, 1000000):
        for opened, closed in (("[", "]"), ('{"a":', "}")):
            text = opened * deep + "1" + closed * deep
            refused(db, "54001", db.call("d", text, function="sure_claim"), f"depth {deep}")
            refused(db, "54001", db.call("key 1", "x", text, function="sure_complete"), f"depth {deep}")
            refused(db, "54001", db.call("key 1", "x", text, function="sure_fail"), f"depth {deep}")
            refused(db, "54001 22032", db.call("key 1", opened * deep, function="sure_claim"), f"depth {deep}, without an end")
    check(content(db) == before, "types: something is left")
    deep = "[" * depth + "]" * depth
    check(state(db, "d", deep) == "claimed" and db.call("d", token(db, "d"), deep, function="sure_complete") == '{"state":"completed","attempt":1}', "the deepest")
    check(db.call("d", deep, function="sure_claim") == '{"state":"replay","response":' + deep + "}", "the deepest, replayed")
    db.close()


def places():
    """On PostgreSQL a claim is a row like any other: once per row, in an INSERT, a trigger, a DO block, a CTE."""
    db = connect()
    db("CREATE TABLE t (id int PRIMARY KEY, claim json)")
    check(db("SELECT count(sure_claim('row ' || n, '1')) FROM generate_series(1, 100) n") == "100", "once per row")
    db("INSERT INTO t SELECT n, sure_claim('insert ' || n, '1') FROM generate_series(1, 3) n")
    check(db("SELECT count(*) FROM t WHERE claim ->> 'state' = 'claimed'") == "3", "in an INSERT")
    check(db("INSERT INTO t SELECT 3, sure_claim('undone', '1')").startswith("23505: ") and state(db, "undone", "1") == "claimed", "in an INSERT that fails")
    db("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.claim := sure_claim('trigger ' || NEW.id, '1'); RETURN NEW; END $$")
    db("CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()")
    for _ in range(2):
        answer = db.call("t", '[{"id":7},{"id":8}]', '{"idempotency_key":"around"}', function="sure_insert")
        check(answer in ('{"inserted":2,"existing":0}', '{"replayed":true,"inserted":2,"existing":0}'), f"in a trigger of a keyed write: {answer}")
    check(db("SELECT count(*) FROM t WHERE claim ->> 'state' = 'claimed'") == "5", "in a trigger")
    # its own key, further in
    db("CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.claim := sure_insert('t', '{\"id\":9}', '{\"idempotency_key\":\"self\"}');"
       " RETURN NEW; END $$")
    refused(db, "SR011", db.call("t", '{"id":9}', '{"idempotency_key":"self"}', function="sure_insert"), "its own key in its own trigger")
    check(db(f"SELECT count(*) FROM {STORE} WHERE key = 'self'") == "0", "its own key is gone")
    # caught, the claim is undone with what failed
    db("DO $$ BEGIN PERFORM sure_claim('caught', '1'); RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END $$")
    check(state(db, "caught", "2") == "claimed", "undone with its block")
    db.close()


def waits():
    one, two = connect(), connect()
    one("BEGIN")
    state(one, "waits", "1")
    two("SET lock_timeout = '12345ms'")
    for setting, code in (("statement_timeout", "57014"), ("lock_timeout", None)):
        two(f"SET {setting} = '150ms'")
        start = time.monotonic()
        answer = two.call("waits", "1", '{"wait_ms":1000}', function="sure_claim")
        if code:
            check(answer.startswith(code), f"{setting}: {answer}")
        else:  # what the caller of sure_claim says about waiting goes before it
            check(answer == '{"state":"in_progress","retry_after_ms":100}' and time.monotonic() - start > 0.9, f"{setting}: {answer}")
        check(two(f"SHOW {setting}") == "150ms", f"{setting} is what it was")
        two(f"RESET {setting}")
    check(state(two, "waits", "1") == "in_progress" and two("SHOW lock_timeout") == "0", "lock_timeout after a claim that did not wait")
    two("BEGIN")
    check(state(two, "waits", "1") == "in_progress" and state(two, "waits 2", "1") == "claimed" and two("SELECT 1") == "1", "the transaction goes on after a wait")
    two("COMMIT")
    check(state(one, "waits 2", "1") == "in_progress", "and what it claimed besides stays")
    one("COMMIT")
    two("SET statement_timeout = '150ms'")
    check(two.call("waits", "1", '{"wait_ms":60000}', function="sure_claim").startswith("57014: "), "a pause is cut short")
    two("RESET statement_timeout")
    check(two.is_idle() and state(two, "waits", "1") == "in_progress", "usable afterwards")
    one.close()
    two.close()


def hundred_megabytes():
    """The texts that the server holds count, as does the answer; the message that brought them does not."""
    size = 100 << 20
    db = connect()
    db("CREATE TABLE body AS SELECT '{\"a\": \"' || repeat('0123456789abcdef', $1::int / 16) || '\", \"b\": [1.50]}' AS large", str(size))
    db.close()
    for what, call, expected in (
            ("claim", "sure_claim('large', large) ->> 'state'", "claimed"),
            ("complete", f"sure_complete('large', (SELECT token FROM {STORE} WHERE key = 'large'), large)", '{"state":"completed","attempt":1}'),
            ("complete again", f"sure_complete('large', (SELECT token FROM {STORE} WHERE key = 'large'), large || ' ')", '{"state":"completed","attempt":1}'),
            ("replay", "length(sure_claim('large', large)::text) - length(large)", "30"),
            ("another request", "sure_claim('large', left(large, -3) || '1]}')", "SR010: ")):
        db = connect()
        db("SELECT sure_claim('warm', '1')")
        peak, start = libpq.Peak(db.pid), time.monotonic()
        before = peak.private()
        peak.start()
        answer = db(f"SELECT {call} FROM body")
        peak.over.set()
        used = peak.bytes - before
        print(f"{size >> 20} MB, {what}: {used >> 20} MB, {time.monotonic() - start:.1f} s")
        check(answer is not None and answer.startswith(expected), f"100 MB, {what}: {str(answer)[:200]}")
        check(used <= LIMIT * size + (64 << 20), f"100 MB, {what}: {used >> 20} MB of memory")
        db.close()
    db = connect()
    check(db(f"SELECT count(*) FROM {STORE}, body WHERE response = large") == "1", "100 MB, stored to the letter")
    check(db("SELECT sure_claim('large', large)::text = '{\"state\":\"replay\",\"response\":' || large || '}' FROM body") == "t", "100 MB, replayed to the letter")
    db.close()


LIMIT = 6


def main():
    subprocess.run(["psql", "-XAtqc", f"CREATE DATABASE {DATABASE} TEMPLATE surerow_template"], check=True)
    try:
        for part in (bad_bytes, types, places, waits, hundred_megabytes):
            start = time.monotonic()
            part()
            print(f"{part.__name__}: {time.monotonic() - start:.1f} s")
    finally:
        subprocess.run(["psql", "-XAtqc", f"DROP DATABASE {DATABASE} WITH (FORCE)"], check=True)
    return status()


sys.exit(main())
