"""A printer on TCP as a test needs it: it prints, answers, runs out of paper, falls silent or hangs up."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType

from devices.settings import PrinterKind, PrinterSettings

READY = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
PAPER_OUT = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}
ROLL_ENDS = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x1E}


@dataclass
class FakePrinter:
    """Serves one connection after another; ``received`` holds each connection's bytes without the questions.

    ``status`` answers DLE EOT (an empty one: silent); ``confirms`` answers GS r; ``noise`` is sent on connecting;
    ``hang_up_after`` bytes it resets the connection.
    """

    status: dict[int, int] = field(default_factory=lambda: dict(READY))
    confirms: bool = True
    noise: bytes = b""
    hang_up_after: int | None = None
    received: list[bytes] = field(default_factory=list)

    def __enter__(self) -> FakePrinter:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(10)

    def settings(self, *, confirm: bool = True, seconds: float = 5) -> PrinterSettings:
        host, port = self._server.getsockname()
        return PrinterSettings(
            PrinterKind.NETWORK,
            f"{host}:{port}",
            confirm=confirm,
            timeout_seconds=seconds,
            confirm_seconds=seconds,
        )

    @property
    def printed(self) -> bytes:
        """All that was printed, over all connections."""
        return b"".join(self.received)

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._server.accept()
            except OSError:
                return
            with link:
                self.received.append(b"")
                self._talk(link)

    def _talk(self, link: socket.socket) -> None:
        link.sendall(self.noise)
        held = b""
        while chunk := link.recv(4096):
            held = self._answer(link, held + chunk)
            if self.hang_up_after is not None and len(self.received[-1]) >= self.hang_up_after:
                # A reset, as from a printer that loses power.
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return

    def _answer(self, link: socket.socket, data: bytes) -> bytes:
        """Answer the questions in ``data``, print the rest, and return the start of a question at its end."""
        out = bytearray()
        at = 0
        while at < len(data):
            question = data[at : at + 3]
            if question[:1] in (b"\x10", b"\x1d") and len(question) < 3:
                break
            if question[:2] == b"\x10\x04":
                if question[2] in self.status:
                    link.sendall(bytes([self.status[question[2]]]))
                at += 3
            elif question == b"\x1dr\x01":
                if self.confirms:
                    link.sendall(b"\0")
                at += 3
            else:
                out.append(data[at])
                at += 1
        self.received[-1] += bytes(out)
        return data[at:]
