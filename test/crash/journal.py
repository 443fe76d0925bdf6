"""What a client remembers, in a file: it outlives the client. A line is a JSON object; one that was cut short by a kill was never
acted upon, for a client writes down what it is about to do before it does it."""
import json
import os


class Journal:
    def __init__(self, path):
        self.entries = read(path)
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT)
        whole = b"".join(line_of(entry) for entry in self.entries)
        os.ftruncate(self.file, len(whole))
        os.lseek(self.file, 0, os.SEEK_END)

    def note(self, **entry):
        os.write(self.file, line_of(entry))
        self.entries.append(entry)


def line_of(entry):
    return json.dumps(entry).encode() + b"\n"


def read(path):
    if not os.path.exists(path):
        return []
    with open(path, "rb") as file:
        lines = file.read().split(b"\n")
    return [json.loads(line) for line in lines[:-1]]
