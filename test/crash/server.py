"""A PostgreSQL server of one's own to kill: that of test/tools/with-server, with a data folder of its own. It runs without fsync, for
what a killed process has written is kept by the kernel."""
import os
import random
import shutil
import signal
import subprocess
import time


class Server:
    def __init__(self, folder):
        binaries = subprocess.check_output([os.environ.get("PG_CONFIG", "pg_config"), "--bindir"], text=True).strip()
        self.binaries = os.environ["SUREROW_SERVER"] + binaries
        self.folder, self.log = folder, os.path.join(folder, "log")
        os.chmod(folder, 0o755)
        self.run_as = []
        for name in ("data", "socket"):
            os.mkdir(os.path.join(folder, name))
            if os.getuid() == 0:
                shutil.chown(os.path.join(folder, name), "postgres")
                self.run_as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        self.data, self.socket = os.path.join(folder, "data"), os.path.join(folder, "socket")
        self.dsn = f"host={self.socket} port=5432 user=postgres dbname=postgres"
        subprocess.run([*self.run_as, f"{self.binaries}/initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.run_as, f"{self.binaries}/postgres", "-D", self.data, "-k", self.socket, "-c", "listen_addresses=", "-c", "fsync=off",
                 "-c", "shared_buffers=32MB", "-c", "deadlock_timeout=20ms", "-c", "max_connections=60"],
                stdout=log, stderr=log, cwd=self.folder)

    def backends(self):
        """The process ids of those who serve a client."""
        return [child for child in self._children() if title_of(child).startswith(b"postgres: postgres postgres [local]")]

    def kill_backend(self):
        """That of a random client; true unless it was gone by itself."""
        try:
            os.kill(random.choice(self.backends()), signal.SIGKILL)
            return True
        except (ProcessLookupError, IndexError):
            return False

    def kill(self):
        """All of it at once: stopped, the postmaster can neither see its children die nor start others."""
        os.kill(self.process.pid, signal.SIGSTOP)
        while state_of(self.process.pid) not in "TZ":
            time.sleep(0.001)
        children = self._children()
        for pid in [*children, self.process.pid]:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        while any(state_of(child) not in "ZX" for child in children):
            time.sleep(0.001)

    def last_words(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-30:])

    def _children(self):
        return [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and parent_of(pid) == self.process.pid]


def stat_of(pid):
    """What follows the name of the process; empty when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(") ")[2].split()
    except OSError:
        return []


def state_of(pid):
    return (stat_of(pid) or "X")[0]


def parent_of(pid):
    stat = stat_of(pid)
    return int(stat[1]) if stat else 0


def title_of(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as title:
            return title.read()
    except OSError:
        return b""
