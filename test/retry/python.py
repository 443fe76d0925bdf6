#!/usr/bin/python3
"""The loop of doc/retry/retry.py at work: processes that read, compute and write the same counter lose nothing, and what is not to be
repeated is not. PGHOST names the server; SUREROW_MODULE the module."""
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "doc/retry")
sys.dont_write_bytecode = True
import retry  # noqa: E402

MODULE = os.path.abspath(os.environ.get("SUREROW_MODULE", "build/surerow"))
PROCESSES, TIMES = 3, 20
PATIENT = {"base_ms": 2, "cap_ms": 40, "max_attempts": 10000}


def open_database(where):
    return retry.Postgres() if where == "postgres" else retry.Sqlite(where, MODULE, timeout=0, begin="BEGIN")


def count(where):
    """One process: prints how many attempts it took."""
    database, attempts = open_database(where), 0

    def work(session):
        nonlocal attempts
        attempts += 1
        if where == "postgres":
            session.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        got = session.execute("SELECT n FROM counter WHERE id = 1")
        n = (got or session).fetchone()[0]
        time.sleep(0.002)
        row = '{"id":1,"n":%d}' % (n + 1)
        session.execute("SELECT sure_upsert('counter', %s)" % ("%s" if where == "postgres" else "?"), (row,))

    for _ in range(TIMES):
        retry.run(database, work, **PATIENT)
    print(attempts)


def one(database, sql):
    def work(session):
        got = session.execute(sql)
        return (got or session).fetchone()[0]
    return retry.run(database, work)


def contention(where):
    database = open_database(where)
    retry.run(database, lambda s: s.execute("CREATE TABLE counter (id integer PRIMARY KEY, n bigint)"))
    retry.run(database, lambda s: s.execute("INSERT INTO counter VALUES (1, 0)"))
    running = [subprocess.Popen([sys.executable, __file__, where], stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    attempts = [int(process.communicate()[0] or 0) for process in running]
    n = one(database, "SELECT n FROM counter")
    print(f"{where}: {n} counted, {sum(attempts)} attempts")
    return n == PROCESSES * TIMES and sum(attempts) > n


def refused(database, error, sql, attempts, **options):
    """True when `sql` is tried so often and its own error comes out."""
    tried = []

    def work(session):
        tried.append(sql)
        session.execute(sql)

    try:
        retry.run(database, work, **options)
    except database.Error as raised:
        good = error in (retry.code_of(raised), str(raised)) and len(tried) == attempts
        print(f"{sql}: {retry.code_of(raised)} after {len(tried)}")
        return good
    return False


def gone(database, **options):
    """True when a connection lost in the first attempt does no harm to the second."""
    tried = []

    def work(session):
        tried.append(1)
        if len(tried) == 1:
            session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        session.execute("SELECT 7")
        return session.fetchone()[0]

    try:
        return retry.run(database, work, **options) == 7
    except database.Error as error:
        return retry.code_of(error) in ("57P01", "08006") and not options


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "db")
        good = contention("postgres") and contention(path)
        holder, waiter = open_database(path), open_database(path)
        holder.db.execute("BEGIN IMMEDIATE")
        postgres = open_database("postgres")
        good &= refused(waiter, "SQLITE_BUSY", "INSERT INTO counter VALUES (2, 0)", 3, max_attempts=3, base_ms=1)
        holder.db.execute("ROLLBACK")
        for database in (postgres, waiter):
            good &= refused(database, "SR001", "SELECT sure_next_version(2, 1)", 1)
            good &= one(database, "SELECT 1") == 1
        good &= refused(postgres, "42P01", "SELECT * FROM nowhere", 1)
        good &= gone(postgres) and gone(postgres, idempotent=True, base_ms=1)
    return 0 if good else 1


if len(sys.argv) > 1:
    count(sys.argv[1])
else:
    sys.exit(main())
