"""What programs that try bad input share: a check that fails is told and remembered, and the others go on."""

failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("failed:", what[:400])


def status():
    """The program's exit status."""
    return 1 if failures else 0
