"""PostgreSQL for the programs of test/pg: libpq by ctypes, as drivers use it, and the memory of a backend."""
import ctypes
import re
import threading

pq = ctypes.CDLL("libpq.so.5")
for name, result, arguments in (
        ("PQconnectdb", ctypes.c_void_p, [ctypes.c_char_p]), ("PQfinish", None, [ctypes.c_void_p]),
        ("PQstatus", ctypes.c_int, [ctypes.c_void_p]), ("PQclear", None, [ctypes.c_void_p]),
        ("PQexecParams", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p,
                                           ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]),
        ("PQresultErrorField", ctypes.c_char_p, [ctypes.c_void_p, ctypes.c_int]), ("PQntuples", ctypes.c_int, [ctypes.c_void_p]),
        ("PQgetvalue", ctypes.c_char_p, [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]),
        ("PQgetisnull", ctypes.c_int, [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]),
        ("PQtransactionStatus", ctypes.c_int, [ctypes.c_void_p]), ("PQbackendPID", ctypes.c_int, [ctypes.c_void_p])):
    getattr(pq, name).restype, getattr(pq, name).argtypes = result, arguments


class Connection:
    def __init__(self, database):
        self.handle = pq.PQconnectdb(f"dbname={database} client_encoding=UTF8".encode())
        if pq.PQstatus(self.handle) != 0:
            raise RuntimeError(f"no connection to {database}")
        self.pid = pq.PQbackendPID(self.handle)
        self("SET client_min_messages = warning")

    def __call__(self, sql, *parameters):
        """The first value, or the error as `CODE: message`. Parameters are sent as untyped text."""
        values = [p.encode() if isinstance(p, str) else p for p in parameters]
        result = pq.PQexecParams(self.handle, sql.encode(), len(values), None, (ctypes.c_char_p * max(1, len(values)))(*values), None, None, 0)
        try:
            code = pq.PQresultErrorField(result, ord("C"))
            if code is not None:
                return f"{code.decode()}: {pq.PQresultErrorField(result, ord('M')).decode(errors='replace')}"
            if pq.PQntuples(result) == 0 or pq.PQgetisnull(result, 0, 0):
                return None
            return pq.PQgetvalue(result, 0, 0).decode()
        finally:
            pq.PQclear(result)

    def call(self, *arguments, function="sure_upsert"):
        return self(f"SELECT {function}({', '.join(f'${i + 1}' for i in range(len(arguments)))})", *arguments)

    def is_idle(self):
        """Alive, and in no transaction."""
        return pq.PQstatus(self.handle) == 0 and pq.PQtransactionStatus(self.handle) == 0

    def close(self):
        pq.PQfinish(self.handle)


class Peak(threading.Thread):
    """The greatest private memory of a backend while something runs. VmHWM would count the pages of the shared buffers that it saw."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.bytes, self.over = pid, 0, threading.Event()

    def private(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return int(re.search(r"RssAnon:\s+(\d+) kB", status.read()).group(1)) * 1024

    def run(self):
        while not self.over.wait(0.005):
            self.bytes = max(self.bytes, self.private())
