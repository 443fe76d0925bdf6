"""One connection of a client, the same on both engines: the text of an answer out, or Refused, or Unknown.

Nothing is repeated in here: what is Unknown is the client's to repeat. A connection that is lost is made anew by the next call."""
import os
import random
import re
import socket
import sqlite3
import threading

import psycopg2

MODULE = os.path.abspath(os.environ.get("SUREROW_MODULE", "build/surerow"))


class Refused(Exception):
    """surerow has said no: nothing was done. args: the code, the message."""


class Unknown(Exception):
    """Nobody has said whether the call was done. args: why."""


class Postgres:
    """setting: of the session. cut: how often (of 1) the line goes dead at some moment between a call and its answer, while the server goes on."""
    mark = "%s"

    def __init__(self, dsn, setting="", cut=0.0):
        self.dsn, self.cut, self.db = dsn, cut, None
        self.options = "-c " + setting.replace(" ", "\\ ") if setting else ""

    def rows(self, sql, values=()):
        return self._told(lambda cursor: cursor.execute(sql, values or None) or cursor.fetchall())

    def run(self, sql):
        self._told(lambda cursor: cursor.execute(sql))

    def call(self, function, arguments, in_transaction=False):
        marks = ", ".join(["%s"] * len(arguments))

        def work(cursor):
            if in_transaction:
                cursor.execute("BEGIN")
            timer = self._cut_soon() if random.random() < self.cut else None
            try:
                cursor.execute(f"SELECT CAST({function}({marks}) AS text)", arguments)
                answer = cursor.fetchone()[0]
                if in_transaction:
                    cursor.execute("COMMIT")
                return answer
            finally:
                if timer:
                    timer.cancel()
                    timer.join()
        return self._told(work)

    def _cut_soon(self):
        line = socket.socket(fileno=os.dup(self.db.fileno()))
        timer = threading.Timer(random.uniform(0, 0.001), lambda: line.shutdown(socket.SHUT_RDWR))
        timer.start()
        return timer

    def _told(self, work):
        try:
            if self.db is None:
                self.db = psycopg2.connect(self.dsn, options=self.options)
                self.db.autocommit = True
            with self.db.cursor() as cursor:
                return work(cursor)
        except psycopg2.Error as error:
            code = error.pgcode or "08006"  # psycopg2 has no code for a connection that is gone
            if code[:2] in ("08", "57"):
                self.close()
            elif self.db is not None:
                self._roll_back()
            if code[:2] in ("08", "57", "40"):
                raise Unknown(code) from error
            raise Refused(code, str(error)) from error

    def _roll_back(self):
        try:
            self.db.cursor().execute("ROLLBACK")
        except psycopg2.Error:
            self.close()

    def close(self):
        if self.db is not None:
            self.db.close()
        self.db = None


class Sqlite:
    """timeout: the busy_timeout in seconds."""
    mark = "?"

    def __init__(self, path, timeout=0.0, journal="wal"):
        self.db = sqlite3.connect(path, timeout=10, isolation_level=None)
        self.db.enable_load_extension(True)
        self.db.load_extension(MODULE)
        self.db.execute(f"PRAGMA journal_mode = {journal}").fetchall()
        self.db.execute("PRAGMA synchronous = OFF")  # what a killed process has written is kept by the kernel
        self.db.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}").fetchall()

    def rows(self, sql, values=()):
        return self._told(lambda: self.db.execute(sql, values).fetchall())

    def run(self, sql):
        self._told(lambda: self.db.execute(sql).fetchall())

    def call(self, function, arguments, in_transaction=False):
        marks = ", ".join("?" * len(arguments))

        def work():
            if in_transaction:
                self.db.execute("BEGIN IMMEDIATE")
            answer = self.db.execute(f"SELECT CAST({function}({marks}) AS TEXT)", arguments).fetchall()[0][0]
            if in_transaction:
                self.db.execute("COMMIT")
            return answer
        return self._told(work)

    def _told(self, work):
        try:
            return work()
        except sqlite3.Error as error:
            stated = re.match(r"([0-9A-Z]{5}): ", str(error))  # surerow's: "SR001: the row ..."
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            code = stated[1] if stated else getattr(error, "sqlite_errorname", "SQLITE_MISUSE")
            if code.startswith("SQLITE_BUSY") or code == "40001":
                raise Unknown(code) from error
            raise Refused(code, str(error)) from error

    def close(self):
        self.db.close()
