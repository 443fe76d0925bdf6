#!/usr/bin/python3
"""The judges find each kind of wrong: books that are right pass, and one change at a time makes them fail."""
import contextlib
import copy
import io
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import books  # noqa: E402
import claims  # noqa: E402


class Stored:
    """A database that holds what it was told, and answers by the beginning of the question."""

    def __init__(self, **tables):
        self.tables = tables

    def rows(self, sql):
        return self.tables["balance" if "balance" in sql else "keys" if "idempotency" in sql else "ledger"]

    def call(self, _function, _arguments):
        return self.tables["again"]


def request(number, label, amount=0):
    return {"request": number, "labels": [label], "amount": amount, "function": "sure_insert", "arguments": []}


def requests_hold(change=None):
    state = {"journal": [request(1, "a", 5), {"answered": 1, "answer": '{"n":1}', "replayed": True, "sent": 2},
                         request(2, "b"), {"answered": 2, "refused": "SR001"}],
             "ledger": {"a": 1}, "balance": [(5,)], "keys": [(1, 1)], "again": '{"replayed":true,"n":1}'}
    (change or (lambda _: None))(state)
    stored = Stored(**{**state, "ledger": list(state["ledger"].items())})
    return books.tell_requests(stored, [state["journal"]], keys=True)


def claims_hold(change=None):
    def claim(attempt, ending="completed", error=None):
        return {"claimed": 1, "token": f"token {attempt}", "attempt": attempt, "error": error, "ending": ending}

    end = {"end": 1, "state": "replay", "value": {"by": "owner1", "attempt": 2}}
    state = {"owner0": [{"asking": 1}, claim(1, "released"), {"told": 1, "attempt": 1, "what": "released"}, {"asking": 1}, end],
             "owner1": [{"asking": 1}, claim(2, error={"by": "owner0", "attempt": 1}), {"told": 1, "attempt": 2, "what": "completed"}],
             "effects": [{"job": 1, "attempt": 1, "owner": "owner0"}, {"job": 1, "attempt": 2, "owner": "owner1"}],
             "stored": [("job 1", 2)]}
    (change or (lambda _: None))(state)
    with tempfile.NamedTemporaryFile("w") as file:
        file.writelines(json.dumps(effect) + "\n" for effect in state["effects"])
        file.flush()
        return claims.tell_claims(Stored(keys=state["stored"]), {name: state[name] for name in ("owner0", "owner1")}, file.name)


REQUESTS = {
    "applied twice": lambda s: s["ledger"].update(a=2),
    "lost": lambda s: s["ledger"].clear(),
    "applied though refused": lambda s: s["ledger"].update(b=1),
    "an effect of nobody": lambda s: s["ledger"].update(c=1),
    "another balance": lambda s: s.update(balance=[(10,)]),
    "no key": lambda s: s.update(keys=[(0, 0)]),
    "a key of a refused request": lambda s: s.update(keys=[(2, 2)]),
    "a key without an answer": lambda s: s.update(keys=[(1, 0)]),
    "replayed otherwise": lambda s: s.update(again='{"replayed":true,"n":2}'),
    "done again": lambda s: s.update(again='{"n":1}'),
    "no answer": lambda s: s["journal"].pop(),
    "nothing replayed": lambda s: s["journal"][1].update(replayed=False),
    "strange": lambda s: s["journal"].append({"strange": "an error"}),
}
CLAIMS = {
    "two ends": lambda s: s["owner1"].append({"end": 1, "state": "replay", "value": {"by": "owner0", "attempt": 1}}),
    "the end of another": lambda s: s["owner0"][-1]["value"].update(by="owner0"),
    "an end of an attempt before": lambda s: s["owner0"][-1]["value"].update(attempt=1),
    "a late owner that brought it about": lambda s: s["owner1"][-1].update(what="lost"),
    "completed, and claimed again": lambda s: s.update(stored=[("job 1", 3)]),
    "failed, and claimed again": lambda s: (s["owner1"][-1].update(what="failed"), s.update(stored=[("job 1", 3)])),
    "two owners of an attempt": lambda s: s["owner0"].append(dict(copy.deepcopy(s["owner1"][1]), token="other")),
    "one token of two": lambda s: s["owner1"][1].update(token="token 1"),
    "two effects of an attempt": lambda s: s["effects"].append(s["effects"][0]),
    "an effect of no owner": lambda s: s["effects"][1].update(attempt=3),
    "an error that is lost": lambda s: s["owner1"][1].update(error=None),
    "an error of an attempt long ago": lambda s: s["owner1"][1]["error"].update(attempt=0),
    "an attempt of nobody": lambda s: (s["owner1"].clear(), s["effects"].pop(), s["owner0"].pop(), s["owner0"].pop()),
    "strange": lambda s: s["owner0"].append({"strange": "an error"}),
}


def main():
    missed = []
    for holds, changes in ((requests_hold, REQUESTS), (claims_hold, CLAIMS)):
        if not holds():
            missed.append(f"{holds.__name__}: books that are right do not pass")
        for name, change in changes.items():
            with contextlib.redirect_stdout(io.StringIO()):
                passed = holds(change)
            if passed:
                missed.append(f"{holds.__name__}: {name} was not seen")
    print("\n".join(missed) or f"{len(REQUESTS) + len(CLAIMS)} kinds of wrong were seen")
    return 1 if missed else 0


sys.exit(main())
