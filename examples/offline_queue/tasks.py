#!/usr/bin/python3
"""A list of tasks that works offline: tasks.py --help."""
import argparse
import os
import sys

import psycopg2

from device import HERE, Device, NoSuchTask, retry
from sync import sync

MODULE = os.environ.get("SUREROW_MODULE", str(HERE.parents[1] / "build" / "surerow"))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split(":", maxsplit=1)[0])
    parser.add_argument("--device", default="tasks.db", help="the SQLite file (tasks.db)")
    parser.add_argument("--server", default="", help="the PostgreSQL server, as libpq wants it (PGHOST, ...)")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name, help_text, *names):
        one = commands.add_parser(name, help=help_text)
        for argument in names:
            one.add_argument(argument, nargs="?" if argument == "body" and name == "add" else None)

    command("make-server", "make the tables at the server")
    command("add", "a task, with a note if one is given", "title", "body")
    command("note", "a note on a task", "task", "body")
    command("edit", "another title", "task", "title")
    command("done", "a task is done", "task")
    command("list", "the tasks as this device knows them")
    command("sync", "send what the server does not have, fetch what it has")
    command("conflicts", "tasks that somebody else changed first")
    command("keep-mine", "end a conflict: my title and state", "task")
    command("keep-theirs", "end a conflict: the server's", "task")
    return parser.parse_args()


def make_server(dsn):
    schema = (HERE / "schema.sql").read_text(encoding="utf-8")
    retry.run(retry.Postgres(dsn), lambda session: session.execute("CREATE EXTENSION IF NOT EXISTS surerow;" + schema))


def main(given):
    if given.command == "make-server":
        make_server(given.server)
        return
    device = Device(given.device, MODULE)
    if given.command == "add":
        print(device.add(given.title, given.body))
    elif given.command == "note":
        device.note(given.task, given.body)
    elif given.command == "edit":
        device.change(given.task, {"title": given.title})
    elif given.command == "done":
        device.change(given.task, {"done": True})
    elif given.command == "list":
        for row in device.rows("SELECT id, iif(done, 'done', 'open'), title FROM task ORDER BY title, id"):
            print(*row)
            for note in device.rows("SELECT body FROM note WHERE task = ? ORDER BY id", row[0]):
                print("  ", *note)
    elif given.command == "sync":
        sync(device, retry.Postgres(given.server))
    elif given.command == "conflicts":
        for task, mine, theirs in device.rows("SELECT task, mine, theirs FROM conflict ORDER BY task"):
            print(f"{task}\n  mine   {mine}\n  theirs {theirs or 'is gone'}")
    else:
        device.resolve(given.task, given.command == "keep-mine")


try:
    main(arguments())
except (psycopg2.Error, retry.Sqlite.Error, NoSuchTask) as error:
    sys.exit(f"tasks.py: {str(error).strip()}")
