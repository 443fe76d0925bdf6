"""run(database, work): a transaction, repeated while sure_retry says so."""
import contextlib
import json
import re
import sqlite3
import time

import psycopg2


def code_of(error):
    """What sure_retry asks for: surerow's SQLSTATE, PostgreSQL's, or SQLite's result code."""
    stated = re.match(r"([0-9A-Z]{5}): ", str(error))  # surerow on SQLite: "SR001: the row ..."
    if stated:
        return stated[1]
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "SQLITE_MISUSE")  # Python 3.11 and newer
    return error.pgcode or "08006"  # psycopg2 has no code for a connection that is gone


def run(database, work, **options):
    """Returns work(session); raises the last error when there is nothing left to try."""
    attempt = 0
    while True:
        attempt += 1
        try:
            return database.transaction(work)
        except database.Error as error:
            advice = database.advice(error, attempt, options)
            if not advice["retry"]:
                raise
        time.sleep(advice["delay_ms"] / 1000)


class Sqlite:
    Error = sqlite3.Error

    def __init__(self, path, module, timeout=5, begin="BEGIN IMMEDIATE"):
        self.db = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        self.begin = begin
        self.db.enable_load_extension(True)
        self.db.load_extension(module)

    def transaction(self, work):
        self.db.execute(self.begin)
        try:
            result = work(self.db)
            self.db.execute("COMMIT")
            return result
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # some errors have ended the transaction already
                self.db.execute("ROLLBACK")
            raise

    def advice(self, error, attempt, options):
        asked = self.db.execute("SELECT sure_retry(?, ?, ?)", (code_of(error), attempt, json.dumps(options)))
        return json.loads(asked.fetchone()[0])


class Postgres:
    Error = psycopg2.Error

    def __init__(self, dsn=""):
        self.dsn = dsn
        self.db = None

    def session(self):
        if self.db is None or self.db.closed:
            self.db = psycopg2.connect(self.dsn)
        return self.db

    def transaction(self, work):
        session = self.session()
        try:
            with session.cursor() as cursor:  # psycopg2 begins the transaction with the first statement
                result = work(cursor)
            session.commit()
            return result
        except BaseException:
            with contextlib.suppress(psycopg2.Error):  # until then PostgreSQL refuses every statement
                session.rollback()
            raise

    def advice(self, error, attempt, options):
        try:
            with self.session().cursor() as cursor:
                cursor.execute("SELECT sure_retry(%s, %s, %s::text)", (code_of(error), attempt, json.dumps(options)))
                advice = cursor.fetchone()[0]
            self.db.rollback()
        except psycopg2.Error:
            raise error  # nobody is there to ask
        return advice
