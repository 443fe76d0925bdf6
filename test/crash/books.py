"""What clients remember, against what is stored: finds what was applied twice, what was acknowledged and is not there, and what was
applied though the client was told that it was not."""
import collections

from databases import Refused


def requests_of(journal):
    """Each request of a client with its answer, or with none."""
    answers = {entry["answered"]: entry for entry in journal if "answered" in entry}
    return [(entry, answers.get(entry["request"])) for entry in journal if "request" in entry]


def applied(answer):
    return answer is not None and "refused" not in answer


def tell_requests(database, journals, keys):
    """Prints the figures and what FAILED; true when nothing has."""
    requests = [pair for journal in journals for pair in requests_of(journal)]
    unlike = repeat_all(database, requests) if keys else []
    figures, wrong = judge(database, requests)
    wrong += unlike + strange(journals)
    if keys:
        wrong += judge_keys(database, figures["applied"])
    unknown = collections.Counter(entry["unknown"] for journal in journals for entry in journal if "unknown" in entry)
    print(f"requests: {figures['requests']}, {figures['applied']} applied, {figures['refused']} refused as stale")
    print(f"  {figures['repeated']} were repeated until an answer came, and {figures['replayed']} of them had been applied already; "
          f"attempts without an answer: {', '.join(f'{count} {code}' for code, count in sorted(unknown.items()))}")
    print(f"  {figures['duplicates']} duplicates, {figures['lost']} lost, {figures['denied']} applied though refused, {len(unlike)} replayed "
          "with another answer")
    if keys and not figures["replayed"]:
        wrong.append("no answer was ever lost")
    if figures["duplicates"] + figures["lost"] + figures["denied"]:
        wrong.append(f"{figures['duplicates'] + figures['denied']} effects too many, {figures['lost']} too few")
    return tell(wrong)


def judge(database, requests):
    """Counts the effects of each request in the ledger."""
    figures, wrong = collections.Counter(), []
    stored = dict(database.rows("SELECT request, count(*) FROM ledger GROUP BY request"))
    for request, answer in requests:
        done = applied(answer)
        figures["requests"] += 1
        figures["applied" if done else "refused"] += 1
        figures["repeated"] += done and answer["sent"] > 1
        figures["replayed"] += done and answer["replayed"]
        figures["amount"] += request["amount"] if done else 0
        if answer is None:
            wrong.append(f"no answer to {request['arguments']}")
        for label in request["labels"]:
            count = stored.pop(label, 0)
            figures["duplicates"] += max(0, count - 1)
            figures["lost"] += done and count == 0
            figures["denied"] += not done and count > 0
    wrong += [f"an effect of no request: {label}" for label in stored]
    if database.rows("SELECT sum(balance) FROM account")[0][0] != figures["amount"]:
        wrong.append("the balances are not the sum of what was added to them")
    return figures, wrong


def judge_keys(database, number):
    """A key for each request that was applied, and none for any other."""
    kept, done = database.rows("SELECT count(*), sum(CASE state WHEN 'done' THEN 1 ELSE 0 END) FROM surerow_idempotency_key "
                               "WHERE key LIKE 'client%'")[0]
    return [] if kept == done == number else [f"{kept} keys are stored, {done} with an answer, for {number} requests"]


def repeat_all(database, requests):
    """Every request that was applied, once more: those that are not answered as they were."""
    wrong = []
    for request, answer in requests:
        if not applied(answer):
            continue
        try:
            again = database.call(request["function"], request["arguments"])
        except Refused as refusal:
            again = refusal.args[1]
        if again != '{"replayed":true,' + answer["answer"][1:]:
            wrong.append(f"{request['function']} {request['arguments']} was answered {answer['answer']}, replayed as {again}")
    return wrong


def strange(journals):
    return [entry["strange"] for journal in journals for entry in journal if "strange" in entry]


def tell(wrong):
    """Prints some of it; true when there is none. The last, which sums up, is among it."""
    for text in dict.fromkeys(wrong[:5] + wrong[-1:]):
        print(f"FAILED: {text}")
    return not wrong
