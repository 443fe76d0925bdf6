"""An owner: claims one job after the other, in competition with all other owners, does it outside the database (a line in a file that
nothing but an append protects), and completes it. It dies at any moment, dawdles beyond its lease, gives back, or gives up for good.
A job goes on until it has come to an end; the end is what every owner is to see."""
import json
import os
import random
import time

from databases import Refused, Unknown

CALLS = {"completed": "sure_complete", "released": "sure_fail", "failed": "sure_fail"}


class Owner:
    def __init__(self, name, database, journal, stop, effects):
        self.name, self.database, self.journal, self.stop = name, database, journal, stop
        self.effects = os.open(effects, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def run(self):
        job = 1 + max((entry["end"] for entry in self.journal.entries if "end" in entry), default=0)
        last = next((entry for entry in reversed(self.journal.entries) if "claimed" in entry or "told" in entry), {})
        if "claimed" in last and random.random() < 0.5:  # it remembers that it is the owner, or was
            self.end(last)
        while not os.path.exists(self.stop):
            job += self.work(job)

    def ask(self, function, *arguments):
        while True:
            try:
                return json.loads(self.database.call(function, arguments))
            except Unknown as error:
                self.journal.note(unknown=error.args[0], of=function)
                time.sleep(random.uniform(0, 0.02))

    def work(self, job):
        """True when the job has come to an end."""
        lease_ms = random.randrange(30, 200)
        self.journal.note(asking=job)
        answer = self.ask("sure_claim", f"job {job}", json.dumps({"job": job}),
                          json.dumps({"lease_ms": lease_ms, "wait_ms": random.choice((0, 40))}))
        state = answer["state"]
        if state in ("replay", "failed"):
            self.journal.note(end=job, state=state, value=answer["response" if state == "replay" else "error"])
            return True
        if state == "in_progress":
            self.journal.note(busy=job)
            time.sleep(min(answer["retry_after_ms"], 20) / 1000)
            return False
        self.journal.note(claimed=job, token=answer["token"], attempt=answer["attempt"], error=answer.get("error"),
                          ending=random.choices(("completed", "released", "failed"), (16, 3, 1))[0])
        self.own(self.journal.entries[-1], lease_ms)
        return False

    def own(self, claim, lease_ms):
        os.write(self.effects, json.dumps({"job": claim["claimed"], "attempt": claim["attempt"], "owner": self.name}).encode() + b"\n")
        chance = random.random()
        if chance < 0.2:
            time.sleep(lease_ms * random.uniform(0.9, 1.6) / 1000)
        elif chance < 0.35:
            try:
                self.ask("sure_renew", f"job {claim['claimed']}", claim["token"], lease_ms)
            except Refused as refusal:
                self.tell(claim, refusal)
                return
        self.end(claim)

    def end(self, claim):
        more = {"completed": (), "released": (), "failed": ('{"terminal":true}',)}[claim["ending"]]
        what = json.dumps({"by": self.name, "attempt": claim["attempt"]})
        arguments = (CALLS[claim["ending"]], f"job {claim['claimed']}", claim["token"], what, *more)
        try:
            answer = self.ask(*arguments)
            self.tell(claim, answer["state"])
            if claim["ending"] != "released" and random.random() < 0.2 and self.ask(*arguments) != answer:
                self.journal.note(strange=f"{arguments[0]} did not repeat its answer")
        except Refused as refusal:
            self.tell(claim, refusal)

    def tell(self, claim, what):
        if isinstance(what, Refused):
            if what.args[0] != "SR012":
                self.journal.note(strange=what.args[1])
            what = "lost"
        self.journal.note(told=claim["claimed"], attempt=claim["attempt"], what=what)
