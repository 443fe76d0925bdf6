#!/usr/bin/python3
"""The payment endpoint in doc/idempotency.md, as it stands there, on both engines: 201, 200, 402, 409, 422, 503, and killed -9 between the
charge and sure_complete. A provider that stands for the real one counts the charges. PGHOST names the server."""
import http.client
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2

with open("doc/idempotency.md", encoding="utf-8") as document:
    ENDPOINT, POSTGRES = (code for code in re.findall(r"^```python\n(.*?)^```$", document.read(), re.M | re.S) if "def transaction" in code)
TABLE = "CREATE TABLE payment (id text PRIMARY KEY, amount numeric(10,2) NOT NULL, receipt text NOT NULL)"
EXPIRE = "UPDATE surerow_idempotency_key SET granted_at = granted_at - 30000 WHERE key = '{}'"  # the lease of 30 seconds has run out


class Provider(BaseHTTPRequestHandler):
    """Charges once per key. `script` says what happens to the next charges: "kill" the endpoint, "wait" until `go` is set,
    "broken", else an answer."""
    charged = {}
    asked = 0
    script = []
    victim = None
    go = threading.Event()

    def do_POST(self):  # pylint: disable=invalid-name
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["Idempotency-Key"]
        Provider.asked += 1
        if order["amount"] > 1000:
            return self.answer(402, {"declined": key})
        Provider.charged.setdefault(key, f"r{len(Provider.charged) + 1}")
        act = Provider.script.pop(0) if Provider.script else ""
        if act == "kill":
            Provider.victim.kill()
            return None
        if act == "wait":
            Provider.go.wait(20)
        return self.answer(500, "?") if act == "broken" else self.answer(200, {"receipt": Provider.charged[key]})

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


class Endpoint:
    """The program of the document in a process of its own."""

    def __init__(self, program, database, provider):
        self.command = [sys.executable, program, database, f"http://127.0.0.1:{provider}/"]
        self.process = self.port = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        Provider.victim = self.process
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.kill()
        self.process.communicate()

    def post(self, key, body):
        """Status, JSON body and Retry-After; None when the endpoint dies."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", "/", body if isinstance(body, str) else json.dumps(body), {"Idempotency-Key": key} if key else {})
            response = connection.getresponse()
            return response.status, json.loads(response.read()), response.getheader("Retry-After")
        except (http.client.HTTPException, ConnectionError):
            return None
        finally:
            connection.close()


class Slow:
    """A payment that the provider keeps waiting until answer() is asked for."""

    def __init__(self, endpoint, key, order):
        Provider.go.clear()
        Provider.script[:] = ["wait"]
        self.got = []
        self.thread = threading.Thread(target=lambda: self.got.append(endpoint.post(key, order)))
        self.thread.start()
        deadline = time.monotonic() + 20
        while Provider.script and time.monotonic() < deadline:
            time.sleep(0.01)

    def answer(self):
        Provider.go.set()
        self.thread.join()
        return self.got[0]


def conversation(endpoint, run_sql):
    """Yields what is wrong."""
    def expect(what, got, wanted):
        if got != wanted:
            yield f"{what}: {got}, not {wanted}"

    order = {"amount": 12.5, "card": "4111"}
    yield from expect("first", endpoint.post("a", order), (201, {"receipt": "r1"}, None))
    yield from expect("again", endpoint.post("a", '{ "card":"4111","amount":12.50 }'), (200, {"receipt": "r1"}, None))
    status, words, _ = endpoint.post("a", {"amount": 13})
    yield from expect("another order", (status, words[:6]), (422, "SR010:" if words.startswith("SR010") else "idempo"))
    yield from expect("no key", endpoint.post("", order)[0], 400)
    yield from expect("no JSON", endpoint.post("b", "nonsense")[0], 400)
    yield from expect("declined", endpoint.post("c", {"amount": 2000})[:2], (402, {"declined": "c"}))
    yield from expect("charges asked for", Provider.asked, 2)
    yield from expect("declined again", endpoint.post("c", {"amount": 2000})[:2], (402, {"declined": "c"}))
    yield from expect("and the provider is not asked", Provider.asked, 2)

    Provider.script[:] = ["broken"]
    yield from expect("provider broken", endpoint.post("d", order)[0], 503)
    yield from expect("released", endpoint.post("d", order), (201, {"receipt": "r2"}, None))

    slow = Slow(endpoint, "e", order)
    status, _, retry_after = endpoint.post("e", order)
    yield from expect("meanwhile", (status, 1 <= int(retry_after) <= 31), (409, True))
    yield from expect("meanwhile, another order", endpoint.post("e", {"amount": 1})[0], 422)
    yield from expect("the slow one", slow.answer(), (201, {"receipt": "r3"}, None))

    asked = Provider.asked
    Provider.script[:] = ["kill"]
    yield from expect("killed", endpoint.post("f", order), None)
    endpoint.process.wait()
    endpoint.start()
    yield from expect("the lease still runs", endpoint.post("f", order)[0], 409)
    run_sql(EXPIRE.format("f"))
    yield from expect("taken over", endpoint.post("f", order), (201, {"receipt": "r4"}, None))
    yield from expect("the provider was asked twice", Provider.asked - asked, 2)
    yield from expect("attempts", run_sql("SELECT attempt FROM surerow_idempotency_key WHERE key = 'f'"), [(2,)])
    yield from expect("and again", endpoint.post("f", order), (200, {"receipt": "r4"}, None))

    slow = Slow(endpoint, "g", order)
    run_sql(EXPIRE.format("g"))
    yield from expect("taken over from one that is slow", endpoint.post("g", order), (201, {"receipt": "r5"}, None))
    status, words, _ = slow.answer()
    yield from expect("the slow one has lost its lease", (status, 'lease of idempotency key "g" is lost' in words), (409, True))
    yield from expect("charges", len(Provider.charged), 5)
    yield from expect("payments", run_sql("SELECT id, receipt FROM payment ORDER BY id"),
                      [("a", "r1"), ("d", "r2"), ("e", "r3"), ("f", "r4"), ("g", "r5")])


def run(program, database, run_sql):
    Provider.charged.clear()
    Provider.asked, Provider.script[:] = 0, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = Endpoint(program, database, server.server_port)
    try:
        return list(conversation(endpoint, run_sql))
    finally:
        endpoint.stop()
        server.shutdown()


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/payments.py"
        with open(program, "w", encoding="utf-8") as file:
            file.write(ENDPOINT)
        db = sqlite3.connect(f"{folder}/db", isolation_level=None)
        db.execute(TABLE)
        wrong += [f"SQLite: {line}" for line in run(program, f"{folder}/db", lambda sql: db.execute(sql).fetchall())]

        transaction = re.search(r"^def transaction.*?\n\n\n", ENDPOINT, re.M | re.S)[0]
        with open(program, "w", encoding="utf-8") as file:
            file.write(ENDPOINT.replace("import sqlite3\n", "import psycopg2\n").replace(transaction, POSTGRES + "\n\n"))
        session = psycopg2.connect("")
        session.autocommit = True

        def run_sql(sql):
            with session.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []

        run_sql(TABLE)
        wrong += [f"PostgreSQL: {line}" for line in run(program, "", run_sql)]
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
