"""The tables. Whatever happens to a row of account or slot is booked in ledger, which has no unique key over requests: its unique index
is over pending entries, and no entry is pending."""
from client import ACCOUNTS

COMMON = [
    "CREATE TABLE account (id integer PRIMARY KEY, balance bigint NOT NULL, request text)",
    "CREATE TABLE slot (id text NOT NULL PRIMARY KEY)",
    "CREATE UNIQUE INDEX ledger_pending ON ledger (request) WHERE pending = 1",
    "SELECT sure_enable_version('account')",
    "SELECT sure_enable_version('slot')",
    *(f"INSERT INTO account (id, balance) VALUES ({account}, 0)" for account in range(ACCOUNTS)),
]
LEDGER = "CREATE TABLE ledger ({}, request text NOT NULL, pending integer NOT NULL DEFAULT 0)"
EVENTS = (("account", "UPDATE OF request", "NEW.request"), ("slot", "INSERT", "NEW.id"), ("slot", "DELETE", "'deleted ' || OLD.id"))


def statements(engine):
    postgres = engine == "postgres"
    if postgres:
        yield "CREATE EXTENSION surerow"
    yield LEDGER.format("id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY" if postgres else "id integer PRIMARY KEY")
    yield from COMMON
    for number, (table, event, request) in enumerate(EVENTS):
        book = f"INSERT INTO ledger (request) VALUES ({request})"
        if postgres:
            yield f"CREATE FUNCTION book{number}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {book}; RETURN NULL; END $$"
            yield f"CREATE TRIGGER book{number} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION book{number}()"
        else:
            yield f"CREATE TRIGGER book{number} AFTER {event} ON {table} BEGIN {book}; END"


def make(database, engine):
    for statement in statements(engine):
        database.run(statement)
