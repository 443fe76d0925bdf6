"""A client that wants each of its requests done once: it writes a request down, sends it under a key, and repeats it, as it was
sent, until it has an answer, through lost connections, BUSY and its own death.

Each effect of a request leaves a line in the table ledger, which has no unique key over requests: whatever is done twice shows. An
answer SR001 is final: versions only grow, so no copy of the request that may still be on its way can succeed later, and had one
succeeded before, the key would have given its answer. The client then makes a new request under a new key."""
import functools
import json
import os
import random
import time

from databases import Refused, Unknown

ACCOUNTS = 4


class Client:
    def __init__(self, name, database, journal, stop, keys=True):
        self.name, self.database, self.journal, self.stop, self.keys = name, database, journal, stop, keys

    def run(self):
        last = next((entry for entry in reversed(self.journal.entries) if "request" in entry), None)
        if last is not None and not any(entry.get("answered") == last["request"] for entry in self.journal.entries):
            self.finish(last, repeated=True)
        number = last["request"] if last else 0
        while not os.path.exists(self.stop):
            number += 1
            last = self.insist(functools.partial(self.make, number, last))
            self.journal.note(**last)
            self.finish(last)

    def insist(self, work):
        """work(), as often as it takes."""
        while True:
            try:
                return work()
            except Unknown as error:
                self.journal.note(unknown=error.args[0])
                time.sleep(random.uniform(0, 0.02))

    def finish(self, request, repeated=False):
        sent = 0

        def send():
            nonlocal sent
            sent += 1
            return self.database.call(request["function"], request["arguments"], random.random() < 0.25)

        try:
            answer = self.insist(send)
        except Refused as refusal:
            code, message = refusal.args
            if code not in request["final"]:
                self.journal.note(strange=f"{request['function']}: {message}")
            self.journal.note(answered=request["request"], refused=code)
            return
        time.sleep(random.choice((0, 0.008)) * random.random())  # the answer is on its way
        replayed = answer.startswith('{"replayed":true,')
        if replayed:
            answer = "{" + answer[len('{"replayed":true,'):]
            if sent == 1 and not repeated:
                self.journal.note(strange=f"{request['function']} replayed an answer to a new request")
        self.journal.note(answered=request["request"], answer=answer, replayed=replayed, sent=sent + repeated)
        if self.keys and random.random() < 0.1 and self.insist(send) != '{"replayed":true,' + answer[1:]:
            self.journal.note(strange=f"{request['function']} did not replay its answer")

    # --- Requests ---

    def make(self, number, last):
        kinds = (self.insert, self.upsert, self.update, self.slot, self.apply)
        kind = self.delete if last and last["kind"] == "slot" else random.choice(kinds)
        request = {"request": number, "kind": kind.__name__, "amount": 0, "final": [], "labels": [f"{self.name}-{number}"]}
        function, arguments, options = kind(request, request["labels"][0], last)
        if self.keys:
            options["idempotency_key"] = f"{self.name}-{number}"
        return {**request, "function": function,
                "arguments": [a if isinstance(a, (int, str)) else json.dumps(a) for a in (*arguments, options)]}

    def read_account(self):
        account = random.randrange(ACCOUNTS)
        mark = self.database.mark
        balance, version = self.database.rows(f"SELECT balance, version FROM account WHERE id = {mark}", (account,))[0]
        return account, balance, version

    # A row outside the predicate of the index is simply inserted.
    def insert(self, _request, label, _last):
        return "sure_insert", ("ledger", {"request": label}), {"key": ["request"], "returning": ["id"]}

    def upsert(self, _request, label, _last):
        return "sure_upsert", ("account", {"id": random.randrange(ACCOUNTS), "request": label}), {}

    def update(self, request, label, _last):
        account, balance, version = self.read_account()
        request.update(amount=random.randrange(1, 100), final=["SR001"])
        return "sure_update", ("account", account, {"balance": balance + request["amount"], "request": label}, version), {}

    def slot(self, _request, label, _last):
        return "sure_insert", ("slot", {"id": label}), {}

    def delete(self, request, _label, last):
        slot = last["labels"][0]
        request["labels"] = [f"deleted {slot}"]
        return "sure_delete", ("slot", slot, 1), {"returning": True}

    def apply(self, request, label, _last):
        account, balance, version = self.read_account()
        request.update(amount=random.randrange(1, 100), final=["SR001"], labels=[f"{label} {part}" for part in "abcd"])
        a, b, c, d = request["labels"]
        changes = {"balance": balance + request["amount"], "request": c}
        other = (account + random.randrange(1, ACCOUNTS)) % ACCOUNTS
        return "sure_apply", ([{"insert": ["ledger", [{"request": a}, {"request": b}], {"key": ["request"]}]},
                               {"update": ["account", account, changes, version]},
                               {"upsert": ["account", {"id": other, "request": d}]}],), {}
