"""A TCP proxy in front of the PostgreSQL server of the tests, which cuts connections where it hurts."""
import os
import select
import socket
import threading

READY = b"Z\x00\x00\x00\x05I"  # ReadyForQuery outside a transaction: the COMMIT is done


class Proxy:
    """`at_commit`: called once, when a transaction that ran sure_apply is committed and the client has not been told; then the connection
    is cut. `chunks`: so many pieces of what the server says are passed on, then each connection is cut."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.at_commit = None
        self.chunks = None
        self.cuts = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def dsn(self, database):
        port = self.listener.getsockname()[1]
        return f"host=127.0.0.1 port={port} dbname={database} user={os.environ['PGUSER']} sslmode=disable gssencmode=disable"

    def close(self):
        """Nobody gets through any more."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def listen(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{os.environ['PGHOST']}/.s.PGSQL.{os.environ.get('PGPORT', '5432')}")
        try:
            self.relay(client, server)
        except OSError:
            pass
        finally:
            client.close()
            server.close()

    def relay(self, client, server):
        applied = False
        while True:
            for source in select.select([client, server], [], [])[0]:
                data = source.recv(65536)
                if not data:
                    return
                if source is client:
                    applied = applied or b"sure_apply" in data
                    server.sendall(data)
                    if applied and data.startswith(b"Q") and b"COMMIT" in data and self.at_commit:
                        return self.lose_answer(server)
                else:
                    if self.chunks is not None:
                        if self.chunks == 0:
                            self.cuts += 1
                            return
                        self.chunks -= 1
                    client.sendall(data)

    def lose_answer(self, server):
        answer = b""
        while not answer.endswith(READY):
            answer += server.recv(65536)
        action, self.at_commit = self.at_commit, None
        self.cuts += 1
        action()
