#!/usr/bin/python3
"""A process killed in the middle of a bulk upsert leaves the whole call or nothing of it, in a file that is intact."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

MODULE = os.path.abspath(os.environ.get("SUREROW_MODULE", "build/surerow"))
CALL = ("SELECT sure_upsert('t', (WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < {rows})"
        " SELECT json_group_array(json_object('id', i, 'name', 'n' || i, 'v', {v})) FROM c));")


def shell(path, sql):
    return subprocess.Popen([os.environ.get("SQLITE3", "sqlite3"), "-batch", "-cmd", f".load {MODULE}", "-cmd", "PRAGMA cache_size = 20", path, sql],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def killed_after(process, path, written):
    """Kills once the file beside the database or the database itself is being written; true when it was still at work."""
    began = {name: os.stat(name).st_mtime_ns for name in (path, path + "-journal", path + "-wal") if os.path.exists(name)}
    while process.poll() is None:
        if any(os.path.exists(name) and os.path.getsize(name) > 0 and began.get(name) != os.stat(name).st_mtime_ns
               for name in (path, path + "-journal", path + "-wal")):
            time.sleep(written)
            break
        time.sleep(0.0005)
    process.kill()
    process.wait()
    return process.returncode == -9


def main():
    failures = killed = 0
    with tempfile.TemporaryDirectory() as folder:
        for journal in ("delete", "wal"):
            path = os.path.join(folder, journal)
            shell(path, f"PRAGMA journal_mode = {journal}; CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, v INTEGER);"
                  + CALL.format(rows=20000, v=0)).wait()
            for turn in range(1, 9):
                killed += killed_after(shell(path, CALL.format(rows=60000, v=turn)), path, turn * 0.004)
                db = sqlite3.connect(path)
                whole = db.execute("PRAGMA integrity_check").fetchone()[0]
                seen = db.execute("SELECT count(*), min(v), max(v) FROM t").fetchone()
                db.close()
                if whole != "ok" or seen[1] != seen[2] or seen[0] != (60000 if seen[1] else 20000):
                    failures += 1
                    print(f"{journal}, turn {turn}: {whole}, {seen}")
    print(f"{killed} of 16 killed at work")
    return 1 if failures or killed < 4 else 0


sys.exit(main())
