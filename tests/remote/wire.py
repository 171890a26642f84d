"""A wire between a client and the server that can be cut, at the moment that a test wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

ACT = b"rectify.append"
Mood = Literal["sound", "cut-before", "cut-after", "cut-after-and-dead", "dead", "silent"]


class Wire:
    """Forwards what comes to `port`. `mood` is what befalls the next act that goes over it, or all that does:

    cut before the server has it, cut after the server has done it and before its answer is through (and then dead), dead, or
    silent: it lets in and says nothing. `before` is done before the next act goes on its way.
    """

    def __init__(self, server: int) -> None:
        self.mood: Mood = "sound"
        self.before: Callable[[], object] | None = None
        self.cut = 0
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._open: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(client)
            if self.mood == "dead":
                client.close()
            elif self.mood != "silent":
                threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.create_connection(("127.0.0.1", self._server)) as server:
            threading.Thread(target=self._back, args=(server, client), daemon=True).start()
            while said := client.recv(1 << 16):
                if ACT in said and self.before:
                    before, self.before = self.before, None
                    before()
                mood = self.mood
                if ACT in said and mood.startswith("cut"):
                    self.cut += 1
                    self.mood = "dead" if mood.endswith("dead") else "sound"
                    client.shutdown(socket.SHUT_RDWR)
                    if mood == "cut-before":
                        return
                    server.sendall(said)
                    server.shutdown(
                        socket.SHUT_WR
                    )  # what was sent is still done; the server ends when it has nothing to read
                    self._done(server)
                    return
                server.sendall(said)

    @staticmethod
    def _done(server: socket.socket) -> None:
        with suppress(OSError):
            server.settimeout(5)
            while server.recv(1 << 16):
                pass

    @staticmethod
    def _back(server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(1 << 16):
                client.sendall(said)

    def close(self) -> None:
        self._listening.close()
        for each in self._open:
            each.close()


@contextmanager
def wired(server: int) -> Iterator[Wire]:
    wire = Wire(server)
    try:
        yield wire
    finally:
        wire.close()
