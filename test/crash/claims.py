"""What owners remember of their claims, against each other, the effects outside the database, and what is stored: each attempt has one
owner, each job one end that all see, and an owner who was told SR012 has not brought it about."""
import collections
import json

from books import strange, tell


def tell_claims(database, journals, effects):
    """`journals` by owner, `effects` the path of their file. Prints the figures and what FAILED; true when nothing has."""
    with open(effects, "rb") as file:
        effects = [json.loads(line) for line in file.read().splitlines()]
    attempts = dict(database.rows("SELECT key, attempt FROM surerow_idempotency_key WHERE key LIKE 'job%'"))
    claims = {(entry["claimed"], entry["attempt"]): dict(entry, by=owner)
              for owner, journal in journals.items() for entry in journal if "claimed" in entry}
    entries = [entry for journal in journals.values() for entry in journal]
    told = {(entry["told"], entry["attempt"]): entry["what"] for entry in entries if "told" in entry}
    ends = collections.defaultdict(list)
    for entry in entries:
        if "end" in entry:
            ends[entry["end"]].append((entry["state"], entry["value"]))

    wrong = judge_attempts(entries, effects, claims, told)
    for job, seen in ends.items():
        wrong += judge_end(job, seen, claims, told, attempts.get(f"job {job}"))
    for (job, attempt), what in told.items():
        if what in ("completed", "failed") and attempts.get(f"job {job}") != attempt:
            wrong.append(f"job {job} is {what} at attempt {attempt}, and stands at {attempts.get(f'job {job}')}")
    unowned = sum((int(key[4:]), attempt) not in claims for key, last in attempts.items() for attempt in range(1, last + 1))
    if unowned > unanswered(entries):
        wrong.append(f"{unowned} attempts were counted that nobody made")
    late = sum(what == "lost" for what in told.values())
    if not late and len(claims) >= 100:  # a short run may do without
        wrong.append("no owner ever came too late")
    print(f"jobs: {len(ends)} brought to an end, which was seen {sum(map(len, ends.values()))} times; {len(claims)} claims, "
          f"{sum(attempt > 1 for _, attempt in claims)} of them after another, {unowned} of which the answer was lost; {late} owners too late")
    return tell(wrong + strange(journals.values()))


def judge_attempts(entries, effects, claims, told):
    owned = [entry for entry in entries if "claimed" in entry]
    wrong = [*more_than_once("attempts owned", ((entry["claimed"], entry["attempt"]) for entry in owned)),
             *more_than_once("tokens", (entry["token"] for entry in owned)),
             *more_than_once("effects of an attempt", ((effect["job"], effect["attempt"]) for effect in effects))]
    for effect in effects:
        if claims.get((effect["job"], effect["attempt"]), {}).get("by") != effect["owner"]:
            wrong.append(f"an effect without its owner: {effect}")
    for (job, attempt), claim in claims.items():
        before, error = told.get((job, attempt - 1)), claim["error"]
        if (before == "released" and error is None) or (error is not None and error["attempt"] != attempt - 1):
            wrong.append(f"not the error of the attempt before, which was {before}: {claim}")
    return wrong


def judge_end(job, seen, claims, told, attempt):
    """All owners saw one end, and it is that of the last attempt."""
    state, value = seen[0]
    if any(one != seen[0] for one in seen):
        yield f"job {job} has more than one end: {seen}"
    claim = claims.get((job, value["attempt"]))
    ending = {"replay": "completed", "failed": "failed"}[state]
    if attempt != value["attempt"] or claim is None or claim["by"] != value["by"] or claim["ending"] != ending:
        yield f"job {job} ended as {state} {value} at attempt {attempt}, claimed as {claim}"
    if told.get((job, value["attempt"])) == "lost":
        yield f"job {job} ended with {value}, whose owner was told SR012"


def unanswered(entries):
    """How many answers of sure_claim never arrived."""
    asked = sum("asking" in entry for entry in entries)
    answered = sum("claimed" in entry or "end" in entry or "busy" in entry for entry in entries)
    return asked - answered + sum(entry.get("of") == "sure_claim" for entry in entries)


def more_than_once(what, items):
    return [f"{what}: {item} {count} times" for item, count in collections.Counter(items).items() if count > 1]
