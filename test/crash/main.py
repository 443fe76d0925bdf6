#!/usr/bin/python3
"""main.py postgres|sqlite [--kills N] [--journal wal|delete] [--blind]: clients and owners at work while processes are killed with
SIGKILL at random moments, until N of each kind are. In the end every request must have been applied exactly once, every call repeated
be answered as it was, and every job have one end. Prints the figures and what FAILED; exits with 1 when anything has.

PostgreSQL: a backend of a random client; the server with all its processes, which is started again; an owner. SQLite: a random client
or owner, and all of them at once. --blind: no keys, as a program without them, and on PostgreSQL commits that do not wait for the
log; then requests are applied twice, and are lost, and it is seen."""
import argparse
import collections
import os
import random
import signal
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import books  # noqa: E402
import claims  # noqa: E402
import tables  # noqa: E402
from client import Client  # noqa: E402
from databases import Postgres, Sqlite, Unknown  # noqa: E402
from journal import Journal, read  # noqa: E402
from owner import Owner  # noqa: E402
from server import Server  # noqa: E402

PATIENCE = 60  # seconds for what takes a moment


class Run:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.stop, self.effects = os.path.join(folder, "stop"), os.path.join(folder, "effects")
        self.clients = [f"client{number}" for number in range(options.clients)]
        self.owners = [] if options.blind else [f"owner{number}" for number in range(options.owners)]
        self.processes, self.kills, self.died = {}, collections.Counter(), 0
        self.server = Server(os.path.join(folder, "server")) if options.engine == "postgres" else None

    def database(self, setting="", **manner):
        if self.server:
            return Postgres(self.server.dsn, setting, **manner)
        return Sqlite(os.path.join(self.folder, "db"), journal=self.options.journal, **manner)

    def path(self, name):
        return os.path.join(self.folder, name)

    # --- Processes ---

    def spawn(self, name):
        pid = os.fork()
        if pid:
            self.processes[name] = pid
            return
        status = 1
        try:
            random.seed()
            self.work(name)
            status = 0
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(status)

    def work(self, name):
        journal = Journal(self.path(name))
        if self.server and self.options.blind:
            database = self.database("synchronous_commit=off", cut=0.2)
        elif self.server:
            level = random.choice(("read committed", "repeatable read", "serializable"))
            database = self.database(f"default_transaction_isolation={level}", cut=0.06)
        else:
            database = self.database(timeout=random.choice((0, 5)))
        if name in self.owners:
            Owner(name, database, journal, self.stop, self.effects).run()
        else:
            Client(name, database, journal, self.stop, keys=not self.options.blind).run()

    def kill(self, *names):
        for name in names:
            os.kill(self.processes[name], signal.SIGKILL)
        for name in names:
            status = os.waitpid(self.processes.pop(name), 0)[1]
            if os.WIFSIGNALED(status):
                self.kills[name.rstrip("0123456789")] += 1
            else:
                self.died += 1
        for name in names:
            self.spawn(name)

    # --- Kills ---

    def until_at_work(self):
        """Clients are connected, and their requests are being answered."""
        until(lambda: not self.server or len(self.server.backends()) >= len(self.clients), "clients do not come back")
        before = self.written()
        until(lambda: all(now > then for now, then in zip(self.written(), before)), "clients are not at work")

    def written(self):
        return [os.path.getsize(self.path(name)) if os.path.exists(self.path(name)) else 0 for name in self.clients]

    def disturb_postgres(self):
        while min(self.kills["backend"], self.kills["server"]) < self.options.kills:
            self.until_at_work()
            time.sleep(random.uniform(0, 0.1))
            if self.owners and random.random() < 0.5:
                self.kill(random.choice(self.owners))
            if self.kills["backend"] <= self.kills["server"]:
                self.kills["backend"] += self.server.kill_backend()
            else:
                self.server.kill()
                self.kills["server"] += 1
                self.server.start()

    def disturb_sqlite(self):
        everybody = self.clients + self.owners
        while sum(self.kills.values()) < self.options.kills:
            self.until_at_work()
            time.sleep(random.uniform(0, 0.02))
            if random.random() < 0.2:
                self.kill(*everybody)
            else:
                self.kill(random.choice(everybody))

    # --- From beginning to end ---

    def run(self):
        if self.server:
            self.server.start()
        insist(lambda: tables.make(self.database(), self.options.engine))
        for name in self.clients + self.owners:
            self.spawn(name)
        (self.disturb_postgres if self.server else self.disturb_sqlite)()
        self.until_at_work()
        with open(self.stop, "wb"):
            pass
        while self.processes:
            self.died += self.end_of(self.processes.popitem()[1]) != 0
        return self.judge()

    def end(self):
        """Nothing is left running, whatever happened."""
        for pid in self.processes.values():
            os.kill(pid, signal.SIGKILL)
        if self.server:
            self.server.kill()

    def end_of(self, pid):
        status = []

        def ended():
            found, code = os.waitpid(pid, os.WNOHANG)
            if found:
                status.append(code)
            return found
        until(ended, "a client does not end")
        return status[0]

    def judge(self):
        database = self.database(**({} if self.server else {"timeout": 10}))
        good = books.tell_requests(database, [read(self.path(name)) for name in self.clients], keys=not self.options.blind)
        if self.owners:
            journals = {name: read(self.path(name)) for name in self.owners}
            good &= claims.tell_claims(database, journals, self.effects)
        if not self.server and database.rows("PRAGMA integrity_check") != [("ok",)]:
            print("FAILED: the file is not intact")
            good = False
        return good


def insist(work):
    """work(), until the server is there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except Unknown:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def until(condition, otherwise):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"FAILED: {otherwise}")
        time.sleep(0.002)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("engine", choices=("postgres", "sqlite"))
    arguments.add_argument("--kills", type=int, default=6)
    arguments.add_argument("--clients", type=int, default=6)
    arguments.add_argument("--owners", type=int, default=3)
    arguments.add_argument("--journal", default="wal")
    arguments.add_argument("--blind", action="store_true")
    options = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        os.mkdir(os.path.join(folder, "server"))
        run = Run(options, folder)
        try:
            good = run.run()
        except BaseException:
            if run.server:
                print(run.server.last_words())
            raise
        finally:
            run.end()
    print(f"{options.engine}{', ' + options.journal if options.engine == 'sqlite' else ''}{', blind' if options.blind else ''}: "
          f"{options.clients} clients, {len(run.owners)} owners, {time.monotonic() - began:.0f} s; killed: "
          + ", ".join(f"{kind} {count} times" for kind, count in sorted(run.kills.items())))
    if run.died:
        print(f"FAILED: {run.died} clients died by themselves")
    return 0 if good and not run.died else 1


sys.exit(main())
