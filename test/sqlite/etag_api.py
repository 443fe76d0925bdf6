#!/usr/bin/python3
"""The HTTP API in doc/optimistic-locking.md, as it stands there: ETag, If-Match, 412, 428, 404."""
import http.client
import json
import re
import sqlite3
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

with open("doc/optimistic-locking.md", encoding="utf-8") as text:
    code = re.search(r"^```python\n(.*?)^```$", text.read(), re.M | re.S)[1]

db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
db.enable_load_extension(True)
db.load_extension("build/surerow")
db.execute("CREATE TABLE page (id bigint PRIMARY KEY, content text NOT NULL)")
db.execute("INSERT INTO page VALUES (1, 'Hello')")
names = {"db": db, "json": json, "sqlite3": sqlite3, "BaseHTTPRequestHandler": BaseHTTPRequestHandler}
exec(code, names)  # pylint: disable=exec-used
names["Pages"].log_message = lambda *_: None
server = HTTPServer(("127.0.0.1", 0), names["Pages"])
threading.Thread(target=server.serve_forever, daemon=True).start()
failed = 0


def ask(wanted, method, path, body=None, if_match=None):
    global failed
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, body, {"If-Match": if_match} if if_match else {})
    response = connection.getresponse()
    text = response.read().decode()
    if response.status != wanted:
        failed += 1
        print(f"{method} {path}: {response.status}, not {wanted}")
    return response.getheader("ETag"), text


first, content = ask(200, "GET", "/1")
again, _ = ask(200, "GET", "/1")
second, _ = ask(200, "PUT", "/1", "Hello, by Ann", first)
ask(412, "PUT", "/1", "Hello, by Bo", first)
ask(428, "PUT", "/1", "Hello, by Bo")
ask(404, "PUT", "/2", "Hello, by Bo", first)
ask(400, "PUT", "/1", "Hello, by Bo", '"nonsense"')
ask(404, "GET", "/2")
now, last = ask(200, "GET", "/1")
if not (first == again and first != second == now and content == "Hello" and last == "Hello, by Ann"):
    failed += 1
    print(first, again, second, now, content, last)
server.shutdown()
db.close()
sys.exit(1 if failed else 0)
